"""Asking feeds: fetched in threads, taken apart in worker processes, written one feed at a time."""

import hashlib
import logging
import random
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from queue import Full, PriorityQueue, Queue
from typing import Protocol, TypeVar

from mine_reader.errors import (
    ContentError,
    FetchCancelledError,
    FetchError,
    MineReaderError,
    TooHardError,
    UnreachableError,
)
from mine_reader.model import (
    FeedContent,
    FeedResult,
    FeedStatus,
    Poll,
    Problem,
    RefreshReport,
    Request,
    Response,
    SourceId,
    SplitOptions,
)
from mine_reader.services.feed_writing import FeedWriter, Plan, Written
from mine_reader.services.polling import (
    Answer,
    Kind,
    decide,
    follow,
    held_until,
    holds_host,
    host_of,
    judge,
    portals,
    request_for,
)
from mine_reader.store import Connection, Store, feeds, stamp

_T = TypeVar("_T")

logger = logging.getLogger(__name__)

LANES = 32
PER_HOST = 2
READERS = 2
_WAITING = 12
"""Bodies that may wait to be read, so that memory does not grow with the number of feeds."""
_BATCH = 50
_HAND_SECONDS = 0.5
_HARD_BYTES = 40_000_000
"""Bodies that are kept for a second, longer try, one at a time, when no other waits."""

Progress = Callable[[int, int, FeedResult], None]
"""done, total, the feed that is done."""


class Fetching(Protocol):
    """Gets answers; any thread."""

    def fetch(self, request: Request) -> Response:
        """Return the answer; FetchError."""
        ...

    def cancel(self) -> None:
        """End what is under way."""
        ...


class EntryReading(Protocol):
    """Takes feeds apart in worker processes; any thread."""

    def entries(
        self,
        data: bytes,
        url: str,
        content_type: str,
        *,
        options: SplitOptions,
        known: AbstractSet[str],
        now: datetime,
        patient: bool,
    ) -> FeedContent:
        """Return the entries as issues; ContentError. `patient`: with all the time that a feed may take."""
        ...


@dataclass(frozen=True, slots=True)
class _Job:
    id: SourceId
    poll: Poll


@dataclass(frozen=True, slots=True)
class _Body:
    """A body that is to be read."""

    job: _Job
    response: Response
    body_hash: str
    patient: bool = False


@dataclass(frozen=True, slots=True)
class _Done:
    """A feed that was asked. `hard`: its body took too long, and may be tried again later."""

    job: _Job
    answer: Answer | None = None
    status: FeedStatus = FeedStatus.FAILED
    content: FeedContent | None = None
    plan: Plan | None = None
    hard: _Body | None = None
    until: datetime | None = None
    unreachable: bool = False
    patient: bool = False


