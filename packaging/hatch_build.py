"""Put resources/ and the built translations into the wheel, where mine_reader.resources looks for them."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelHook(BuildHookInterface[Any]):
    """Fill `mine_reader/_resources` and `mine_reader/_i18n` of a wheel; an editable install reads the source tree."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "standard":
            return
        sys.path.insert(0, str(Path(self.root) / "packaging"))
        from translations import build  # noqa: PLC0415 - beside this file, which is loaded by its path

        self._folder = TemporaryDirectory(prefix="mine-reader-")
        include = build_data["force_include"]
        include[str(Path(self.root) / "resources")] = "mine_reader/_resources"
        for path in build(Path(self._folder.name)):
            include[str(path)] = f"mine_reader/_i18n/{path.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        if version == "standard":
            self._folder.cleanup()
