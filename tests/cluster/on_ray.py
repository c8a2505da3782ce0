"""Build on two Ray workers of this machine, and kill one of them when half is read: CORPUS RECORD FOLDER BUCKETS."""

import os
import sys
from pathlib import Path

from onrecord import cluster
from onrecord.cluster import Asked, Engine, Folder
from onrecord.cluster.engine import QUIET
from onrecord.ingest import Options
from onrecord.record import Record

os.environ.update(QUIET)


def main(corpus: str, record: str, folder: str, buckets: str) -> None:
    import ray
    from ray.cluster_utils import Cluster

    small = {"object_store_memory": 100_000_000}
    machine = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False, **small})
    workers = [machine.add_node(num_cpus=1, **small) for _ in range(2)]
    ray.init(address=machine.address, log_to_driver=False)

    def kill(what: str, done: int, of: int) -> None:
        if what == "read_unit" and workers and done == of // 2:
            machine.remove_node(workers.pop(), allow_graceful=False)
            sys.stdout.write(f"killed one of 2 workers when {done} of {of} units were read\n")

    opened = Record(Path(record), create=True)
    asked = Asked(Options(), "rules", int(buckets))
    cluster.build([corpus], opened, asked, Engine("ray", "", 1), Folder(folder), kill)
    opened.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
