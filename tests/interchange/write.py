"""Write the formats whose libraries have an environment of their own: `make test-interchange`."""

import datetime as dt
import sys
from pathlib import Path

from onrecord import pipeline
from onrecord.export import FORMATS, Outgoing
from onrecord.export.training import label_config
from onrecord.record import Record, Signed, decide_claim

record, folder = Record(Path(sys.argv[1])), Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
with record.engine.connect() as db:
    ids = [r.id for r in db.exec_driver_sql("SELECT id FROM claims ORDER BY id LIMIT 40")]
for claim in ids:
    decide_claim(record, claim, "accept", Signed("test", dt.datetime.now(dt.UTC)))
pipeline.settle(record)
for to in ("ftm", "ftm-statements", "label-studio"):
    with (folder / to).open("w", encoding="utf-8") as out:
        FORMATS[to].write(Outgoing(record), out)
labels = [r[0] for r in record.engine.connect().exec_driver_sql("SELECT DISTINCT kind || ':' || type FROM claims")]
(folder / "config.xml").write_text(label_config([*labels, *"perpetrators sponsors victims targets weapons foiled_by subject object post person authority charge actor content what area".split()]))  # fmt: skip
