"""What survives export and import, over and over: `python -m tests.benchmarks round-trips`.

Random notes on the real issues, with a fixed seed: inline, JSON and Web Annotations out and in, and a vault that is
written again and again between edits of the user's and of the library. Every note and every round counts.
"""

import argparse
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mine_reader.export.regions import keys
from mine_reader.model import Annotation, AnnotationFilter, Color, IssueId, NoteText, Span, Status
from mine_reader.services import Services, open_services
from mine_reader.services.exporting import ExportFormat
from mine_reader.text import decode
from tests.benchmarks.anchors import InProcess
from tests.benchmarks.edited_issue import EditedIssue
from tests.conftest import SEEDS

_NOTES = 100
_EDITED, _DELETED = 0.3, 0.2
_VAULT_ROUNDS = 200
_NAMED = 20
_WORDS = (
    "灯塔每十秒闪一次。",
    "Low water is at noon; look again.",
    "（见「潮汐表」）",
    "『嵌套』的引文",
    "**bold** and `code` and 2 < 3",
    "http://example.org/a?b=1，后文",
    "- item",
    "已下载「The Kettle」",
    "1. first",
    "> quoted",
    "😀 ~~gone~~",
)
_LEVELS = ("1", "2", "3", "1-2", None)
_REGION = re.compile(r"%% mine-reader begin ([a-z]+-\d+) [0-9a-f]{8} %%.*?%% mine-reader end \1 %%", re.DOTALL)
_FRONT = re.compile(r"\A---\r?\n.*?# mine-reader [0-9a-f]{8}(?=\r?\n)", re.DOTALL)


@dataclass(slots=True)
class Score:
    """Passed of total, and what did not pass."""

    name: str
    passed: int = 0
    total: int = 0
    wrong: list[str] | None = None

    def count(self, good: bool, about: str, weight: int = 1) -> None:
        self.total += weight
        self.passed += weight if good else 0
        if not good:
            self.wrong = [*(self.wrong or ()), about]

    @property
    def good(self) -> bool:
        return self.passed == self.total > 0

    def show(self, *, verbose: bool) -> None:
        print(f"{self.name:76}{self.passed:8} / {self.total:<8}{'' if self.good else 'missed'}")
        for one in (self.wrong or [])[:_NAMED] if verbose else ():
            print(f"    {one}")


class Desk:
    """A library in a folder of its own, with a hand that writes notes at random."""

    def __init__(self, folder: Path, rng: random.Random) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self.rng = rng
        self.services: Services = open_services(
            folder / "library.sqlite", preparer=InProcess(), cache_dir=folder / "cache"
        )

    def put(self, name: str, data: bytes) -> IssueId:
        file = self.folder / "issues" / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
        (imported,) = self.services.library.import_paths([file]).imported
        return imported.issue_id

    def notes(self, issue_id: IssueId | None = None) -> tuple[Annotation, ...]:
        return self.services.annotating.annotations(AnnotationFilter(issue_id=issue_id))

    def note(self) -> NoteText:
        body = "\n".join(self.rng.choice(_WORDS) for _ in range(self.rng.randint(1, 3)))
        date = f"2023-{self.rng.randint(1, 12):02}-{self.rng.randint(1, 28):02}" if self.rng.random() < 0.5 else None
        level = self.rng.choice(_LEVELS)
        if level is None and date is None:
            level = "1"  # a note has one of them
        return NoteText(body, level, date, self.rng.choice((None, None, Status.OPEN, Status.DONE)))

    def add(self, issue_id: IssueId, *, plain: bool = False) -> None:
        article = self.rng.choice(self.services.library.detail(issue_id).articles)
        text = article.text or ""
        span = None
        if len(text) > 4 and self.rng.random() < 0.8:
            start = self.rng.randrange(len(text) - 4)
            span = Span(start, min(len(text), start + self.rng.randint(4, 80)))
        color = None if plain or span is None else self.rng.choice(list(Color))
        tags = [] if plain or self.rng.random() < 0.5 else [self.rng.choice(("sea", "llm/rag", "设计"))]
        self.services.annotating.add(article.id, span=span, note=self.note(), color=color, tags=tags)

    def write(self, issue_id: IssueId, number: int, *, plain: bool = False) -> None:
        """Add notes, then edit and delete some of all there are."""
        for _ in range(number):
            self.add(issue_id, plain=plain)
        for one in self.notes(issue_id):
            chance = self.rng.random()
            if chance < _DELETED:
                self.services.annotating.delete([one.id])
            elif chance < _DELETED + _EDITED:
                self.services.annotating.edit(one.id, self.note())

    def mark(self, issue_id: IssueId) -> None:
        """Leave marks and tags on some articles."""
        for article in self.services.library.detail(issue_id).articles:
            if self.rng.random() < 0.3:
                self.services.reading.mark([article.id], read=True, starred=self.rng.random() < 0.5)
                self.services.reading.tag([article.id], add=[self.rng.choice(("sea", "llm/rag"))])

    def export(self, form: ExportFormat, name: str, issue_id: IssueId | None = None) -> bytes:
        path = self.folder / name
        self.services.exporting.export(form, path, issue_id=issue_id)
        return path.read_bytes()


