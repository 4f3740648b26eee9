"""An issue's title, number and date."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from mine_reader.model import ParseWarning

DATE_CONFLICT = "The front matter says {front_matter}, the file name {file_name}; the file name was taken"
BAD_DATE = "The date “{date}” in the front matter was not understood"
_MONTH_IN_DAYS = 31

_YEAR = r"(?<!\d)((?:19|20)\d\d)"
_FULL_DATE = re.compile(rf"{_YEAR}(?:([-_./])(\d\d?)\2(\d\d?)|(\d\d)(\d\d)|\s?年\s?(\d\d?)\s?月\s?(\d\d?)\s?日?)(?!\d)")
_MONTH_DATE = re.compile(rf"{_YEAR}(?:[-_./]?(0[1-9]|1[0-2])|[-_./年](\d\d?)月?)(?!\d)")

_NUMERALS = "零〇一二两三四五六七八九十百千0-9０-９"
_NUMBERS = (
    re.compile(rf"第\s*([{_NUMERALS}]+)\s*[期号辑刊卷]"),
    re.compile(r"#\s?(\d+)"),
    re.compile(r"\b(?:issue|no\.?|vol\.?|number|week)\s*[#:-]?\s*(\d+)", re.IGNORECASE),
)
_LAST_NUMBER = re.compile(r"(?<![\d.:/])(?<!\d-)(\d{1,4})\s*(?:期|号)?\s*\Z")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def read_date(text: str) -> str | None:
    """Return the full date, else the month, that a text holds, as ISO."""
    return full_date(text) or _month(text)


def full_date(text: str) -> str | None:
    """Return the first full date in a text."""
    for found in _FULL_DATE.finditer(text):
        month = found[3] or found[5] or found[7]
        day = found[4] or found[6] or found[8]
        if date := iso_date(found[1], month, day):
            return date
    return None


def iso_date(year: str, month: str, day: str) -> str | None:
    """Return a date as ISO; None if there is no such day."""
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _month(text: str) -> str | None:
    found = _MONTH_DATE.search(text)
    month = int(found[2] or found[3]) if found else 0
    return f"{found[1]}-{month:02}" if found and 1 <= month <= 12 else None


def stem(name: str) -> str:
    """Return the name of a file without its folders and suffix."""
    return PurePosixPath(name.replace("\\", "/")).stem


def issue_date(
    front_matter: Mapping[str, object], name: str, article_dates: Iterable[str | None]
) -> tuple[str | None, ParseWarning | None]:
    """Decide the date of an issue: front matter, else file name, else its latest article."""
    written = str(front_matter.get("date") or "").strip()
    own, named = read_date(written), read_date(stem(name))
    if own and named and _far_apart(own, full_date(stem(name))):
        return named, ParseWarning(DATE_CONFLICT, 1, {"front_matter": own, "file_name": named})
    warning = ParseWarning(BAD_DATE, 1, {"date": written[:40]}) if written and not own else None
    return own or named or max((date for date in article_dates if date), default=None), warning


def _far_apart(date: str, other: str | None) -> bool:
    if other is None:
        return False
    first = dt.date.fromisoformat(date if len(date) == len(other) else f"{date}-15")
    return abs((first - dt.date.fromisoformat(other)).days) > _MONTH_IN_DAYS


def issue_number(title: str, name: str) -> int | None:
    """Return the number that a title, or else the file name, gives an issue."""
    for pattern in _NUMBERS:
        if found := pattern.search(title):
            return read_numeral(found[1])
    last = None if read_date(title[-16:]) else _LAST_NUMBER.search(title[-16:])
    if last and not (len(last[1]) == 4 and last[1].startswith(("19", "20"))):
        return read_numeral(last[1])
    for pattern in _NUMBERS:
        if found := pattern.search(stem(name)):
            return read_numeral(found[1])
    return None


def read_numeral(text: str) -> int | None:
    """Return the value of digits or Chinese numerals (二十一, 一百零三, 二一); None if they are none."""
    if text.isdecimal():
        return int(text) if len(text) <= 9 else None
    if not set(text) & set(_UNITS):
        digits = [_DIGITS.get(char) for char in text]
        return int("".join(map(str, digits))) if None not in digits and len(digits) <= 9 else None
    total, digit = 0, None
    for char in text:
        if char in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        elif char in _DIGITS:
            digit = _DIGITS[char]
        else:
            return None
    return total + (digit or 0)
