"""Feeds: how they stand with their servers, what happened to them, and which hosts want to be left alone."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from mine_reader.errors import NotFoundError
from mine_reader.model import Feed, FeedSettings, Images, LogEntry, Poll, Problem, SourceId, SourceKind
from mine_reader.store.database import Connection, Row
from mine_reader.store.times import moment, stamp
from mine_reader.store.values import clean, clean_or_none, json_ids, row_id

LOGGED = 50
"""So much of what happened to a feed is kept."""

_LISTED = """
SELECT s.id, s.kind, s.path, coalesce(f.url, s.path, '') AS url, coalesce(f.site, '') AS site, s.name, s.folder,
    f.interval, coalesce(f.paused, 0) AS paused, coalesce(f.images, 'click') AS images, f.checked_at, f.next_at,
    coalesce(f.failures, 0) AS failures, f.problem,
    (SELECT coalesce(sum(unread), 0) FROM shelf WHERE source_id = s.id) AS unread,
    (SELECT coalesce(sum(total), 0) FROM shelf WHERE source_id = s.id) AS total
FROM source AS s LEFT JOIN feed AS f ON f.id = s.id
WHERE s.deleted_at IS NULL AND (f.removed_at IS NULL AND f.id IS NOT NULL OR s.watched = 1)
"""


def feeds(db: Connection) -> tuple[Feed, ...]:
    """Return the feeds and watched folders in the user's order."""
    return tuple(_feed(row) for row in db.execute(f"{_LISTED} ORDER BY s.position, s.id"))


def feed(db: Connection, feed_id: SourceId) -> Feed:
    """Return a feed or a watched folder; NotFoundError."""
    row = db.execute(f"{_LISTED} AND s.id = ?", (row_id(feed_id),)).fetchone()
    if row is None:
        raise NotFoundError(kind="feed", id=feed_id)
    return _feed(row)


def _feed(row: Row) -> Feed:
    return Feed(
        id=row["id"],
        kind=SourceKind(row["kind"]),
        url=row["url"],
        site=row["site"],
        name=row["name"],
        group=row["folder"],
        interval=row["interval"],
        paused=row["paused"] > 0,
        gone=row["paused"] == _GONE,
        images=Images(row["images"]),
        checked_at=row["checked_at"],
        next_at=row["next_at"],
        failures=row["failures"],
        problem=load_problem(row["problem"]),
        unread=row["unread"],
        total=row["total"],
    )


_GONE = 2


def dump_problem(problem: Problem | None) -> str | None:
    """Return a problem as JSON."""
    if problem is None:
        return None
    fields = {name: clean(str(value)) for name, value in problem.fields.items()}
    return json.dumps([problem.template, fields], ensure_ascii=False)


def load_problem(text: str | None) -> Problem | None:
    """Return the problem that `dump_problem` wrote."""
    return None if text is None else Problem(*json.loads(text))


def addresses(db: Connection) -> dict[str, SourceId]:
    """Return the addresses of all feeds, also removed ones."""
    return {row["url"]: SourceId(row["id"]) for row in db.execute("SELECT id, url FROM feed")}


def add(
    db: Connection, *, url: str, name: str, title: str, site: str, group: str = "", position: int | None = None
) -> SourceId:
    """Add a feed as a source, after the others if no position is given."""
    cursor = db.execute(
        "INSERT INTO source (kind, name, folder, position) "
        "VALUES ('feed', ?, ?, coalesce(?, (SELECT coalesce(max(position), 0) + 1 FROM source)))",
        (clean(name), clean(group), position),
    )
    db.execute(
        "INSERT INTO feed (id, url, title, site) VALUES (?, ?, ?, ?)",
        (cursor.lastrowid, url, clean(title), clean(site)),
    )
    return SourceId(cursor.lastrowid or 0)


def put(db: Connection, source_id: SourceId, feed: FeedSettings) -> None:
    """Make a source the feed that it was in another library."""
    db.execute(
        "INSERT INTO feed (id, url, site, title, interval, paused, images) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (source_id, feed.url, clean(feed.site), clean(feed.title), feed.interval, int(feed.paused), feed.images),
    )


def settings(db: Connection) -> dict[SourceId, FeedSettings]:
    """Return what makes sources feeds."""
    rows = db.execute("SELECT id, url, site, title, interval, paused, images FROM feed WHERE removed_at IS NULL")
    return {
        row["id"]: FeedSettings(
            row["url"], row["site"], row["title"], row["interval"], row["paused"] > 0, row["images"]
        )
        for row in rows
    }


def watched(db: Connection) -> frozenset[SourceId]:
    """Return the sources that are watched folders."""
    return frozenset(row["id"] for row in db.execute("SELECT id FROM source WHERE watched = 1"))