def _texts(notes: tuple[Annotation, ...]) -> Counter[NoteText]:
    return Counter(one.note for one in notes if one.note.body)


def inline(folder: Path, rng: random.Random) -> Iterator[Score]:
    """Export, import, export; untouched, with notes, and after the issue was published anew."""
    untouched = Score("inline, nothing noted: the file byte for byte")
    equal = Score("inline, 100 notes added, some edited and deleted: out, in, out is equal")
    later = Score("inline, the same after the issue was published again: equal")
    same = Score("inline: notes that came back as they were")
    for seed in _seeds():
        data, name = seed.read_bytes(), seed.name
        desk = Desk(folder / seed.stem, rng)
        issue_id = desk.put(name, data)
        untouched.count(desk.export(ExportFormat.INLINE, "a.md", issue_id) == data, name)
        for score, published in ((equal, False), (later, True)):
            if published:
                edited = EditedIssue(decode(data).text, name, rng)
                edited.edit()
                issue_id = desk.put(name, edited.text.encode())
            desk.write(issue_id, _NOTES, plain=True)
            out = desk.export(ExportFormat.INLINE, "out.md", issue_id)
            other = Desk(folder / f"{seed.stem}-{published}", rng)
            again = other.put(name, out)
            score.count(other.export(ExportFormat.INLINE, "again.md", again) == out, name)
            before, after = _texts(desk.notes(issue_id)), _texts(other.notes(again))
            for note, number in before.items():
                same.count(after[note] == number, f"{name}: {note}", number)
            other.services.close()
        desk.services.close()
    yield from (untouched, equal, later, same)


def lossless(folder: Path, rng: random.Random) -> Iterator[Score]:
    """Export everything, import it into an empty library, export it from there."""
    desk = Desk(folder / "from", rng)
    for seed in _seeds():
        issue_id = desk.put(seed.name, seed.read_bytes())
        desk.write(issue_id, _NOTES)
        desk.mark(issue_id)
        edited = EditedIssue(decode(seed.read_bytes()).text, seed.name, rng)
        edited.edit()
        desk.put(seed.name, edited.text.encode())
    out = desk.export(ExportFormat.JSON, "out.json")
    other = Desk(folder / "to", rng)
    other.services.library.import_paths([desk.folder / "out.json"])
    equal = Score("json, all of the library, each issue published twice: out, in, out is equal")
    equal.count(other.export(ExportFormat.JSON, "again.json") == out, "the two documents differ")
    notes = Score("json: annotations that came back as they were, with their ids")
    found = {one.id: one for one in other.notes()}
    for one in desk.notes():
        notes.count(found.get(one.id) == one, f"{one.id}: {one}")
    yield from (equal, notes, _web(desk, folder, rng))
    other.services.close()
    desk.services.close()


def _web(desk: Desk, folder: Path, rng: random.Random) -> Score:
    """Send annotations as JSON-LD into a library that has the issues and the notes of their files alone."""
    score = Score("jsonld: annotations that came back with quote, note and tags")
    desk.export(ExportFormat.ANNOTATIONS, "out.jsonld")
    bare = Desk(folder / "bare", rng)
    for file in sorted((desk.folder / "issues").iterdir()):
        bare.put(file.name, file.read_bytes())
    bare.services.library.import_paths([desk.folder / "out.jsonld"])
    found = Counter(map(_web_key, bare.notes()))
    for key, number in Counter(map(_web_key, desk.notes())).items():
        score.count(found[key] >= number, str(key), number)
    bare.services.close()
    return score


