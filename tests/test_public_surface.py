"""The public surface changes only on purpose."""

import subprocess
import sys

import onrecord
from onrecord.export import FORMATS as EXPORTS
from onrecord.ingest.archives import ARCHIVES
from onrecord.ingest.extract import FORMATS
from onrecord.read import READERS


def test_public_names():
    assert sorted(onrecord.__all__) == ["__version__", "open", "read_text"]


def test_registered_names():
    assert sorted(READERS) == ["rules", "trained"]
    assert sorted(FORMATS) == ["docx", "email", "html", "pdf", "text"]
    assert sorted(ARCHIVES) == ["csv", "feed", "jsonl", "warc"]
    assert list(EXPORTS) == [
        "json", "jsonl", "csv", "incidents", "xlsx", "parquet", "ftm", "ftm-statements", "annotations", "turtle", "geojson", "kml", "graphml", "gexf", "command-graphml", "command-gexf", "stix", "warc", "label-studio", "docbin",
    ]  # fmt: skip


def test_importing_loads_nothing_heavy():
    code = "import sys, onrecord, onrecord.cli; print([m for m in ('spacy', 'sqlalchemy', 'rich.table', 'trafilatura', 'numpy', 'onnxruntime', 'tokenizers', 'openai', 'fastapi', 'uvicorn') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
