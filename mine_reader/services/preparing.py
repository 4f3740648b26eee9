"""Parsing and rendering through a preparer, and the cache of what was rendered."""

import hashlib
import json
import os
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from mine_reader import __version__
from mine_reader.errors import ExportError, WorkerError
from mine_reader.files import write_whole
from mine_reader.model import BlockMap, ParsedIssue, PartKind, RenderedPart, Span, SplitOptions
from mine_reader.store import clean

_FORMAT = "1"
Parts = tuple[RenderedPart, ...]


class Preparer(Protocol):
    """Makes pages of issues: in this process, or in one that can be killed."""

    def prepare(self, text: str, name: str, options: SplitOptions) -> tuple[ParsedIssue, Parts]:
        """Parse and render; never raises because of the text."""
        ...

    def close(self) -> None:
        """End what was started for it."""
        ...


class WorkerAtNeed:
    """The worker process; the code that splits and renders is imported when something is to be prepared."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._worker: Preparer | None = None
        self._closed = False

    def prepare(self, text: str, name: str, options: SplitOptions) -> tuple[ParsedIssue, Parts]:
        """Parse and render in the worker; what takes too long comes without formatting; WorkerError."""
        try:
            return self._started().prepare(text, name, options)
        except WorkerError:
            # Once more: that the machine was busy is no fault of the text.
            return self._started().prepare(text, name, options)

    def _started(self) -> Preparer:
        from mine_reader.net.issue_worker import IssueWorker  # noqa: PLC0415 - see above

        with self._lock:
            if self._closed:
                raise WorkerError
            self._worker = self._worker or IssueWorker()
            return self._worker

    def close(self) -> None:
        """End the process, and start none any more."""
        with self._lock:
            self._closed = True
            if self._worker is not None:
                self._worker.close()


class RenderCache:
    """Rendered parts by content; losing it, or failing to write it, costs time and nothing else.

    It grows to `most` bytes; then what was not used for the longest time goes.
    """

    def __init__(self, folder: Path, most: int = 300_000_000) -> None:
        self._folder = folder
        self._most = most
        self._unseen = most
        """What was written since it was last looked at how much there is; at first nobody knows."""

    def _path(self, sha256: str, options: SplitOptions) -> Path:
        key = hashlib.sha256("\n".join((_FORMAT, __version__, sha256, repr(options))).encode()).hexdigest()
        return self._folder / key[:2] / f"{key}.json"

    def get(self, sha256: str, options: SplitOptions) -> Parts | None:
        """Return the parts of an issue, None if they are not there or not whole."""
        path = self._path(sha256, options)
        try:
            parts = load_parts(json.loads(path.read_bytes()))
        except (OSError, ValueError, TypeError, KeyError, IndexError):
            return None
        with suppress(OSError):
            os.utime(path)
        return parts

    def holds(self, sha256: str, options: SplitOptions) -> bool:
        """Return whether the parts of an issue are there, as this version of the program makes them."""
        return self._path(sha256, options).exists()

    def put(self, sha256: str, options: SplitOptions, parts: Sequence[RenderedPart]) -> None:
        """Keep the parts; what fell back to plain text is tried again another time."""
        if any(part.plain for part in parts):
            return
        data = json.dumps(dump_parts(parts), ensure_ascii=False).encode("utf-8", "replace")
        with suppress(ExportError):
            write_whole(self._path(sha256, options), data, sync=False)
        self._unseen += len(data)
        if self._unseen > self._most // 10:
            self._unseen = 0
            self._drop_oldest()

    def _drop_oldest(self) -> None:
        found = []
        with suppress(OSError):
            for path in self._folder.glob("*/*.json"):
                about = path.stat()
                found.append((about.st_mtime_ns, about.st_size, path))
        left = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if left <= self._most:
                return
            with suppress(OSError):
                path.unlink()
            left -= size


def dump_parts(parts: Sequence[RenderedPart]) -> list[list[object]]:
    """Return parts as JSON values."""
    return [
        [
            part.kind.value,
            part.index,
            part.title_html,
            part.head_html,
            part.body_html,
            part.text,
            [[b.source.start, b.source.end, b.text.start, b.text.end] for b in part.blocks],
            [None if target is None else [target.start, target.end] for target in part.targets],
            list(part.images),
            part.plain,
        ]
        for part in parts
    ]


def load_parts(values: list[list[object]]) -> Parts:
    """Return the parts that `dump_parts` wrote."""
    return tuple(_load_part(*value) for value in values)  # type: ignore[arg-type]


def _load_part(  # noqa: PLR0913, PLR0917 - as many as a part has
    kind: str,
    index: int,
    title_html: str,
    head_html: str,
    body_html: str,
    text: str,
    blocks: list[tuple[int, int, int, int]],
    targets: list[list[int] | None],
    images: list[str],
    plain: bool,
) -> RenderedPart:
    return RenderedPart(
        kind=PartKind(kind),
        index=index,
        title_html=title_html,
        head_html=head_html,
        body_html=body_html,
        text=text,
        blocks=tuple(BlockMap(Span(a, b), Span(c, d)) for a, b, c, d in blocks),
        targets=tuple(None if target is None else Span(target[0], target[1]) for target in targets),
        images=tuple(images),
        plain=plain,
    )


def cleaned(parts: Parts) -> Parts:
    """Return parts whose texts are as the library stores them."""
    return tuple(part if clean(part.text) == part.text else replace(part, text=clean(part.text)) for part in parts)
