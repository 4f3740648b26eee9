"""Downloading what links lead to: a queue that survives a restart, carried out by a few threads."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime
from pathlib import Path
from typing import Protocol

from mine_reader.errors import (
    ClosedPageError,
    DownloadError,
    FetchCancelledError,
    GonePageError,
    LibraryError,
    MineReaderError,
    PageError,
    StatusError,
)
from mine_reader.model import ArticleId, IssueId, ParsedPage, Problem, Request, Response
from mine_reader.model.downloads import Downloaded, DownloadReport, Limits, Wish
from mine_reader.model.pages import Download, Fetched, SavedImage, Snapshot, SnapshotKind
from mine_reader.services import page_text
from mine_reader.services.saved_pages import Find, Kept, Pages
from mine_reader.store import Store, pages, queries, stamp
from mine_reader.text.links import canonical_url, host

logger = logging.getLogger(__name__)

_AT_ONCE = 4
_LOOK_SECONDS = 0.25
_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,application/epub+zip;q=0.9,*/*;q=0.8"
_ACCEPT_IMAGE = "image/webp,image/png,image/jpeg,image/gif"
_CLOSED = frozenset({401, 402, 403, 407, 412, 418, 451})

Progress = Callable[[int, int, str], bool]
"""done, total, name of what was done last → whether to go on."""


class Web(Protocol):
    """Fetches, without cookies and without saying where it comes from."""

    def fetch(self, request: Request) -> Response:
        """Return the answer, whatever its status; FetchError."""
        ...

    def cancel(self) -> None:
        """End what is under way; later calls work."""
        ...

    def close(self) -> None:
        """End what is under way, and begin nothing more."""
        ...


class PageReader(Protocol):
    """Reads pages where they can do no harm."""

    def page(self, data: bytes, url: str, content_type: str = "", charset: str | None = None) -> ParsedPage:
        """Return the readable part of a page; ContentError."""
        ...

    def close(self) -> None:
        """End what was started for it."""
        ...


class ImageKind(Protocol):
    """Tells by their content the images that may be kept."""

    def __call__(self, data: bytes) -> str | None:
        """Return the kind of an image that is sound and not too large, None for anything else."""
        ...


class Downloading:
    """The queue of downloads. `run` is called in a thread of the caller's; everything else returns at once."""

    def __init__(
        self,
        store: Store,
        saved: Pages,
        *,
        web: Web,
        reader: PageReader,
        image_kind: ImageKind,
        clock: Callable[[], datetime],
        limits: Callable[[], Limits] = Limits,
    ) -> None:
        self._store = store
        self._pages = saved
        self._web = web
        self._reader = reader
        self._image_kind = image_kind
        self._clock = clock
        self._limits = limits
        self._running = threading.Lock()
        self._closed = threading.Event()

    # The queue

    def add(self, wishes: Sequence[Wish], *, again: bool = False) -> int:
        """Put links into the queue; return how many wait then.

        What is saved already is only marked, unless it is to be downloaded `again`.
        """
        for wish in wishes:
            canonical = canonical_url(wish.url)
            articles = () if wish.article_id is None else (wish.article_id,)
            if again or self._pages.mark(canonical, articles) is None:
                with self._store.write() as db:
                    if articles:
                        queries.require_articles(db, articles)
                    pages.enqueue(db, canonical, wish.url, wish.article_id, again=again, now=self._now())
        return len(self.waiting())

    def waiting(self) -> tuple[Download, ...]:
        """Return the links that wait, in their order."""
        with self._store.read() as db:
            return pages.queue(db)

    def failures(self) -> tuple[Download, ...]:
        """Return the links whose last try failed."""
        with self._store.read() as db:
            return pages.queue(db, failed=True)

    def retry(self) -> int:
        """Let all that failed wait again; return how many wait then."""
        with self._store.write() as db:
            pages.wait_again(db)
        return len(self.waiting())

    def forget(self, canonical: Iterable[str]) -> None:
        """Take links out of the queue."""
        with self._store.write() as db:
            pages.leave_queue(db, canonical)

    # Carrying it out

    def run(
        self,
        progress: Progress | None = None,
        *,
        only: Collection[str] | None = None,
        pause: threading.Event | None = None,
    ) -> DownloadReport:
        """Download what waits (`only` these canonical links), until nothing does or `progress` says no.

        After a `pause` nothing more is begun. Links that were not begun, or broken off by `progress`, wait on. One run
        at a time: another returns at once, and what it was called for is done by the first. LibraryError when nothing
        can be stored.
        """
        if not self._running.acquire(blocking=False):
            return DownloadReport(left=len(self.waiting()))
        pauses = (self._closed, *([pause] if pause else ()))
        try:
            results = _Run(self._one, lambda: self._next(only), pauses, self._web.cancel).run(progress)
        finally:
            self._running.release()
        return DownloadReport(results, len(self.waiting()))

    def _next(self, only: Collection[str] | None) -> tuple[Download, ...]:
        return tuple(item for item in self.waiting() if only is None or item.canonical in only)

    def _one(self, item: Download) -> Downloaded:
        try:
            snapshot = None if item.again else self._pages.mark(item.canonical, item.articles)
            kept = Kept(snapshot) if snapshot is not None else self._fetched(item)
        except (LibraryError, FetchCancelledError):
            raise
        except MineReaderError as error:
            return self._failed(item, error)
        except Exception as error:
            # What came from the web found a fault of ours; the links after it are not to suffer.
            logger.exception("download failed url=%s", item.url)
            return self._failed(item, DownloadError(url=item.url, reason=type(error).__name__))
        return Downloaded(item.url, item.canonical, kept.snapshot, renewed=kept.renewed)

    def _failed(self, item: Download, error: MineReaderError) -> Downloaded:
        with self._store.write() as db:
            pages.set_failed(db, item.canonical, error.template, error.fields, self._now())
        fields = {name: str(value) for name, value in error.fields.items()}
        return Downloaded(item.url, item.canonical, problem=Problem(error.template, fields))

    def _fetched(self, item: Download) -> Kept:
        response = self._web.fetch(Request(item.url, limit=self._limits().file, accept=_ACCEPT))
        if response.status in _CLOSED:
            raise ClosedPageError(url=item.url)
        if not 200 <= response.status < 300:
            raise StatusError(url=item.url, status=response.status)
        if not response.body:
            raise PageError(url=item.url)
        if page_text.is_led_to_login(item.url, response.url):
            raise ClosedPageError(url=item.url)
        if page_text.is_led_away(item.url, response.url):
            raise GonePageError(url=item.url)
        if not item.again:
            found = self._pages.mark(item.canonical, item.articles, final=canonical_url(response.url))
            if found is not None:
                return Kept(found)
        return self._pages.keep(self._find(item, response), item.url, item.articles)

    def _find(self, item: Download, response: Response) -> Find:
        kind = self._image_kind(response.body)
        if kind is not None:
            image = self._pages.shelf.put_image(item.url, response.body, kind)
            return self._found(page_text.image_page(item.url), item.canonical, response.url, [image])
        file = page_text.file_kind(response)
        if file is not None:
            return self._file(item, response, file)
        if page_text.is_html(response):
            page = self._reader.page(response.body, response.url, response.content_type, response.charset)
        else:
            page = page_text.plain_page(response)
        if page_text.is_gone(page):
            raise GonePageError(url=item.url)
        if page_text.is_closed(page):
            raise ClosedPageError(url=item.url)
        return self._found(page, item.canonical, response.url, self._images(page.images))

    def _found(self, page: ParsedPage, canonical: str, url: str, images: Sequence[SavedImage]) -> Find:
        site = page_text.one_line(page.site) or host(url)
        author = page_text.one_line(page.author) or None
        fetched = Fetched(
            canonical, url, SnapshotKind.PAGE, site, author, page.date, None, len(page.markdown.encode()), self._now()
        )
        return Find(page, fetched, images)

    def _file(self, item: Download, response: Response, kind: page_text.FileKind) -> Find:
        with self._store.read() as db:
            articles = queries.articles_by_id(db, item.articles[:1])
        name = page_text.file_name(response.url, articles[0].title if articles else "", kind.suffix)
        file = self._pages.shelf.put_file(item.url, response.body, name)
        size = len(response.body)
        fetched = Fetched(
            item.canonical, response.url, SnapshotKind.FILE, host(response.url), None, None, file, size, self._now()
        )
        return Find(page_text.file_page(item.url, name, Path(name).stem), fetched)

    # Images

    def _images(self, urls: Sequence[str]) -> list[SavedImage]:
        """Fetch the images of a page that are not saved yet; those that cannot be had are left out."""
        limits = self._limits()
        wanted = list(dict.fromkeys(urls))[: limits.images]
        found = self._pages.saved_images(wanted)
        missing = [url for url in wanted if url not in found]
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            images = pool.map(lambda url: self._image(url, limits.image), missing)
            found |= {image.url: image for image in images if image is not None}
        return [found[url] for url in wanted if url in found]

    def _image(self, url: str, limit: int) -> SavedImage | None:
        try:
            response = self._web.fetch(Request(url, limit=limit, accept=_ACCEPT_IMAGE))
            kind = self._image_kind(response.body) if response.status == 200 else None
            return None if kind is None else self._pages.shelf.put_image(url, response.body, kind)
        except FetchCancelledError:
            raise
        except MineReaderError as error:
            logger.info("image not saved url=%s error=%s", url, error)
            return None

    def fetch_images(self, issue_id: IssueId, urls: Sequence[str]) -> int:
        """Fetch images that an issue shows; return how many of them are there then. Slow."""
        found = self._images(urls)
        if found:
            self._pages.keep_images(issue_id, found)
        return len(found)

    # What a browser shows

    def save_html(self, url: str, data: bytes, articles: Sequence[ArticleId] = ()) -> Snapshot:
        """Keep a page as a browser shows it, also over a richer snapshot; ContentError. Slow.

        `data` is UTF-8, or says otherwise itself.
        """
        page = self._reader.page(data, url, "text/html", None)
        if not page_text.visible(page.markdown) and not page.images:
            raise ClosedPageError(url=url)
        find = self._found(page, canonical_url(url), url, self._images(page.images))
        return self._pages.keep(find, url, articles, force=True).snapshot

    def close(self) -> None:
        """End what is under way; what waits is done another time."""
        self._closed.set()
        self._web.close()
        self._reader.close()

    def _now(self) -> str:
        return stamp(self._clock())


