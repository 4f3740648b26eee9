"""Standard output: plain lines, or one JSON document."""

import json
import sys

from mine_reader.model import NoteText, Status


def print_json(document: object) -> None:
    """Write one JSON document."""
    # An encoding that lacks a character would break the document; escapes never do.
    escaped = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    print(json.dumps(document, ensure_ascii=escaped, indent=2))


def facts(note: NoteText) -> str:
    """Return level, date and status of a note in one line."""
    done = {Status.DONE: "☑", Status.OPEN: "☐", None: None}[note.status]
    return " · ".join(filter(None, (note.level, note.date, done)))


def prepare_streams() -> None:
    """Let no character that the terminal lacks stop the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def sanitised(text: str) -> str:
    """Return an argument without bytes that are no text, and without zeros."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\0", "")
