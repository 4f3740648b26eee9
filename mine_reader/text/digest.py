"""The digest: items between headings that are only a number."""

import re
from dataclasses import dataclass, replace

from mine_reader.model import ParsedArticle, Placement, Span
from mine_reader.text.building import Head, Opening, Source, build
from mine_reader.text.find_notes import parse_notes
from mine_reader.text.identity import iso_date
from mine_reader.text.lines import Lines, is_blank, split_lines
from mine_reader.text.links import URL_PATTERN, find_links

MALFORMED = "The line “{line}” looks like a date or an author, but is malformed; it is shown as text"

NUMBER_HEADING = re.compile(r"^ {0,3}###[ \t]+(\d{1,6})[ \t]*#*[ \t]*\r?$", re.MULTILINE)
_DATE = r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
_DATE_LINE = re.compile(rf"{_DATE}(?:[ T]+\d\d?:\d\d(?::\d\d)?)?")
_HANDLE_LINE = re.compile(r"@(\w{1,40})")
_NAMED_LINE = re.compile(rf"(?P<name>[^@\s][^@]{{0,59}}?)?\s*(?:@(?P<handle>\w{{1,40}}))?[\s·|]+{_DATE_LINE.pattern}")
_SIGNATURE = re.compile(r"(?P<name>[^@\s][^@]{0,59}?)\s*@(?P<handle>\w{1,40})")
_NEARLY_DATE = re.compile(r"(?:(?P<name>\S.{0,59}?)\s+)??(?:@(?P<handle>\w{1,40})\s+)?\d{2,6}[-/]\d{1,3}[-/]\d{1,4}")
_SENTENCE = re.compile(r"[。！？；，：]|\.\s|[:!?]\s*$")
_MAX_NAME = 60
_MAX_LINE = 120
_MAX_ROWS = 40


def digest_openings(text: str, body: Span) -> list[Opening]:
    """Return where the items begin: at every number heading, whatever stands around it."""
    return [Opening(found.start(), build_item) for found in NUMBER_HEADING.finditer(text, body.start, body.end)]


def build_item(source: Source, span: Span) -> ParsedArticle:
    """Make an article of a number heading, the lines about date and author, and the text."""
    lines = split_lines(source.text, span)
    found = NUMBER_HEADING.match(source.text, span.start)
    label = found[1] if found else ""
    heading = lines.span(0, 0)
    read = _HeadReader(source, lines).read()
    head = Span(heading.end, read.end) if read.end > heading.end else None
    links = find_links(source.text, head) if head else ()
    return build(source, span, replace(read.values, heading=heading, head=head, label=label, links=links))


def _iso(found: re.Match[str]) -> str | None:
    return iso_date(found["year"], found["month"], found["day"])


def _after_notes(text: str, lines: Lines) -> int:
    """Return the row below the heading and the notes right under it."""
    row = next((row for row in range(1, len(lines)) if not is_blank(lines.rows[row])), 1)
    if row >= len(lines) or "『" not in lines.rows[row]:
        return 1
    notes, _ = parse_notes(text, Span(lines.starts[1], lines.starts[-1]))
    leading = [note.span.end for note in notes if note.placement is Placement.ARTICLE]
    return lines.at(leading[-1]) + 1 if leading else 1


@dataclass(slots=True)
class _Read:
    values: Head
    end: int


class _HeadReader:
    """Reads date, author, handle and the post's address from the first lines of an item.

    The first malformed line ends the head, as does a note; what the lines after it say for sure is taken all the same.
    """

    def __init__(self, source: Source, lines: Lines) -> None:
        self._source = source
        self._lines = lines
        first = _after_notes(source.text, lines)
        limit = min(len(lines), first + _MAX_ROWS)
        self._rows = [row for row in range(first, limit) if not is_blank(lines.rows[row])]
        self._is_text = first > 1
        self._next = 0
        self._date: str | None = None
        self._author: str | None = None
        self._handle: str | None = None
        self._address = False
        self._malformed = False
        self._settled = False
        self._end = self._text_start = lines.starts[1]

    def read(self) -> _Read:
        while self._next < len(self._rows) and (taken := self._take()):
            self._next += taken
            after = self._lines.starts[self._rows[self._next - 1] + 1]
            self._text_start = after
            if not (self._malformed or self._is_text):
                self._end = after
        head = Head(
            author=self._author, handle=self._handle, date=self._date, text_start=self._text_start, title_shown=False
        )
        return _Read(head, self._end)

    def _row(self, ahead: int = 0) -> str:
        index = self._next + ahead
        row = self._lines.rows[self._rows[index]].strip() if index < len(self._rows) else ""
        return row if len(row) <= _MAX_LINE or len(row.split()) == 1 else ""

    def _take(self) -> int:
        """Take what the next line says; return how many lines that were."""
        row = self._row()
        takers = (self._take_date, self._take_handle, self._take_named, self._take_signature, self._take_address)
        if any(take(row) for take in takers):
            return 1
        if not self._settled and self._is_name(row) and self._take_handle(self._row(1)):
            self._author = row
            return 2
        return 1 if self._take_malformed(row) else 0

    def _take_date(self, row: str) -> bool:
        found = _DATE_LINE.fullmatch(row) if self._date is None else None
        self._date = self._date or (_iso(found) if found else None)
        return found is not None and self._date is not None

    def _take_handle(self, row: str) -> bool:
        found = _HANDLE_LINE.fullmatch(row) if not self._settled else None
        if found:
            self._handle = found[1]
            self._settled = True
        return found is not None

    def _take_named(self, row: str) -> bool:
        found = _NAMED_LINE.fullmatch(row) if self._date is None and not self._settled else None
        if not found:
            return False
        date = _iso(found)
        name = (found["name"] or "").strip()
        if date is None or (not name and not found["handle"]) or not self._is_name(name or "-"):
            return False
        self._date, self._author, self._handle = date, name or None, found["handle"]
        self._settled = True
        return True

    def _take_signature(self, row: str) -> bool:
        """Take a name and a handle on one line: a sentence that names somebody is not followed by a date."""
        is_next_date = self._date is None and not self._settled and _DATE_LINE.fullmatch(self._row(1))
        found = _SIGNATURE.fullmatch(row) if is_next_date else None
        if not found or not self._is_name(found["name"]):
            return False
        self._author, self._handle = found["name"], found["handle"]
        self._settled = True
        return True

    def _take_address(self, row: str) -> bool:
        found = None if self._address else URL_PATTERN.fullmatch(row.strip("<>"))
        if not found or not (self._date or self._handle or self._malformed or self._is_head_ahead()):
            return False
        self._address = True
        return True

    def _is_head_ahead(self) -> bool:
        following = (self._row(1), self._row(2))
        return any(_DATE_LINE.fullmatch(row) or _HANDLE_LINE.fullmatch(row) for row in following)

    def _is_name(self, row: str) -> bool:
        if not 0 < len(row) <= _MAX_NAME or "@" in row:
            return False
        return not row.startswith(("http://", "https://")) and not _SENTENCE.search(row)

    def _take_malformed(self, row: str) -> bool:
        found = _NEARLY_DATE.fullmatch(row) if not self._malformed and self._date is None else None
        if not found:
            return False
        self._source.warn(MALFORMED, self._lines.starts[self._rows[self._next]], line=row)
        self._malformed = True
        name = (found["name"] or "").strip()
        # A digit that strayed in front of the name makes the name unsure.
        if name and not name[0].isdigit() and self._is_name(name):
            self._author = name
        self._handle = found["handle"]
        self._settled = bool(name or self._handle)
        return True
