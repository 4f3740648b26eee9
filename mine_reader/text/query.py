"""What a search asks for. Nothing is invalid: what is no operator is text."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from mine_reader.model.searching import Condition, Literal, Query, Search, Where, Word
from mine_reader.text.links import URL_PATTERN, canonical_url, host
from mine_reader.text.variants import variants

STATES = ("unread", "read", "starred", "later", "downloaded", "article", "page", "note")
"""The values of `is:`."""

HAVINGS = ("note", "highlight", "tag", "link")
"""The values of `has:`."""

_VALUES: Mapping[str, tuple[str, ...]] = {"is": STATES, "has": HAVINGS, "in": ("title",)}
_OPERATORS = ("tag", "source", "is", "has", "after", "before", "site", "author", "in")
_ITEM = re.compile(
    rf"(?P<minus>-?)(?:(?P<name>{'|'.join(_OPERATORS)})[:：])?"
    r"(?:\"(?P<quoted>[^\"]+)(?P<closed>\"?)|“(?P<curly>[^”]+)(?P<shut>”?)|(?P<plain>[^\s\"“]\S*))",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s*")
_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?")
_MOST_CHARS = 1000
_MOST_ITEMS = 40
_MOST_WORD = 200


def read_search(search: Search) -> Query:
    """Return what a search asks for, in all the characters that it allows."""
    query = parse_query(search.text)
    return Query(tuple(tuple(map(_with_variants, clause)) for clause in query.clauses)) if search.variants else query


def _with_variants(literal: Literal) -> Literal:
    return replace(literal, variants=variants(literal.text)) if isinstance(literal, Word) else literal


def parse_query(text: str) -> Query:
    """Return what a search asks for; `OR` joins its neighbours, everything else must hold together."""
    clauses: list[list[Literal]] = []
    joined = titles_only = False
    for item in _items(text[:_MOST_CHARS].replace("\0", "")):
        if item == "OR":
            joined = bool(clauses)
            continue
        literal = _literal(item)
        if literal == Condition("in", "title"):
            titles_only = True
        elif joined:
            clauses[-1].append(literal)
        elif len(clauses) < _MOST_ITEMS:
            clauses.append([literal])
        joined = False
    if titles_only:
        clauses = [[_in_title(literal) for literal in clause] for clause in clauses]
    return Query(tuple(map(tuple, clauses)))


def _items(text: str) -> list[str | re.Match[str]]:
    found: list[str | re.Match[str]] = []
    at = _end_of_space(text, 0)
    while at < len(text):
        match = _ITEM.match(text, at)
        if match is None:  # a quotation mark of nothing
            at = _end_of_space(text, at + 1)
            continue
        found.append("OR" if match[0] == "OR" else match)
        at = _end_of_space(text, match.end())
    while found and found[-1] == "OR":
        found.pop()
    return found


def _end_of_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _literal(item: str | re.Match[str]) -> Literal:
    if isinstance(item, str):
        return Word(item)
    quoted = item["quoted"] or item["curly"]
    negated = bool(item["minus"])
    if item["name"]:
        found = _condition(item["name"].lower(), quoted or item["plain"])
        if found is not None:
            return replace(found, negated=negated)
        return Word(item[0].removeprefix("-")[:_MOST_WORD], negated=negated)
    if quoted:
        return Word(quoted[:_MOST_WORD], whole=bool(item["closed"] or item["shut"]), negated=negated)
    if URL_PATTERN.fullmatch(item["plain"]):
        return Condition("url", canonical_url(item["plain"]), negated)
    return Word(item["plain"][:_MOST_WORD], negated=negated)


def _condition(name: str, value: str) -> Literal | None:
    """Return what an operator asks for; None if it cannot ask for this."""
    if name == "author":
        return Word(value, where=Where.AUTHOR)
    if name in _VALUES:
        return Condition(name, value.lower()) if value.lower() in _VALUES[name] else None
    if name in {"after", "before"}:
        day = _first_day(value)
        return None if day is None else Condition(name, day)
    if name == "site":
        value = host(value if "//" in value else f"https://{value}").removeprefix("www.")
    if name == "tag":
        value = value.removeprefix("#").strip("/")
    return Condition(name, value) if value else None


def _first_day(value: str) -> str | None:
    """Return the first day of a day, month or year."""
    found = _DAY.fullmatch(value)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)).isoformat()
    except ValueError:
        return None


def _in_title(literal: Literal) -> Literal:
    return replace(literal, where=Where.TITLE) if isinstance(literal, Word) and literal.where is Where.ANY else literal
