"""A folder that exports are written into, again and again, beside files that are not ours."""

import hashlib
import json
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Self

from mine_reader.errors import ExportError
from mine_reader.files import write_whole

LEDGER = ".mine-reader-export.json"
"""What was written into the folder: path to hash. A file that has changed since is the user's."""


class ExportFolder:
    """Writes files under one folder. A file that we did not write, or that was changed since, is never replaced."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ledger = self._load()
        self._taken: set[str] = set()
        self.written: list[str] = []

    def write(self, relative: Path, data: bytes) -> None:
        """Write a file, under a name with a number if that name is taken; ExportError."""
        path, key = self._fresh(relative, data)
        write_whole(path, data)
        self._ledger[key] = _hash(data)
        self.written.append(str(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if not self.written:
            return
        # What failed before is what the user must hear of.
        with suppress(ExportError) if kind else nullcontext():
            write_whole(self._folder / LEDGER, json.dumps(self._ledger, ensure_ascii=False, indent=1).encode())

    def _fresh(self, relative: Path, data: bytes) -> tuple[Path, str]:
        count = 1
        while True:
            name = relative if count == 1 else relative.with_name(f"{relative.stem}-{count}{relative.suffix}")
            key, path = name.as_posix(), self._folder / name
            if not path.resolve().is_relative_to(self._folder.resolve()):
                raise ExportError(path=str(path), reason="it is outside the folder")
            # Some systems take upper and lower case for the same name.
            if key.lower() not in self._taken and self._may_write(path, key, data):
                self._taken.add(key.lower())
                return path, key
            count += 1

    def _may_write(self, path: Path, key: str, data: bytes) -> bool:
        try:
            present = path.read_bytes()
        except FileNotFoundError:
            return not path.is_symlink()
        except OSError as error:
            if path.is_dir():
                return False
            raise ExportError(path=str(path), reason=error.strerror or str(error)) from error
        return present == data or self._ledger.get(key) == _hash(present)

    def _load(self) -> dict[str, str]:
        try:
            found = json.loads((self._folder / LEDGER).read_bytes())
        except (OSError, ValueError):
            return {}
        return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
