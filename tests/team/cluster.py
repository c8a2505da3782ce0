"""A PostgreSQL of our own, from Debian's packages: started for the tests, on a socket nobody else knows, and thrown away after."""

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

VERSIONS = Path("/usr/lib/postgresql")


def programs():
    """Folder of initdb and pg_ctl; None where PostgreSQL is not installed."""
    found = sorted(VERSIONS.glob("*/bin/initdb"), key=lambda p: int(p.parent.parent.name))
    return found[-1].parent if found else None


class Cluster:
    """A server that can be stopped and started."""

    def __init__(self, folder):
        self.folder = Path(folder)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def _run(self, *command):
        # initdb and pg_ctl refuse root; Debian's package makes a user for them
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        subprocess.run([*user, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def make(self):
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self._run(programs() / "initdb", "-D", self.folder / "data", "-U", "onrecord", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")  # fmt: skip

    def start(self):
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c max_connections=200"
        self._run(programs() / "pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", "-o", options, "start")  # fmt: skip

    def stop(self, how="fast"):
        self._run(programs() / "pg_ctl", "-D", self.folder / "data", "-w", "-m", how, "stop")

    def address(self, record, database="postgres"):
        return f"postgresql://onrecord@127.0.0.1:{self.port}/{database}?record={record}"


@contextmanager
def running():
    """A fresh server."""
    folder = tempfile.mkdtemp(prefix="onrecord-pg-")
    cluster = Cluster(folder)
    try:
        cluster.make()
        cluster.start()
        yield cluster
    finally:
        if (cluster.folder / "data" / "postmaster.pid").exists():
            cluster.stop("immediate")
        shutil.rmtree(folder, ignore_errors=True)
