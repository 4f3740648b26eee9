"""Titles made from text, where an article has none of its own."""

import re

from mine_reader.model import Link, SourceNote, Span
from mine_reader.text.inline import plain_inline
from mine_reader.text.lines import heading_level, heading_text
from mine_reader.text.links import URL_PATTERN

MAX_TITLE = 40

_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)\"']*|(?<=[^\W\d])\.(?=\s)|[.…](?=\s*\Z)")
_MARKER = re.compile(r"[\s>]*(?:[-*+•◆·●▪][ \t]+(?:\[[ xX]\][ \t]+)?|[0-9]{1,3}(?:[.)][ \t]+|[、．][ \t]*))?")
_HANDLE = re.compile(r"@\w+")
_LABELLED = re.compile(rf"[^\n：:]{{1,20}}[：:][ \t]*{URL_PATTERN.pattern}")
_AFTER_URL = " \t，。、；：;:,.|—–-…)）」』》】>\"'”"
_EMPTY = re.compile(r"[(（「『《【<]\s*[)）」』》】>]")
_BEFORE_URL = " \t，、；：;:,|—–-(（「『《【<\"'“"
_LOOK_AT = 400
_MAX_LINES = 60
_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


def first_sentence(text: str, span: Span, notes: tuple[SourceNote, ...] = ()) -> str:
    """Return the first sentence of a stretch of text, at most 40 characters; "" if it has no words.

    A handle alone, or a URL with its label, is a title only where there is nothing else.
    """
    fallback = ""
    for row in _rows(text, span, notes):
        words = _words(row)
        if not any(char.isalnum() for char in words):
            continue
        if not _HANDLE.fullmatch(words) and not _LABELLED.fullmatch(row.strip()):
            return _shortened(words)
        fallback = fallback or words
    return fallback


def _rows(text: str, span: Span, notes: tuple[SourceNote, ...]) -> list[str]:
    """Return the first lines, notes left out."""
    end = min(span.end, span.start + 20 * _LOOK_AT)
    position, kept = span.start, ""
    for note in notes:
        if note.span.start >= end:
            break
        kept += text[position : note.span.start]
        position = max(position, note.span.end)
    kept += text[position:end]
    return kept.split("\n", _MAX_LINES)[:_MAX_LINES]


def _words(row: str) -> str:
    row = row[:_LOOK_AT].strip()
    if row.startswith(("```", "~~~", ":::", "<!--", "[[toc]]")):
        return ""
    row = heading_text(row) if heading_level(row) else row[_marker_end(row) :]
    plain = plain_inline(row)
    words = URL_PATTERN.sub(" ", plain)
    if words != plain:
        words = _EMPTY.sub(" ", words).lstrip(_AFTER_URL).rstrip(_BEFORE_URL)
    return " ".join(words.split()).strip("*_| ").rstrip("：:，,、；;")


def _marker_end(row: str) -> int:
    found = _MARKER.match(row)
    return found.end() if found else 0


def _shortened(words: str) -> str:
    end = _SENTENCE_END.search(words)
    if end and any(char.isalnum() for char in words[: end.start()]):
        mark = end[0][0]
        words = (words[: end.start()] if mark in "。." else words[: end.end()]).rstrip()
    return words if len(words) <= MAX_TITLE else words[: MAX_TITLE - 1].rstrip() + "…"


def link_title(links: tuple[Link, ...]) -> str:
    """Return host and path of the first link, "" if there is none."""
    if not links:
        return ""
    address = _SCHEME.sub("", links[0].url).partition("?")[0].partition("#")[0].rstrip("/")
    return address if len(address) <= MAX_TITLE else address[: MAX_TITLE - 1] + "…"