class Refresh:
    """One refresh of some feeds; made for one call of `run`."""

    def __init__(
        self,
        store: Store,
        writer: FeedWriter,
        fetcher: Fetching,
        readers: EntryReading,
        clock: Callable[[], datetime],
        *,
        usual: timedelta,
        cancelled: threading.Event,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._store = store
        self._writer = writer
        self._fetcher = fetcher
        self._readers = readers
        self._clock = clock
        self._usual = usual
        self._cancelled = cancelled
        self._chance = chance
        self._bodies: PriorityQueue[tuple[int, int, int, _Body | None]] = PriorityQueue(_WAITING)
        self._numbers = count()
        self._done: Queue[_Done] = Queue(_BATCH)
        self._abandoned = threading.Event()
        self._patient = False
        self._held: dict[str, datetime] = {}
        self._moves: dict[SourceId, tuple[Poll, str | None]] = {}
        self._results: list[FeedResult] = []

    def run(self, polls: Mapping[SourceId, Poll], progress: Progress | None = None) -> RefreshReport:
        """Ask these feeds; each that fails says so in the report. What the store raises ends it (LibraryError)."""
        with self._store.read() as db:
            self._held = feeds.held_hosts(db)
        jobs = [_Job(feed_id, poll) for feed_id, poll in polls.items()]
        readers = [
            threading.Thread(target=self._read_bodies, name=f"feed-reader-{n}", daemon=True) for n in range(READERS)
        ]
        for thread in readers:
            thread.start()
        pool = ThreadPoolExecutor(LANES, thread_name_prefix="feed")
        try:
            for lane in _lanes(jobs):
                pool.submit(self._fetch_lane, lane)
            self._collect(len(jobs), progress)
        except BaseException:
            self._abandoned.set()
            self.cancel()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            for _ in readers:
                self._put_body(None)
            for thread in readers:
                thread.join()
        self._follow_moves()
        return RefreshReport(tuple(self._results))

    # In the threads of the pool.

    def _fetch_lane(self, lane: "deque[_Job]") -> None:
        while True:
            try:
                job = lane.popleft()
            except IndexError:
                return
            try:
                done = self._fetch(job)
            except Exception:
                logger.exception("feed not asked url=%s", job.poll.url)
                done = _bug(job)
            if done is not None:
                self._hand(self._done, done)

    def _fetch(self, job: _Job) -> _Done | None:
        """Ask a feed; None when there is a body, which is read next."""
        if self._cancelled.is_set():
            return _Done(job, status=FeedStatus.CANCELLED)
        now = self._clock()
        until = self._held.get(host_of(job.poll.url))
        if until is not None and now < until <= now + timedelta(days=2):
            return _Done(job, status=FeedStatus.WAITING, until=until)
        request = request_for(job.poll, now)
        try:
            response = self._fetcher.fetch(request)
        except FetchCancelledError:
            return _Done(job, status=FeedStatus.CANCELLED)
        except FetchError as error:
            answer = Answer(Kind.FAILED, _problem(error))
            return _Done(job, answer, unreachable=isinstance(error, UnreachableError))
        answer_or_none = judge(request, response)
        if answer_or_none is not None:
            if holds_host(answer_or_none, job.poll.url):
                self._held[host_of(job.poll.url)] = held_until(answer_or_none, now) or now
            return _Done(job, answer_or_none)
        body_hash = hashlib.sha256(response.body).hexdigest()
        if body_hash == job.poll.body_hash:
            return _Done(job, Answer(Kind.SAME, response=response))
        self._put_body(_Body(job, response, body_hash))
        return None

    def _put_body(self, body: _Body | None) -> None:
        """Let a body be read, small ones first and those that need patience last. None ends a reader."""
        last = 2 if body is None else int(body.patient)
        size = 0 if body is None else len(body.response.body)
        self._hand(self._bodies, (last, size, next(self._numbers), body))

    def _hand(self, queue: "Queue[_T]", item: _T) -> None:
        """Put something into a queue, unless nobody will take it out any more."""
        while not (self._abandoned.is_set() and queue is self._done):
            with suppress(Full):
                queue.put(item, timeout=_HAND_SECONDS)
                return

    # In the threads that wait for the worker processes.

    def _read_bodies(self) -> None:
        while (body := self._bodies.get()[3]) is not None:
            try:
                done = self._read_body(body)
            except Exception:
                logger.exception("feed not read url=%s", body.job.poll.url)
                done = _Done(
                    body.job,
                    Answer(Kind.FAILED, Problem("Something went wrong: {reason}.", {"reason": body.job.poll.url})),
                )
            self._hand(self._done, replace(done, patient=body.patient))

    def _read_body(self, body: _Body) -> _Done:
        job, response = body.job, body.response
        if self._cancelled.is_set():
            return _Done(job, status=FeedStatus.CANCELLED)
        options, known = self._writer.known(job.id)
        try:
            found = self._readers.entries(
                response.body,
                response.url,
                response.content_type,
                options=options,
                known=known,
                now=self._clock(),
                patient=body.patient,
            )
        except FetchCancelledError:
            return _Done(job, status=FeedStatus.CANCELLED)
        except TooHardError as error:
            return _Done(job, Answer(Kind.FAILED, _problem(error)), hard=None if body.patient else body)
        except ContentError as error:
            return _Done(job, Answer(Kind.FAILED, _problem(error)))
        plan = self._writer.plan(job.id, found, options)
        answer = Answer(Kind.NEW, None, replace(response, body=b""), body.body_hash, found.ttl_minutes)
        return _Done(job, answer, FeedStatus.OK, found, plan)

    # In the thread of `run`.

    def _collect(self, due: int, progress: Progress | None) -> None:
        """Write feeds as they come in; when that fails, only wait for what is under way."""
        total = due
        hard: list[_Body] = []
        unreachable: list[_Done] = []
        failure: Exception | None = None
        while due:
            ready: list[_Done] = []
            for item in self._waiting():
                self._patient &= not item.patient
                if item.hard is not None and self._may_wait(item.hard, hard):
                    hard.append(item.hard)
                    continue
                due -= 1
                (unreachable if item.unreachable else ready).append(item)
            if failure is None:
                failure = self._try_to_write(ready, total, progress)
            if hard and not self._patient:
                self._patient = True
                self._put_body(replace(hard.pop(), patient=True))
        if failure is not None:
            raise failure
        self._write_unreachable(unreachable, total, progress)

    def _waiting(self) -> list[_Done]:
        """Return what is done, at least one feed; many that were unchanged are one transaction."""
        batch = [self._done.get()]
        while len(batch) < _BATCH and not self._done.empty():
            batch.append(self._done.get())
        return batch

    def _try_to_write(self, ready: Sequence[_Done], total: int, progress: Progress | None) -> Exception | None:
        try:
            self._write(ready, total, progress)
        except Exception as error:  # noqa: BLE001 - raised when the threads have ended
            self.cancel()
            return error
        return None

    def _may_wait(self, body: _Body, hard: Sequence[_Body]) -> bool:
        size = sum(len(other.response.body) for other in (*hard, body))
        return size <= _HARD_BYTES and not self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask no more feeds, and end transfers under way."""
        self._cancelled.set()
        self._fetcher.cancel()

    def _write(self, batch: Sequence[_Done], total: int, progress: Progress | None) -> None:
        plain = [item for item in batch if item.content is None]
        results = []
        if plain:
            with self._store.write() as db:
                results += [self._settle(db, item, Written()) for item in plain]
        for item in batch:
            if item.content is not None and item.plan is not None:
                with self._store.write() as db:
                    written = self._writer.write(db, item.job.id, item.content, item.plan)
                    results.append(self._settle(db, item, written))
        for result in results:
            self._results.append(result)
            if progress is not None:
                progress(len(self._results), total, result)

    def _write_unreachable(self, items: Sequence[_Done], total: int, progress: Progress | None) -> None:
        """Where nothing at all could be reached, no feed is to blame."""
        hosts = {host_of(item.job.poll.url) for item in items}
        if len(hosts) > 1 and len(items) == total:
            items = [replace(item, answer=replace(item.answer, kind=Kind.OFFLINE)) for item in items if item.answer]
        if items:
            self._write(items, total, progress)

    def _settle(self, db: Connection, item: _Done, written: Written) -> FeedResult:
        """Note how a feed stands now."""
        job, now = item.job, self._clock()
        if item.answer is None:
            if item.until is not None:
                feeds.save_next(db, job.id, item.until)
            return FeedResult(job.id, job.poll.url, item.status, next_at=_stamp(item.until))
        answer = replace(item.answer, whole=written.whole)
        poll = decide(job.poll, answer, now, random=self._chance, usual=self._usual)
        feeds.save_poll(db, job.id, poll, stamp(now))
        if holds_host(answer, job.poll.url):
            feeds.hold_host(db, host_of(job.poll.url), held_until(answer, now) or now, stamp(now))
        if answer.kind in {Kind.NEW, Kind.SAME} and answer.response is not None:
            self._moves[job.id] = (job.poll, answer.response.moved)
        self._log(db, job, answer, written, poll.next_at)
        status = _status(answer, written)
        return FeedResult(
            job.id, job.poll.url, status, written.new, written.updated, answer.problem, _stamp(poll.next_at)
        )

    def _log(self, db: Connection, job: _Job, answer: Answer, written: Written, next_at: datetime | None) -> None:
        if answer.problem is not None:
            logger.info("feed failed url=%s error=%s", job.poll.url, answer.problem)
        what = answer.problem or _happened(job.poll, written)
        if what is not None and answer.kind is not Kind.OFFLINE:
            feeds.log(db, job.id, what, now=stamp(self._clock()), next_at=next_at)

    def _follow_moves(self) -> None:
        """Change the addresses of feeds that moved for sure."""
        moved = [(poll.url, target) for poll, target in self._moves.values() if target is not None]
        ignored = portals(moved)
        polls = {
            feed_id: follow(poll, target)
            for feed_id, (poll, target) in self._moves.items()
            if target is None or host_of(target) not in ignored
        }
        changed = {feed_id: poll for feed_id, poll in polls.items() if poll != self._moves[feed_id][0]}
        if changed:
            with self._store.write() as db:
                feeds.save_moves(db, changed)


def _lanes(jobs: Iterable[_Job]) -> "list[deque[_Job]]":
    """Return the feeds of each host as a queue, as often as the host may be asked at once; the longest first."""
    hosts: dict[str, deque[_Job]] = defaultdict(deque)
    for job in jobs:
        hosts[host_of(job.poll.url)].append(job)
    queues = sorted(hosts.values(), key=len, reverse=True)
    return [queue for lane in range(PER_HOST) for queue in queues if len(queue) > lane]


def _problem(error: MineReaderError) -> Problem:
    return Problem(type(error).template, {name: str(value) for name, value in error.fields.items()})


def _bug(job: _Job) -> _Done:
    """Return what came of a feed that met a mistake of ours: the others go on."""
    return _Done(job, Answer(Kind.FAILED, Problem("{url} met an error of this program.", {"url": job.poll.url})))


def _stamp(moment: datetime | None) -> str | None:
    return None if moment is None else stamp(moment)


def _happened(poll: Poll, written: Written) -> Problem | None:
    if written.new or written.updated:
        counts = {"new": str(len(written.new)), "updated": str(len(written.updated))}
        return Problem("{new} new and {updated} updated entries.", counts)
    return Problem("The feed can be read again.") if poll.problem is not None else None


def _status(answer: Answer, written: Written) -> FeedStatus:
    if answer.kind not in {Kind.NEW, Kind.SAME}:
        return FeedStatus.FAILED
    return FeedStatus.OK if written.new or written.updated else FeedStatus.UNCHANGED