def next_position(db: Connection) -> int:
    """Return the position after that of every source."""
    return int(db.execute("SELECT coalesce(max(position), 0) + 1 FROM source").fetchone()[0])


def set_private(db: Connection, feed_id: SourceId) -> None:
    """Note that the user typed the address of a feed."""
    db.execute("UPDATE feed SET private = 1 WHERE id = ?", (feed_id,))


def revive(db: Connection, feed_id: SourceId) -> bool:
    """Bring a removed feed back, with the entries that went with it; return whether it was removed."""
    row = db.execute(
        "SELECT coalesce(f.removed_at, s.deleted_at) FROM feed AS f JOIN source AS s ON s.id = f.id WHERE f.id = ?",
        (feed_id,),
    ).fetchone()
    if row is None or row[0] is None:
        return False
    db.execute("UPDATE issue SET deleted_at = NULL WHERE source_id = ? AND deleted_at = ?", (feed_id, row[0]))
    db.execute("UPDATE source SET deleted_at = NULL WHERE id = ?", (feed_id,))
    db.execute(
        "UPDATE feed SET removed_at = NULL, paused = 0, next_at = NULL, failures = 0, problem = NULL, etag = '', "
        "last_modified = '', body_hash = '' WHERE id = ?",
        (feed_id,),
    )
    return True


_OWNED = """
SELECT a.issue_id FROM article AS a JOIN article_state AS t ON t.id = a.id WHERE t.starred = 1 OR t.later = 1
    OR t.downloaded_by_hand = 1 OR t.local_file IS NOT NULL
    OR EXISTS (SELECT 1 FROM article_tag AS x WHERE x.article_id = a.id)
    OR EXISTS (SELECT 1 FROM annotation AS n WHERE n.article_id = a.id AND n.deleted_at IS NULL)
"""


def remove(db: Connection, feed_id: SourceId, now: str) -> None:
    """Stop asking for a feed and take its entries out, but those with anything of the reader's."""
    db.execute("UPDATE feed SET removed_at = ? WHERE id = ?", (now, feed_id))
    db.execute(
        "UPDATE issue SET deleted_at = ? WHERE source_id = ? AND deleted_at IS NULL "
        f"AND id NOT IN (SELECT issue_id FROM ({_OWNED}) WHERE issue_id IN (SELECT id FROM issue WHERE source_id = ?))",
        (now, feed_id, feed_id),
    )
    db.execute(
        "UPDATE source SET deleted_at = ? WHERE id = ? AND NOT EXISTS (SELECT 1 FROM live_issue WHERE source_id = ?)",
        (now, feed_id, feed_id),
    )


def edit(
    db: Connection,
    feed_id: SourceId,
    *,
    interval: int | None = None,
    paused: bool | None = None,
    images: Images | None = None,
) -> None:
    """Set what is not None; an interval of 0 is the usual one. What goes on is due at once."""
    if interval is not None:
        db.execute("UPDATE feed SET interval = nullif(?, 0), next_at = NULL WHERE id = ?", (interval, feed_id))
    if paused is not None:
        db.execute("UPDATE feed SET paused = ?, next_at = NULL WHERE id = ?", (int(paused), feed_id))
    if images is not None:
        db.execute("UPDATE feed SET images = ? WHERE id = ?", (images, feed_id))


def set_watched(db: Connection, source_id: SourceId, *, on: bool) -> None:
    """Watch a folder, or let it be."""
    db.execute("UPDATE source SET watched = ? WHERE id = ?", (int(on), source_id))


_POLL = "SELECT id, url, private, interval, etag, last_modified, validated_at, body_hash, failures, moved_to, "


def polls(db: Connection, ids: Iterable[SourceId] | None = None) -> dict[SourceId, Poll]:
    """Return how feeds stand with their servers: these ones, or all that are not paused."""
    where, values = "paused = 0", ()
    if ids is not None:
        where, values = "id IN (SELECT value FROM json_each(?))", (json_ids(list(ids)),)  # type: ignore[assignment]
    rows = db.execute(
        f"{_POLL} moved_seen, paused, problem, next_at FROM feed WHERE removed_at IS NULL AND {where} ORDER BY id",
        values,
    )
    return {SourceId(row["id"]): _poll(row) for row in rows}


def due(db: Connection, earliest: str, latest: str) -> tuple[SourceId, ...]:
    """Return the feeds whose next time is not after the first of two times, or after the second."""
    rows = db.execute(
        "SELECT id FROM feed WHERE removed_at IS NULL AND paused = 0 "
        "AND (next_at IS NULL OR next_at <= ? OR next_at > ?) ORDER BY id",
        (earliest, latest),
    )
    return tuple(SourceId(row["id"]) for row in rows)


