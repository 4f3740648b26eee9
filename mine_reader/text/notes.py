r"""The note grammar: `1『…（2023-12-09）』——已完成`.

How a body is written, so that `parse_note(serialise_note(note)) == note`:

- 『』 that pair up stand as they are; a single one is written `\『` or `\』`.
- A line after the first that is blank, also in a quote, or would be a heading is written with a backslash before it
  (`\` alone is a blank line, `\>` one in a quote, `\## x` a heading), because such a line ends a note that was not
  closed.
- A date at the end of a body whose note has no date is written `\（2023-12-09）`.
- Backslashes right before a bracket or date, and before a line that needs one, are doubled or joined by one more;
  everywhere else they are what they are.
- White space around a body is not kept, and its line ends are "\n".
"""

import datetime as dt
import re

from mine_reader.errors import NoteSyntaxError
from mine_reader.model import NoteText, Status
from mine_reader.text.lines import ends_stretch

BRACKET = re.compile(r"(\\*)([『』])")
OPENING = re.compile(r"(?:(?<![^\W_\u2e80-\u9fff])(?<![^\W_][-_])(?<![0-9]\.)([0-9](?:-[0-9])?))?『")
STATUS = re.compile(r"——(已完成|未完成)(?!\w)")

_LEVEL = re.compile(r"[0-9](?:-[0-9])?")
_DATE = re.compile(r"(\\*)(?:（(\d{4}-\d{2}-\d{2})）|\((\d{4}-\d{2}-\d{2})\))\Z")
_TRAILING_BACKSLASHES = re.compile(r"\\+\Z")
_STATUS_WORDS = {"已完成": Status.DONE, "未完成": Status.OPEN}
_STATUS_TEXT = {status: word for word, status in _STATUS_WORDS.items()}

DOWNLOADED = re.compile(r"已下载过?|下载了|已存入|已收藏入|收录入")
_NAME = re.compile(r"「([^「」]+)」")


def parse_note(text: str) -> NoteText:
    """Read one note; NoteSyntaxError where `text` is anything else."""
    text = text.strip()
    opening = OPENING.match(text)
    if not opening:
        raise NoteSyntaxError(reason="it does not begin with a level and 『")
    close = matching_brackets(text).get(opening.end() - 1)
    if close is None:
        raise NoteSyntaxError(reason="its 『 is not closed")
    status, end = read_status(text, close + 1)
    if end != len(text):
        raise NoteSyntaxError(reason="something stands after its end")
    note = read_note(text, opening, close, status)
    if note is None:
        raise NoteSyntaxError(reason="it is empty")
    if note.level is None and note.date is None:
        raise NoteSyntaxError(reason="without a level it needs a date")
    return note


def serialise_note(note: NoteText) -> str:
    r"""Write a note; NoteSyntaxError where the grammar has no words for it.

    A note needs a body, and a level or a date. White space around the body goes, line ends become "\n".
    """
    body = _normal(note.body)
    if not body:
        raise NoteSyntaxError(reason="it is empty")
    if note.level is None and note.date is None:
        raise NoteSyntaxError(reason="without a level it needs a date")
    if note.level is not None and not _is_level(note.level):
        raise NoteSyntaxError(reason="its level is not like 1 or 2-3")
    if note.date is not None and not _is_date(note.date):
        raise NoteSyntaxError(reason="its date is not like 2023-12-09")
    status = f"——{_STATUS_TEXT[note.status]}" if note.status else ""
    return f"{note.level or ''}『{_with_date(_bracketed(_guarded(body)), note.date)}』{status}"


def downloaded_title(note: NoteText) -> str | None:
    """Return what a note says was downloaded; None where it says nothing of the kind."""
    name = _NAME.search(note.body) if DOWNLOADED.search(note.body) else None
    return name[1].strip() if name else None


def matching_brackets(text: str) -> dict[int, int]:
    """Return for each 『 that is closed the offset of its 』; escaped ones count for nothing."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for found in BRACKET.finditer(text):
        if len(found[1]) % 2:
            continue
        if found[2] == "『":
            opened.append(found.end() - 1)
        elif opened:
            pairs[opened.pop()] = found.end() - 1
    return pairs


def read_status(text: str, start: int, end: int | None = None) -> tuple[Status | None, int]:
    """Return the status at `start`, None if there is none, and where it ends."""
    found = STATUS.match(text, start) if end is None else STATUS.match(text, start, end)
    return (_STATUS_WORDS[found[1]], found.end()) if found else (None, start)


def read_note(text: str, opening: re.Match[str], close: int, status: Status | None) -> NoteText | None:
    """Return the note between an opening and its closing bracket; None if it is empty."""
    # Backslashes before the closing bracket were doubled.
    body = _TRAILING_BACKSLASHES.sub(lambda found: found[0][: len(found[0]) // 2], text[opening.end() : close])
    body, date = _without_date(_normal(body))
    body = _normal(_unguarded(BRACKET.sub(_unescaped, body)))
    return NoteText(body, opening[1], date, status) if body else None


def _normal(body: str) -> str:
    return body.replace("\r\n", "\n").replace("\r", "\n").strip()


def _is_level(level: str) -> bool:
    return _LEVEL.fullmatch(level) is not None


def _is_date(date: str) -> bool:
    try:
        return date.isascii() and dt.date.fromisoformat(date).isoformat() == date
    except ValueError:
        return False


def _without_date(body: str) -> tuple[str, str | None]:
    found = _DATE.search(body)
    if not found or not _is_date(found[2] or found[3]):
        return body, None
    backslashes = found[1][: len(found[1]) // 2]
    if len(found[1]) % 2:
        return body[: found.start()] + backslashes + body[found.end(1) :], None
    return body[: found.start()] + backslashes, found[2] or found[3]


def _with_date(body: str, date: str | None) -> str:
    if date is not None:
        return f"{_doubled_end(body)}（{date}）"
    found = _DATE.search(body)
    if found and _is_date(found[2] or found[3]):
        return body[: found.start()] + "\\" * (2 * len(found[1]) + 1) + body[found.end(1) :]
    return _doubled_end(body)


def _doubled_end(body: str) -> str:
    return _TRAILING_BACKSLASHES.sub(lambda found: found[0] * 2, body)


def _bracketed(body: str) -> str:
    """Double the backslashes before brackets, and escape the brackets that do not pair up."""
    opened: list[int] = []
    single: set[int] = set()
    for found in BRACKET.finditer(body):
        if found[2] == "『":
            opened.append(found.end())
        elif opened:
            opened.pop()
        else:
            single.add(found.end())
    single.update(opened)
    return BRACKET.sub(lambda found: found[1] * 2 + ("\\" if found.end() in single else "") + found[2], body)


def _unescaped(found: re.Match[str]) -> str:
    return found[1][: len(found[1]) // 2] + found[2]


def _needs_guard(row: str) -> bool:
    return ends_stretch(row.lstrip("\\"))


def _guarded(body: str) -> str:
    first, *rest = body.split("\n")
    return "\n".join([first, *("\\" + row if _needs_guard(row) else row for row in rest)])


def _unguarded(body: str) -> str:
    first, *rest = body.split("\n")
    return "\n".join([first, *(row[1:] if row.startswith("\\") and _needs_guard(row) else row for row in rest)])
