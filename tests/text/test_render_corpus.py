"""Over real issues: every visible character of the source is on the page, and nothing else is."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mine_reader.model import ParsedIssue, PartKind, RenderedPart, Span
from mine_reader.text.decode import decode
from mine_reader.text.plain import html_to_text, visible
from mine_reader.text.prepare import prepare

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
FILES = sorted(SEEDS.glob("*.txt")) if SEEDS.is_dir() else []
pytestmark = pytest.mark.skipif(not FILES, reason="the real issues are not here")
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:3])

_LINK = re.compile(r"(?<!\\)!?\[((?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]\([^\s()]+(?:\([^\s()]*\)[^\s()]*)*\)")
_LINE_MARKS = [
    re.compile(r"(?:^|(?<=^\d[.] )|(?<=^- ))[ \t]*#{1,6}(?=[ \t])", re.MULTILINE),
    re.compile(r"^[ \t]*(?:> ?)+", re.MULTILINE),
    re.compile(r"^[ \t]*[-*+](?=[ \t])", re.MULTILINE),
    re.compile(r"^[ \t]*(?:```\w*|~~~\w*|:::.*|---+|\*\*\*+|___+|[|: -]+)[ \t]*$", re.MULTILINE),
]
_INLINE_MARKS = re.compile(r"[*_`\\\s]+|~~")


def _prepared(path: Path) -> tuple[str, ParsedIssue, tuple[RenderedPart, ...]]:
    text = decode(path.read_bytes()).text
    return text, *prepare(text, path.name)


class _Shown(HTMLParser):
    """The text of a page with the numbers that its lists show."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._lists: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"ul", "ol"}:
            self._lists.append(int(dict(attrs).get("start") or 1) if tag == "ol" else None)
        number = self._lists[-1] if tag == "li" else None
        if number is not None:
            self.text += f"{number}."
            self._lists[-1] = number + 1

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        self.text += data


def _shown(issue: ParsedIssue, parts: tuple[RenderedPart, ...]) -> str:
    page = _Shown()
    for part in parts:
        if part.kind is PartKind.ARTICLE and not part.title_html:
            page.feed(issue.articles[part.index].label)
        page.feed(part.title_html + part.head_html + part.body_html)
    return page.text


def _written(text: str, issue: ParsedIssue) -> str:
    """Return what a reader of the source sees, without front matter, notes and marks."""
    start = issue.parts[0].span.start
    for note in sorted((note.span for article in issue.articles for note in article.notes), reverse=True):
        text = text[: note.start] + text[note.end :]
    text = text[start:]
    for marks in _LINE_MARKS:
        text = marks.sub("", text)
    return _LINK.sub(r"\1", text)


@each_file
def test_the_page_shows_what_the_source_shows(path: Path) -> None:
    text, issue, parts = _prepared(path)
    shown = _INLINE_MARKS.sub("", _shown(issue, parts))
    written = _INLINE_MARKS.sub("", _written(text, issue))
    at = next(
        (n for n, (a, b) in enumerate(zip(shown, written, strict=False)) if a != b), min(len(shown), len(written))
    )
    assert shown == written, f"first at {at}: page {shown[at - 20 : at + 40]!r}, source {written[at - 20 : at + 40]!r}"


@each_file
def test_no_mark_is_lost_but_around_what_it_marks(path: Path) -> None:
    text, issue, parts = _prepared(path)
    shown = "".join(html_to_text(part.title_html + part.head_html + part.body_html) for part in parts)
    written = _written(text, issue)
    marked = sum(
        part.body_html.count(f"<{tag}>") * size
        for part in parts
        for tag, size in (("strong", 4), ("em", 2), ("code", 2))
    )
    for_marks = sum(written.count(mark) - shown.count(mark) for mark in "*_`")
    assert 0 <= for_marks <= marked


@each_file
def test_the_text_is_the_text_of_the_html(path: Path) -> None:
    _, _, parts = _prepared(path)
    for part in parts:
        assert part.text == html_to_text(part.body_html)


@each_file
def test_the_blocks_share_out_the_text(path: Path) -> None:
    text, _, parts = _prepared(path)
    for part in parts:
        assert visible("".join(block.text.of(part.text) for block in part.blocks)) == visible(part.text)
        ends = [0, *(block.text.end for block in part.blocks)]
        assert all(block.text.start >= end for block, end in zip(part.blocks, ends, strict=False))
        sources = [block.source for block in part.blocks]
        assert sources == sorted(sources)
        assert all(visible(source.of(text)) for source in sources)


@each_file
def test_notes_are_not_in_the_flow_and_know_what_they_belong_to(path: Path) -> None:
    _, issue, parts = _prepared(path)
    for part in parts:
        if part.kind is PartKind.ARTICLE:
            notes = issue.articles[part.index].notes
            assert len(part.targets) == len(notes)
            for note, target in zip(notes, part.targets, strict=True):
                assert note.note.body not in part.text
                assert target is None or (isinstance(target, Span) and target.of(part.text).strip())


@each_file
def test_no_part_lacks_its_formatting(path: Path) -> None:
    assert not any(part.plain for part in _prepared(path)[2])
