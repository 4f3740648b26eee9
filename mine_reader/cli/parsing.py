"""Types of arguments that several commands take."""

import argparse
import re
from datetime import date
from pathlib import Path
from typing import Protocol

from mine_reader.cli.messages import fill, tr
from mine_reader.cli.output import sanitised
from mine_reader.errors import NotFoundError
from mine_reader.model import AnnotationId, ArticleId, IssueId, SourceId
from mine_reader.services import Services


class Subparsers(Protocol):
    """Where commands are declared; argparse has no public name for it."""

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser:  # noqa: A002 - argparse's name
        """Declare a command."""
        ...


def article_id(text: str) -> ArticleId:
    """Read the id of an article."""
    return ArticleId(_number(text))


def issue_id(text: str) -> IssueId:
    """Read the id of an issue."""
    return IssueId(_number(text))


def note_id(text: str) -> AnnotationId:
    """Read the id of a note."""
    return AnnotationId(_number(text))


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        message = fill("{text} is no id: ids are numbers", {"text": sanitised(text)})
        raise argparse.ArgumentTypeError(message) from error


def whole_number(text: str) -> int:
    """Read a number from 0 up."""
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise argparse.ArgumentTypeError(fill("{text} is no number from 0 up", {"text": sanitised(text)}))
    return int(text)


def named(text: str) -> str:
    """Read the name of a file or folder as it was written: a slash at its end says that it is a folder."""
    if not text:
        raise argparse.ArgumentTypeError(tr("name a file or a folder"))
    return text


def path(text: str) -> Path:
    """Read the path of a file or folder."""
    return Path(named(text))


def level(text: str) -> str:
    """Read the level of a note."""
    if not re.fullmatch(r"[0-9](-[0-9])?", text):
        raise argparse.ArgumentTypeError(fill("{text} is no level: 1, 2, 3 or 1-2", {"text": sanitised(text)}))
    return text


def day(text: str) -> str:
    """Read a date; "" is none."""
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        message = fill("{text} is no date: YYYY-MM-DD", {"text": sanitised(text)})
        raise argparse.ArgumentTypeError(message) from error


def sources(services: Services, name: str) -> list[SourceId]:
    """Return the sources of that name or id; NotFoundError."""
    found = [source.id for source in services.library.outline().sources if name in {source.name, str(source.id)}]
    if not found:
        raise NotFoundError(kind="source", id=name)
    return found
