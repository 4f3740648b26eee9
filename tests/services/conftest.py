"""A library of its own for every test, a clock that stands still, and a preparer for a small dialect."""

import re
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from mine_reader.model import (
    BlockMap,
    Dialect,
    Link,
    NoteText,
    ParsedArticle,
    ParsedIssue,
    Part,
    PartKind,
    Placement,
    RenderedPart,
    Section,
    SourceNote,
    Span,
    SplitOptions,
    Status,
)
from mine_reader.services import Services, open_services

NOTE = re.compile(r"^(\d)『([^』]*)』(——已完成|——未完成)?\n?", re.MULTILINE)
URL = re.compile(r"https?://\S+")
STATUS = {"——已完成": Status.DONE, "——未完成": Status.OPEN, None: None}


class SmallPreparer:
    """Reads `# title`, `date: …`, `## section`, `### article`, and notes that are lines of their own."""

    def __init__(self) -> None:
        self.calls = 0
        self.closed = False

    def prepare(self, text: str, name: str, options: SplitOptions) -> tuple[ParsedIssue, tuple[RenderedPart, ...]]:
        self.calls += 1
        title = re.search(r"^# (.*)$", text, re.MULTILINE)
        date = re.search(r"^date: (.*)$", text, re.MULTILINE)
        found: list[Any] = list(re.finditer(r"^#{2,3} (.*)\n?", text, re.MULTILINE))
        heads = [match for match in found if match[0].startswith("### ")]
        joined = [heads[ordinal] for ordinal in options.merged]
        found = [] if options.dialect is Dialect.PLAIN else [match for match in found if match not in joined]
        sections: list[Section] = []
        articles: list[ParsedArticle] = []
        parts: list[Part] = []
        rendered: list[RenderedPart] = []
        for place, match in enumerate(found):
            end = found[place + 1].start() if place + 1 < len(found) else len(text)
            span = Span(match.start(), end)
            if match[0].startswith("## "):
                sections.append(Section(match[1], "", span))
                parts.append(Part(PartKind.SECTION, span, len(sections) - 1))
                rendered.append(RenderedPart(PartKind.SECTION, len(sections) - 1, title_html=match[1]))
                continue
            article, part = self._article(text, match, end, len(sections) - 1 if sections else None, len(articles))
            parts.append(Part(PartKind.ARTICLE, article.span, len(articles)))
            articles.append(article)
            rendered.append(part)
        return (
            ParsedIssue(
                dialect=options.dialect or Dialect.WEEKLY,
                title=title[1] if title else name,
                date=date[1] if date else None,
                sections=tuple(sections),
                articles=tuple(articles),
                parts=tuple(parts),
            ),
            tuple(rendered),
        )

    def _article(self, text, match, end, section, index):
        body = Span(match.end(), end)
        raw = body.of(text)
        notes: list[SourceNote] = []
        targets: list[Span | None] = []
        plain = ""
        last = 0
        for note in NOTE.finditer(raw):
            plain += raw[last : note.start()]
            last = note.end()
            start = body.start + note.start()
            before = plain.rstrip("\n")
            place = before.rfind("\n") + 1
            target = Span(place, len(before)) if before.strip() else None
            notes.append(
                SourceNote(
                    NoteText(note[2], note[1], None, STATUS[note[3]]),
                    Span(start, start + len(note[0].rstrip("\n"))),
                    Placement.BLOCK if target else Placement.ARTICLE,
                )
            )
            targets.append(target)
        plain = (plain + raw[last:]).rstrip("\n")
        downloaded = next((n.note.body for n in notes if "已下载「" in n.note.body), None)
        article = ParsedArticle(
            title=match[1],
            span=Span(match.start(), end),
            body=body,
            heading=Span(match.start(), match.end()),
            section=section,
            links=tuple(Link(url, url) for url in URL.findall(raw)),
            notes=tuple(notes),
            downloaded=downloaded is not None,
            downloaded_title=None if downloaded is None else downloaded.split("「")[1].split("」")[0],
        )
        part = RenderedPart(
            PartKind.ARTICLE,
            index,
            title_html=match[1],
            body_html=f"<p>{plain}</p>",
            text=plain,
            blocks=(BlockMap(body, Span(0, len(plain))),),
            targets=tuple(targets),
        )
        return article, part

    def close(self) -> None:
        self.closed = True


class Clock:
    """A clock that stands still until it is told otherwise."""

    def __init__(self) -> None:
        self.now = datetime(2023, 12, 9, 10, 30, tzinfo=timezone(timedelta(hours=8)))

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def preparer() -> SmallPreparer:
    return SmallPreparer()


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "library.sqlite"


@pytest.fixture
def services(library_path, preparer, clock, tmp_path):
    opened = open_services(library_path, preparer=preparer, clock=clock, cache_dir=tmp_path / "cache")
    yield opened
    opened.close()


ISSUE = """# Week 1
date: 2023-12-03
## News
### First thing
The first paragraph.
https://example.org/1

### Second thing
Another paragraph, with more words in it.
1『A thought about it』

## Tools
### Third thing
The last words.
"""


class Folder:
    """A folder of issues on disk, and the library they go into."""

    def __init__(self, services: Services, path: Path) -> None:
        self.services = services
        self.path = path

    def write(self, text: str = ISSUE, name: str = "weekly/01.md") -> Path:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def put(self, text: str = ISSUE, name: str = "weekly/01.md", **more: Any) -> Any:
        """Write a file and import it; return its id."""
        report = self.services.library.import_paths([self.write(text, name)], **more)
        assert not report.skipped
        return report.imported[0].issue_id

    def articles(self, issue_id):
        return self.services.library.detail(issue_id).articles

    def notes(self, issue_id):
        return tuple(a for a in self.services.library.detail(issue_id).annotations if not a.deleted)


@pytest.fixture
def folder(services, tmp_path) -> Folder:
    return Folder(services, tmp_path / "files")