def _web_key(one: Annotation) -> tuple[str, str, tuple[str, ...]]:
    return (one.selector.exact if one.selector else "", one.note.body, one.tags)


def vault(folder: Path, rng: random.Random) -> Iterator[Score]:
    """Write a vault over and over while its user and the library's write, too."""
    desk, place = Desk(folder / "desk", rng), folder / "vault"
    issues = [desk.put(seed.name, seed.read_bytes()) for seed in _seeds()]
    for issue_id in issues:
        for _ in range(10):
            desk.add(issue_id)
    kept = Score("obsidian, between edits of both: files whose text by the user is as it was")
    chars = Score("obsidian: characters by the user, kept in their order")
    held = Score("obsidian: notes of the library that are in the vault, once each")
    desk.services.exporting.export(ExportFormat.OBSIDIAN, place)
    for number in range(_VAULT_ROUNDS):
        _change_library(desk, rng.choice(issues))
        for file in place.glob("*.md"):
            if rng.random() < 0.5:
                file.write_bytes(_typed(file.read_bytes().decode(), rng, number).encode())
        before = {file: _own(file) for file in place.glob("*.md")}
        desk.services.exporting.export(ExportFormat.OBSIDIAN, place)
        for file, text in before.items():
            now = _own(file)
            kept.count(now == text, f"round {number}: {file.name}")
            chars.count(now == text, f"round {number}: {file.name}", len(text))
        written = Counter(key for file in place.glob("*.md") for key in keys(file.read_bytes().decode()))
        for one in desk.notes():
            held.count(written[f"note-{one.id}"] == 1, f"round {number}: note {one.id}")
        gone = sum(key.startswith("note-") for key in written) - len(desk.notes())
        held.count(gone == 0, f"round {number}: {gone} notes that are gone from the library")
    desk.services.close()
    yield from (kept, chars, held)


def _change_library(desk: Desk, issue_id: IssueId) -> None:
    held = desk.notes(issue_id)
    annotating = desk.services.annotating
    if not held or desk.rng.random() < 0.4:
        desk.add(issue_id)
        return
    one = desk.rng.choice(held)
    acts: tuple[Callable[[], object], ...] = (
        lambda: annotating.delete([one.id]),
        lambda: annotating.edit(one.id, desk.note()),
        lambda: annotating.tag([one.id], add=["tide"]),
        lambda: annotating.set_done(one.id, one.note.status is not Status.DONE),
        lambda: desk.services.reading.mark([one.article_id], starred=desk.rng.random() < 0.5),
    )
    desk.rng.choice(acts)()


def _typed(text: str, rng: random.Random, number: int) -> str:
    """Write something, or take something of the user's away, anywhere outside what is ours."""
    ours = [match.span() for match in (*_FRONT.finditer(text), *_REGION.finditer(text))]
    free = [at for at in range(len(text) + 1) if not any(first < at < last for first, last in ours)]
    at = rng.choice(free)
    if rng.random() < 0.2:
        end = min((first for first, _ in ours if first >= at), default=len(text))
        return text[:at] + text[min(end, at + rng.randint(1, 12)) :]
    words = " ".join(rng.choice(_WORDS) for _ in range(rng.randint(1, 4)))
    before, after = rng.choice(("", "\n", "\n\n")), rng.choice(("", "\n"))
    return f"{text[:at]}{before}user {number}: {words}{after}{text[at:]}"


def _own(file: Path) -> str:
    """Return what is the user's in a file, without line ends: those may come and go around what is ours."""
    text = _REGION.sub("", _FRONT.sub("", file.read_bytes().decode()))
    return text.replace("\r", "").replace("\n", "")


def _seeds() -> list[Path]:
    return sorted(SEEDS.glob("*.txt"))


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=1, help="of the random notes and edits")
    parser.add_argument("--verbose", action="store_true", help="name what did not come back")


def run(options: argparse.Namespace) -> int:
    """Print the figures; return 1 if one misses what it must reach."""
    if not SEEDS.is_dir():
        sys.exit(f"The figures are about the real issues in {SEEDS}, and there are none.")
    good = True
    for part in (inline, lossless, vault):
        rng = random.Random(options.seed)  # noqa: S311 - figures, not secrets
        with tempfile.TemporaryDirectory(prefix="mr-") as folder:
            for score in part(Path(folder), rng):
                score.show(verbose=options.verbose)
                good = good and score.good
    return 0 if good else 1