class _Run:
    """One run of the queue."""

    def __init__(
        self,
        work: Callable[[Download], Downloaded],
        more: Callable[[], tuple[Download, ...]],
        pauses: Sequence[threading.Event],
        cancel: Callable[[], None],
    ) -> None:
        self._work = work
        self._more = more
        self._pauses = pauses
        self._cancel = cancel
        self._begun: set[str] = set()
        self._left: deque[Download] = deque()
        self._results: list[Downloaded] = []
        self._under_way: dict[Future[Downloaded], Download] = {}
        self._stopped = False

    def run(self, progress: Progress | None) -> tuple[Downloaded, ...]:
        error: LibraryError | None = None
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            while self._begin(pool):
                done, _ = wait(self._under_way, timeout=_LOOK_SECONDS, return_when=FIRST_COMPLETED)
                for future in done:
                    error = self._end(future) or error
                if error is not None or (progress is not None and not self._tell(progress)):
                    self._stop()
        if error is not None:
            raise error
        return tuple(self._results)

    def _begin(self, pool: ThreadPoolExecutor) -> bool:
        """Begin as many as may go on at once; return whether any are under way."""
        while len(self._under_way) < _AT_ONCE and not self._stopped:
            if any(pause.is_set() for pause in self._pauses):
                break
            if not self._left:
                self._left.extend(item for item in self._more() if item.canonical not in self._begun)
            if not self._left:
                break
            item = self._left.popleft()
            self._begun.add(item.canonical)
            self._under_way[pool.submit(self._work, item)] = item
        return bool(self._under_way)

    def _end(self, future: Future[Downloaded]) -> LibraryError | None:
        del self._under_way[future]
        try:
            self._results.append(future.result())
        except FetchCancelledError:
            pass  # cancelled: neither done nor failed
        except LibraryError as error:
            return error
        return None

    def _tell(self, progress: Progress) -> bool:
        done = len(self._results)
        name = self._results[-1].url if self._results else ""
        current = next(iter(self._under_way.values()), None)
        return progress(done, done + len(self._under_way) + len(self._left), current.url if current else name)

    def _stop(self) -> None:
        if not self._stopped:
            self._stopped = True
            self._cancel()
