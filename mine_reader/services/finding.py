"""Which files an import means, and what each is called in its source."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mine_reader.model import Skipped, SourceKind

SUFFIXES = frozenset({".md", ".markdown", ".txt"})
MOST_BYTES = 50_000_000
INDEX_NAMES = frozenset({"index.md", "readme.md"})


@dataclass(frozen=True, slots=True)
class Origin:
    """A source as an import names it; `folder` is absolute, None where the user chose the source."""

    kind: SourceKind
    name: str
    folder: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """A file to import: where it is, its source, and its path in it (with `/`)."""

    file: Path
    origin: Origin
    path: str


def find_files(paths: Iterable[Path], source: str | None = None) -> tuple[tuple[Found, ...], tuple[Skipped, ...]]:
    """Return the files that `paths` mean, each once, and what was left out and why."""
    found: dict[Path, Found] = {}
    skipped: list[Skipped] = []
    for path in paths:
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve follows links
        for item in _walk(absolute, source) if absolute.is_dir() else _single(absolute, source):
            if isinstance(item, Skipped):
                skipped.append(item)
            else:
                found.setdefault(item.file, item)
    return _apart(tuple(found.values())), tuple(skipped)


def _single(file: Path, source: str | None) -> Iterator[Found | Skipped]:
    if not file.exists():
        yield Skipped(str(file), "there is no such file")
    elif not file.is_file():
        yield Skipped(str(file), "it is not a file")
    elif file.suffix.lower() not in SUFFIXES:
        yield Skipped(str(file), "it is not a Markdown or text file")
    else:
        folder = file.parent
        yield Found(file, _origin(SourceKind.FILES, folder, source), file.name)


def _walk(folder: Path, source: str | None) -> Iterator[Found | Skipped]:
    origin = _origin(SourceKind.FOLDER, folder, source)
    errors: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(root, name)
            if name.startswith("."):
                continue
            if file.suffix.lower() not in SUFFIXES:
                yield Skipped(str(file), "it is not a Markdown or text file")
            elif name.lower() in INDEX_NAMES:
                yield Skipped(str(file), "it is an index page; name it to import it")
            elif not file.is_file():
                yield Skipped(str(file), "it is not a file")
            else:
                yield Found(file, origin, file.relative_to(folder).as_posix())
    for error in errors:
        yield Skipped(
            str(error.filename), "the folder cannot be read: {error}", {"error": error.strerror or str(error)}
        )


def _origin(kind: SourceKind, folder: Path, source: str | None) -> Origin:
    if source is not None:
        return Origin(kind, source, None)
    return Origin(kind, folder.name or str(folder), str(folder))


def _apart(found: Sequence[Found]) -> tuple[Found, ...]:
    """Tell files of one name apart that go into one chosen source: by their folders."""
    count = Counter((item.origin.name, item.path) for item in found if item.origin.folder is None)
    clashing = [item for item in found if item.origin.folder is None and count[item.origin.name, item.path] > 1]
    if not clashing:
        return tuple(found)
    common = Path(os.path.commonpath([item.file.parent for item in clashing]))
    return tuple(
        replace(item, path=item.file.relative_to(common).as_posix()) if item in clashing else item for item in found
    )
