"""Libraries of any size, made once and kept: `library(423)`, `library(1_000_000)`.

Half of the issues are read, some articles of the others; a few articles are starred, kept for later, tagged, annotated.
"""

import hashlib
import multiprocessing
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import platformdirs

from mine_reader.anchor import describe
from mine_reader.model import ArticleId, Color, DecodedSource, NoteText, Placement, SourceId, SourceKind, Span
from mine_reader.services import open_services
from mine_reader.services.importing import Prepared, write_issue
from mine_reader.store import Connection, Store, annotations, content, schema, state
from tests.benchmarks import issues, words
from tests.benchmarks.issues import GROUP, Made

SIZES = (423, 5_000, 50_000, 1_000_000)
_GROUPS_A_SOURCE = 100
_TAGS = [f"topic{number % 12}/part{number}" for number in range(120)]
_READ, _STARRED, _LATER, _TAGGED, _ANNOTATED = 0.05, 0.01, 0.005, 0.03, 0.02
_NOW = "2026-01-01T00:00:00.000000Z"


def cache_folder() -> Path:
    """Return where libraries are kept; the largest takes some gigabytes."""
    return platformdirs.user_cache_path("mine-reader") / "benchmarks"


def library(size: int, folder: Path | None = None) -> Path:
    """Return a library of `size` articles, made now if it is not there. It is shared: `copy_of` is for writing."""
    folder = folder or cache_folder()
    path = folder / f"{size}-{_stamp()}.sqlite"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob(f"{size}-*"):
            old.unlink()
        began = time.monotonic()
        making = path.with_suffix(".making")
        _write(making, size)
        read_for_index(making)
        making.rename(path)
        print(f"made {path} in {time.monotonic() - began:.0f} s", file=sys.stderr)
    return path


def read_for_index(path: Path) -> None:
    """Read everything into the search index of a library: while that goes on, no window is idle."""
    with tempfile.TemporaryDirectory() as cache, closing(open_services(path, cache_dir=Path(cache))) as services:
        while services.searching.read_some():
            pass


def copy_of(size: int, target: Path) -> Path:
    """Copy a library of `size` articles to a file of one's own."""
    return Path(shutil.copyfile(library(size), target))


def _stamp() -> str:
    """Return what changes when libraries come out differently."""
    made_by = [Path(str(module.__file__)).read_bytes() for module in (words, issues, schema, sys.modules[__name__])]
    scripts = "".join(schema.SCRIPTS).encode()
    return hashlib.sha256(b"".join(made_by) + scripts).hexdigest()[:12]


def _write(path: Path, size: int) -> None:
    path.unlink(missing_ok=True)
    store = Store(path)
    rng = random.Random(size)  # noqa: S311
    sources: list[SourceId] = []
    for number, made in enumerate(_groups(size)):
        with store.write() as db:
            if number == 0:
                db.execute("PRAGMA cache_size = -200000")
            if number % _GROUPS_A_SOURCE == 0:
                name = f"{number // _GROUPS_A_SOURCE + 1:02}"
                names = (f"周刊 {name}", f"Posts {name}")
                sources = [content.add_source(db, SourceKind.FILES, one, None) for one in names]
            for issue in made:
                _write_issue(db, sources[not issue.parsed.sections], issue, rng)
    with store.write() as db:
        db.execute("PRAGMA optimize")
    store.close()


def _groups(size: int) -> Iterator[list[Made]]:
    """Yield the groups of issues in order, the last one cut; other processes make them ahead."""
    count = -(-size // GROUP)
    if count < 4:
        yield from (_cut(_group(number), size - number * GROUP) for number in range(count))
        return
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        for number, made in enumerate(pool.imap(_group, range(count), chunksize=2)):
            yield _cut(made, size - number * GROUP)


def _group(number: int) -> list[Made]:
    return list(issues.group(number))


def _cut(made: list[Made], size: int) -> list[Made]:
    found = []
    for issue in made:
        articles = issue.parsed.articles[: max(0, size)]
        size -= len(articles)
        if len(articles) == len(issue.parsed.articles):
            found.append(issue)
        elif articles:
            end = articles[-1].span.end
            sections = tuple(section for section in issue.parsed.sections if section.span.start < end)
            if sections:
                sections = (*sections[:-1], replace(sections[-1], span=Span(sections[-1].span.start, end)))
            parsed = replace(issue.parsed, articles=articles, sections=sections)
            if not sections:
                parsed = replace(parsed, date=max(article.date or "" for article in articles))
            found.append(replace(issue, parsed=parsed, text=issue.text[:end]))
    return found


def _write_issue(db: Connection, source: SourceId, made: Made, rng: random.Random) -> None:
    data = made.text.encode()
    issue_id = content.add_issue(db, source, made.name, None, _NOW)
    decoded = DecodedSource(made.text, "utf-8")
    content.set_version(db, issue_id, decoded, data, hashlib.sha256(data).hexdigest(), now=_NOW)
    prepared = Prepared(made.parsed, made.parts[: len(made.parsed.articles)])
    write_issue(db, issue_id, prepared, now=_NOW)
    ids = [ArticleId(row[0]) for row in db.execute("SELECT id FROM article WHERE issue_id = ? ORDER BY 1", (issue_id,))]
    all_read = rng.random() < 0.5

    def some(share: float) -> list[ArticleId]:
        return [id_ for id_ in ids if rng.random() < share]

    state.mark(db, ids if all_read else some(_READ), "read", on=True)
    state.mark(db, some(_STARRED), "starred", on=True)
    state.mark(db, some(_LATER), "later", on=True)
    for article_id in some(_TAGGED):
        state.tag(db, "article", [article_id], rng.choice(_TAGS), on=True)
    _annotate(db, ids, prepared.texts(), rng)


def _annotate(db: Connection, ids: Sequence[ArticleId], texts: Sequence[str], rng: random.Random) -> None:
    for article_id, text in zip(ids, texts, strict=True):
        if rng.random() >= _ANNOTATED:
            continue
        start = rng.randrange(max(1, len(text) - 20))
        selector = describe(text, Span(start, min(len(text), start + rng.randint(4, 80))))
        note = NoteText(text[start : start + 30] if rng.random() < 0.5 else "")
        color = rng.choice(list(Color))
        annotations.add(db, article_id, note, placement=Placement.INLINE, now=_NOW, color=color, selector=selector)


def _main(sizes: Sequence[str]) -> None:
    for size in map(int, sizes or SIZES):
        print(library(size))


if __name__ == "__main__":
    _main(sys.argv[1:])
