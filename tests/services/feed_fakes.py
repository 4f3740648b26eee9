"""A web and readers of feeds that answer as they are told."""

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from mine_reader.errors import NotAFeedError, TooHardError, UnreachableError
from mine_reader.model import FeedEntry, ParsedFeed, Request, Response
from mine_reader.net.entries import as_issues
from mine_reader.services import Services, open_services
from mine_reader.services.preparing import Preparer
from mine_reader.text.prepare import prepare

URL = "https://example.org/feed"


class Web:
    """A web of answers by address; an exception is raised, a function is called."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.asked: list[Request] = []
        self.cancelled = threading.Event()

    def put(self, url=URL, body="", **more):
        values = {
            "status": 200,
            "url": url,
            "moved": None,
            "etag": "",
            "last_modified": "",
            "retry_after": None,
            "max_age": None,
            "content_type": "",
            "charset": None,
            "body": body.encode(),
        }
        self.answers[url] = Response(**(values | more))

    def fetch(self, request):
        self.asked.append(request)
        answer = self.answers.get(request.url) or UnreachableError(url=request.url, reason="no such host")
        if callable(answer):
            answer = answer(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def cancel(self):
        self.cancelled.set()

    def close(self):
        self.cancelled.set()


def entry(key, text="Some words.", title="", link=None, **more) -> FeedEntry:
    values = {"author": "", "published": "2023-12-08T10:00:00Z", "updated": None, "html": "", "summary": ""}
    address = f"https://example.org/{key}" if link is None else link
    return FeedEntry(key, title or f"Entry {key}", address, markdown=text, **(values | more))


class Readers:
    """Reads bodies that are names of feeds; notes which."""

    def __init__(self) -> None:
        self.feeds: dict[str, ParsedFeed] = {}
        self.pages: dict[str, Any] = {}
        self.read: list[str] = []

    def put(self, name, *entries, title="A feed", **more):
        self.feeds[name] = ParsedFeed(title, "https://example.org", entries, **more)

    def entries(self, data, url, content_type, *, options, known, now, patient):
        name = data.decode()
        self.read.append(name)
        if name.startswith("hard") and not patient:
            raise TooHardError(url=url)
        if name not in self.feeds:
            raise NotAFeedError(url=url)
        return as_issues(self.feeds[name], options, known, now)

    def find_feeds(self, data, url, charset=None):
        return self.pages.get(data.decode(), ())

    def close(self):
        pass


class Real(Preparer):
    """Splits and renders as the worker does, in this process."""

    def prepare(self, text, name, options):
        return prepare(text, name, options)

    def close(self):
        pass


def open_with(web: Web, readers: Readers, library: Path, clock: Any, cache: Path) -> Services:
    """Open a library whose web and readers are these."""
    network: Any = SimpleNamespace(web=web, page_web=web, readers=readers, close=lambda: None)
    return open_services(library, preparer=Real(), clock=clock, cache_dir=cache, network=network)