def _poll(row: Row) -> Poll:
    return Poll(
        url=row["url"],
        private=row["private"] == 1,
        interval=None if row["interval"] is None else timedelta(minutes=row["interval"]),
        etag=row["etag"],
        last_modified=row["last_modified"],
        validated_at=_moment(row["validated_at"]),
        body_hash=row["body_hash"],
        failures=row["failures"],
        moved_to=row["moved_to"],
        moved_seen=row["moved_seen"],
        paused=row["paused"] > 0,
        problem=load_problem(row["problem"]),
        next_at=_moment(row["next_at"]),
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else moment(text)


def save_poll(db: Connection, feed_id: SourceId, poll: Poll, now: str) -> None:
    """Keep how a feed stands after it was asked; its address and interval are the user's."""
    db.execute(
        "UPDATE feed SET etag = ?, last_modified = ?, validated_at = ?, body_hash = ?, failures = ?, problem = ?, "
        "next_at = ?, checked_at = ?, "
        "paused = CASE WHEN ? THEN ? ELSE paused END WHERE id = ?",
        (
            clean(poll.etag),
            clean(poll.last_modified),
            None if poll.validated_at is None else stamp(poll.validated_at),
            poll.body_hash,
            poll.failures,
            dump_problem(poll.problem),
            None if poll.next_at is None else stamp(poll.next_at),
            now,
            poll.paused,
            _GONE,
            feed_id,
        ),
    )


def save_moves(db: Connection, polls: Mapping[SourceId, Poll]) -> None:
    """Keep where feeds were seen; one that moved for sure gets its new address unless another feed has it."""
    for feed_id, poll in polls.items():
        db.execute(
            "UPDATE feed SET moved_to = ?, moved_seen = ? WHERE id = ?",
            (clean_or_none(poll.moved_to), poll.moved_seen, feed_id),
        )
        db.execute(
            "UPDATE OR IGNORE feed SET url = ?, private = ? WHERE id = ? AND url <> ?",
            (poll.url, int(poll.private), feed_id, poll.url),
        )


def follow_title(db: Connection, feed_id: SourceId, title: str, site: str) -> bool:
    """Take over what a feed calls itself, unless the user named it otherwise; return whether the name changed."""
    cursor = db.execute(
        "UPDATE source SET name = :title WHERE id = :id AND :title <> '' AND name <> :title "
        "AND name = (SELECT title FROM feed WHERE id = :id)",
        {"title": clean(title), "id": feed_id},
    )
    db.execute(
        "UPDATE feed SET title = coalesce(nullif(:title, ''), title), site = :site WHERE id = :id "
        "AND (title, site) IS NOT (:title, :site)",
        {"title": clean(title), "site": clean(site), "id": feed_id},
    )
    return cursor.rowcount > 0


def log(db: Connection, feed_id: SourceId, what: Problem, *, now: str, next_at: datetime | None) -> None:
    """Note what happened to a feed, and forget what happened long ago."""
    db.execute(
        "INSERT INTO feed_log (feed_id, at, what, next_at) VALUES (?, ?, ?, ?)",
        (feed_id, now, dump_problem(what), None if next_at is None else stamp(next_at)),
    )
    db.execute(
        "DELETE FROM feed_log WHERE feed_id = ? AND id <= "
        "(SELECT id FROM feed_log WHERE feed_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)",
        (feed_id, feed_id, LOGGED),
    )


def log_of(db: Connection, feed_id: SourceId) -> tuple[LogEntry, ...]:
    """Return what happened to a feed, the last first."""
    rows = db.execute("SELECT at, what, next_at FROM feed_log WHERE feed_id = ? ORDER BY id DESC", (feed_id,))
    return tuple(LogEntry(row["at"], Problem(*json.loads(row["what"])), row["next_at"]) for row in rows)


def held_hosts(db: Connection) -> dict[str, datetime]:
    """Return until when hosts want to be left alone."""
    return {row["host"]: moment(row["retry_at"]) for row in db.execute("SELECT host, retry_at FROM feed_host")}


def hold_host(db: Connection, host: str, until: datetime, now: str) -> None:
    """Note until when a host wants to be left alone; what is over is forgotten."""
    db.execute("DELETE FROM feed_host WHERE retry_at < ?", (now,))
    db.execute("INSERT OR REPLACE INTO feed_host (host, retry_at) VALUES (?, ?)", (host, stamp(until)))


def save_next(db: Connection, feed_id: SourceId, next_at: datetime | None) -> None:
    """Set when a feed is asked next."""
    db.execute("UPDATE feed SET next_at = ? WHERE id = ?", (None if next_at is None else stamp(next_at), feed_id))
