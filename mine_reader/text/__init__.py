"""Markdown issues as values: decoding, splitting, notes, links, and safe HTML. Pure."""

from mine_reader.text.blocks import scan_blocks
from mine_reader.text.decode import decode
from mine_reader.text.find_notes import parse_notes
from mine_reader.text.issue import parse_issue
from mine_reader.text.links import URL_PATTERN, canonical_url, find_links, host
from mine_reader.text.notes import downloaded_title, parse_note, serialise_note

__all__ = [
    "URL_PATTERN",
    "canonical_url",
    "decode",
    "downloaded_title",
    "find_links",
    "host",
    "parse_issue",
    "parse_note",
    "parse_notes",
    "scan_blocks",
    "serialise_note",
]
