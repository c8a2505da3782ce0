"""Web pages and API over one record: read, check, decide, look."""

from onrecord.workbench.app import create_app
from onrecord.workbench.serving import serve

__all__ = ["create_app", "serve"]
