"""The folder beside the library: images by the hash of their content, files under safe names.

A file is there before the library knows it, so that a program that was killed leaves nothing that is missing; what
nobody came to know is swept up later.
"""

import hashlib
import os
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from mine_reader.errors import DownloadError, ExportError
from mine_reader.files import write_whole
from mine_reader.model.pages import SavedImage, image_file

_SETTLED_SECONDS = 3600
"""A younger file may belong to a download that another program has under way."""


def shelf_folder(library: Path) -> Path:
    """Return the folder beside a library."""
    return library.with_name(f"{library.name}-files")


class Shelf:
    """Puts files into the folder and finds them again; for any thread."""

    def __init__(self, library: Path) -> None:
        self.library = library
        self.folder = shelf_folder(library)

    def put_image(self, url: str, data: bytes, kind: str) -> SavedImage:
        """Keep an image, once for each content; DownloadError."""
        sha256 = hashlib.sha256(data).hexdigest()
        self._write(image_file(sha256, kind), data, url)
        return SavedImage(url, sha256, kind, len(data))

    def put_file(self, url: str, data: bytes, name: str) -> str:
        """Keep a file under a safe name; return where, relative to the folder; DownloadError."""
        relative = f"documents/{hashlib.sha256(data).hexdigest()[:16]}/{name}"
        self._write(relative, data, url)
        return relative

    def _write(self, relative: str, data: bytes, url: str) -> None:
        path = self.folder / relative
        try:
            if path.exists() and path.stat().st_size == len(data):
                os.utime(path)
                return
            write_whole(path, data)
        except ExportError as error:
            raise DownloadError(url=url, reason=error.fields["reason"]) from error
        except OSError as error:
            raise DownloadError(url=url, reason=error.strerror or str(error)) from error

    def path(self, relative: str) -> Path | None:
        """Return a file of the folder; None if it is not there, or not in it."""
        path = (self.folder / relative).resolve()
        return path if path.is_relative_to(self.folder.resolve()) and path.is_file() else None

    def sweep(self, known: Iterable[str], *, settled: float = _SETTLED_SECONDS) -> int:
        """Remove what the library does not know and nobody wrote lately; return the bytes that it took."""
        wanted = {self.folder / relative for relative in known}
        before, freed = time.time() - settled, 0
        for path in [path for path in self.folder.rglob("*") if path.is_file() and path not in wanted]:
            with suppress(OSError):
                found = path.stat()
                if found.st_mtime < before:
                    path.unlink()
                    freed += found.st_size
        for folder in sorted((path for path in self.folder.rglob("*") if path.is_dir()), reverse=True):
            with suppress(OSError):
                folder.rmdir()
        return freed

    def copy_to(self, library: Path, known: Iterable[str]) -> None:
        """Copy files to the folder beside another library, where they are not there yet; ExportError."""
        other = Shelf(library)
        for relative in known:
            path = self.path(relative)
            if path is not None and other.path(relative) is None:
                write_whole(other.folder / relative, path.read_bytes())

    def missing(self, known: Mapping[str, str | None]) -> list[str]:
        """Return the files that are not there, or not those that were kept."""
        return [relative for relative, sha256 in known.items() if not self._is_whole(relative, sha256)]

    def _is_whole(self, relative: str, sha256: str | None) -> bool:
        path = self.path(relative)
        if path is None:
            return False
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        # The folder of a file is named by the begin of its hash.
        return found == sha256 if sha256 else found.startswith(path.parent.name)
