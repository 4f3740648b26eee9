"""Snapshots of what links lead to, their images, who mentions a link, and the queue of downloads."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from mine_reader.model import ArticleId, IssueId, SourceId, SourceKind, SplitOptions
from mine_reader.model.pages import Beside, Download, Fetched, Mention, Saved, SavedImage, Snapshot, SnapshotKind, Usage
from mine_reader.store import content
from mine_reader.store.database import Connection, Row
from mine_reader.store.values import clean, clean_or_none, dump, json_ids

SOURCE_NAME = "Saved pages"
BOILERPLATE = 20
"""A link in more issues of one source than this is part of its furniture: nobody asks who else mentions it."""

_SNAPSHOT = """
SELECT p.issue_id, a.id AS article_id, l.canonical, p.url, p.kind, i.title, p.site, p.author, p.published, p.file,
    p.size, p.fetched_at, p.place, s.read
FROM snapshot AS p JOIN link AS l ON l.id = p.link_id JOIN live_issue AS i ON i.id = p.issue_id
JOIN article AS a ON a.issue_id = p.issue_id AND a.ordinal = 0 JOIN article_state AS s ON s.id = a.id
"""


def source(db: Connection, options: SplitOptions) -> SourceId:
    """Return the source of all saved pages, made when there is none."""
    row = db.execute("SELECT id FROM source WHERE kind = ? ORDER BY id", (SourceKind.PAGES,)).fetchone()
    if row is None:
        made = content.add_source(db, SourceKind.PAGES, SOURCE_NAME, None)
        content.set_source_options(db, made, options)
        return made
    content.revive_source(db, row["id"])
    return SourceId(row["id"])


def link_id(db: Connection, canonical: str) -> int:
    """Return the id of a link, made if it is new."""
    canonical = clean(canonical)
    db.execute("INSERT OR IGNORE INTO link (canonical) VALUES (?)", (canonical,))
    return int(db.execute("SELECT id FROM link WHERE canonical = ?", (canonical,)).fetchone()["id"])


_OFTEN = """
SELECT DISTINCT x.link_id FROM article AS a JOIN article_link AS x ON x.article_id = a.id
WHERE a.issue_id = ?
    AND (SELECT count(*) FROM (SELECT 1 FROM article_link AS y WHERE y.link_id = x.link_id LIMIT ?)) > ?
"""
# CROSS JOIN: in this order, from the issue outwards; SQLite may begin with all issues. Each link is looked up once,
# however many articles of the issue have it.
_MENTIONED = """
WITH own AS MATERIALIZED (
    SELECT DISTINCT m.link_id FROM article AS mine CROSS JOIN article_link AS m ON m.article_id = mine.id
    WHERE mine.issue_id = :issue AND m.link_id NOT IN (SELECT value FROM json_each(:furniture))),
other AS MATERIALIZED (
    SELECT own.link_id, a.id AS article_id FROM own CROSS JOIN article_link AS x ON x.link_id IN (
        SELECT own.link_id UNION SELECT q.link_id FROM snapshot_link AS p
        JOIN snapshot_link AS q ON q.issue_id = p.issue_id WHERE p.link_id = own.link_id)
    CROSS JOIN article AS a ON a.id = x.article_id AND a.issue_id <> :issue
    WHERE NOT EXISTS (SELECT 1 FROM snapshot_link AS p WHERE p.issue_id = a.issue_id AND p.link_id = own.link_id))
SELECT DISTINCT m.article_id AS here, a.id AS article_id, i.id AS issue_id, a.title, i.title AS issue, i.source,
    i.number, i.date, s.read
FROM other CROSS JOIN article_link AS m ON m.link_id = other.link_id
CROSS JOIN article AS mine ON mine.id = m.article_id AND mine.issue_id = :issue
CROSS JOIN article AS a ON a.id = other.article_id
CROSS JOIN live_issue AS i ON i.id = a.issue_id CROSS JOIN article_state AS s ON s.id = a.id
ORDER BY coalesce(i.date, '') DESC, i.id DESC, a.ordinal
"""


_DEAR = """
SELECT 1 FROM article_state AS s WHERE s.id = {0} AND (s.starred = 1 OR s.later = 1 OR s.local_file IS NOT NULL
    OR EXISTS (SELECT 1 FROM article_tag AS t WHERE t.article_id = s.id)
    OR EXISTS (SELECT 1 FROM annotation AS n WHERE n.article_id = s.id AND n.deleted_at IS NULL))
"""
_UNWANTED = f"""
SELECT p.issue_id FROM snapshot AS p WHERE p.fetched_at < ?
    AND NOT EXISTS (SELECT 1 FROM article AS a WHERE a.issue_id = p.issue_id AND EXISTS ({_DEAR.format("a.id")}))
    AND NOT EXISTS (SELECT 1 FROM snapshot_link AS q JOIN article_link AS x ON x.link_id = q.link_id
        WHERE q.issue_id = p.issue_id AND x.ordinal = 0 AND EXISTS ({_DEAR.format("x.article_id")}))
"""


# Snapshots


def snapshots(db: Connection, canonical: Iterable[str]) -> dict[str, Snapshot]:
    """Return the snapshots of these links, by link."""
    rows = db.execute(
        "SELECT l.canonical, x.issue_id FROM link AS l JOIN snapshot_link AS x ON x.link_id = l.id "
        "WHERE l.canonical IN (SELECT value FROM json_each(?))",
        (json.dumps([clean(one) for one in canonical]),),
    ).fetchall()
    found = {issue_id: snapshot_of(db, IssueId(issue_id)) for issue_id in {row["issue_id"] for row in rows}}
    return {row["canonical"]: saved for row in rows if (saved := found[row["issue_id"]]) is not None}


def snapshot_of(db: Connection, issue_id: IssueId) -> Snapshot | None:
    """Return the snapshot that an issue is, None for an issue of another kind."""
    row = db.execute(f"{_SNAPSHOT} WHERE p.issue_id = ?", (issue_id,)).fetchone()
    return None if row is None else _snapshot(row)


def issue_of(db: Connection, canonical: str) -> IssueId | None:
    """Return the issue that keeps a link, also a deleted one."""
    row = db.execute(
        "SELECT x.issue_id FROM snapshot_link AS x JOIN link AS l ON l.id = x.link_id WHERE l.canonical = ?",
        (clean(canonical),),
    ).fetchone()
    return None if row is None else IssueId(row["issue_id"])


def saved(db: Connection, issue_id: IssueId) -> Saved:
    """Return what an issue has beside the library."""
    found = snapshot_of(db, issue_id)
    fetched = None
    if found is not None:
        values = {field.name: getattr(found, field.name) for field in fields(Fetched) if field.name != "others"}
        fetched = Fetched(**values, others=tuple(one for one in links_of(db, issue_id) if one != found.canonical))
    return Saved(fetched, tuple(images_of(db, issue_id).values()))


def links_of(db: Connection, issue_id: IssueId) -> tuple[str, ...]:
    """Return all links that led to a snapshot."""
    rows = db.execute(
        "SELECT l.canonical FROM snapshot_link AS x JOIN link AS l ON l.id = x.link_id WHERE x.issue_id = ? "
        "ORDER BY l.id",
        (issue_id,),
    )
    return tuple(row["canonical"] for row in rows)


def put_links(db: Connection, issue_id: IssueId, canonical: Iterable[str]) -> None:
    """Keep that these links lead to a snapshot."""
    db.executemany(
        "INSERT INTO snapshot_link (link_id, issue_id) VALUES (?, ?) "
        "ON CONFLICT (link_id) DO UPDATE SET issue_id = excluded.issue_id",
        [(link_id(db, one), issue_id) for one in canonical],
    )


def put_snapshot(db: Connection, issue_id: IssueId, fetched: Fetched) -> None:
    """Tie an issue to the links that it is the snapshot of."""
    link = link_id(db, fetched.canonical)
    db.execute("DELETE FROM snapshot WHERE issue_id = ? OR link_id = ?", (issue_id, link))
    db.execute(
        "INSERT INTO snapshot (link_id, issue_id, kind, url, site, author, published, file, size, fetched_at, place) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            link,
            issue_id,
            fetched.kind,
            clean(fetched.url),
            clean(fetched.site),
            clean_or_none(fetched.author),
            fetched.published,
            fetched.file,
            fetched.size,
            fetched.fetched_at,
            fetched.place,
        ),
    )
    put_links(db, issue_id, {fetched.canonical: None, **dict.fromkeys(fetched.others)})


def set_place(db: Connection, issue_id: IssueId, place: int) -> None:
    """Keep how far a snapshot was read."""
    db.execute("UPDATE snapshot SET place = ? WHERE issue_id = ?", (place, issue_id))


def _snapshot(row: Row) -> Snapshot:
    values = dict(row)
    kind, read = SnapshotKind(values.pop("kind")), values.pop("read") == 1
    return Snapshot(kind=kind, read=read, **values)


# Mentions


def mentions(db: Connection, canonical: str, *, limit: int = 100) -> tuple[Mention, ...]:
    """Return the articles that mention a link, newest issue first; none for furniture."""
    row = db.execute("SELECT id FROM link WHERE canonical = ?", (clean(canonical),)).fetchone()
    if row is None or _is_furniture(db, row["id"]):
        return ()
    rows = db.execute(
        "SELECT DISTINCT a.id AS article_id, i.id AS issue_id, a.title, i.title AS issue, i.source, i.number, i.date, "
        "s.read FROM article_link AS x JOIN article AS a ON a.id = x.article_id "
        "JOIN live_issue AS i ON i.id = a.issue_id JOIN article_state AS s ON s.id = a.id "
        "WHERE x.link_id IN (SELECT :link UNION SELECT q.link_id FROM snapshot_link AS p "
        "JOIN snapshot_link AS q ON q.issue_id = p.issue_id WHERE p.link_id = :link) AND NOT EXISTS "
        "(SELECT 1 FROM snapshot_link AS p WHERE p.issue_id = i.id AND p.link_id = :link) "
        "ORDER BY coalesce(i.date, '') DESC, i.id DESC, a.ordinal LIMIT :limit",
        {"link": row["id"], "limit": limit},
    )
    return tuple(_mention(dict(row)) for row in rows)


def _mention(values: dict[str, Any]) -> Mention:
    return Mention(read=values.pop("read") == 1, **values)


def beside(db: Connection, issue_id: IssueId, folder: str) -> Beside:
    """Return what is known around an issue; `folder` is where its images lie."""
    often = db.execute(_OFTEN, (issue_id, BOILERPLATE + 1, BOILERPLATE)).fetchall()
    furniture = [row["link_id"] for row in often if _is_furniture(db, row["link_id"])]
    rows = db.execute(_MENTIONED, {"issue": issue_id, "furniture": json_ids(furniture)})
    found: dict[ArticleId, list[Mention]] = {}
    for row in rows:
        values = dict(row)
        found.setdefault(ArticleId(values.pop("here")), []).append(_mention(values))
    saved = db.execute(
        "SELECT DISTINCT l.canonical FROM article AS a JOIN article_link AS x ON x.article_id = a.id "
        "JOIN snapshot_link AS p ON p.link_id = x.link_id JOIN live_issue AS i ON i.id = p.issue_id "
        "JOIN link AS l ON l.id = x.link_id WHERE a.issue_id = :issue AND p.issue_id <> :issue",
        {"issue": issue_id},
    )
    return Beside(
        snapshot=snapshot_of(db, issue_id),
        images={url: f"{folder}/{image.file}" for url, image in images_of(db, issue_id).items()},
        saved=frozenset(row["canonical"] for row in saved),
        mentions={article: tuple(those) for article, those in found.items()},
        loading=_loading(db, issue_id),
    )


def _loading(db: Connection, issue_id: IssueId) -> str:
    row = db.execute("SELECT f.images FROM issue AS i JOIN feed AS f ON f.id = i.source_id WHERE i.id = ?", (issue_id,))
    found = row.fetchone()
    return "click" if found is None else str(found["images"])


def _is_furniture(db: Connection, link: int) -> bool:
    row = db.execute(
        "SELECT 1 FROM article_link AS x JOIN article AS a ON a.id = x.article_id "
        "JOIN live_issue AS i ON i.id = a.issue_id WHERE x.link_id = ? "
        "GROUP BY i.source_id HAVING count(DISTINCT i.id) > ? LIMIT 1",
        (link, BOILERPLATE),
    ).fetchone()
    return row is not None


# The queue


def enqueue(db: Connection, canonical: str, url: str, article_id: ArticleId | None, *, again: bool, now: str) -> None:
    """Put a link into the queue, or the article to the link that is there; one that failed waits again."""
    link = link_id(db, canonical)
    db.execute(
        "UPDATE download SET error = NULL, fields = '{}', again = max(again, ?) WHERE link_id = ?", (int(again), link)
    )
    known = db.execute(
        "SELECT 1 FROM download WHERE link_id = :link AND (article_id IS :article OR :article IS NULL)",
        {"link": link, "article": article_id},
    ).fetchone()
    if known is None:
        db.execute(
            "INSERT INTO download (link_id, url, article_id, again, added_at) VALUES (?, ?, ?, ?, ?)",
            (link, clean(url), article_id, int(again), now),
        )


def queue(db: Connection, *, failed: bool = False) -> tuple[Download, ...]:
    """Return the links that wait, or those that failed, in their order."""
    rows = db.execute(
        "SELECT l.canonical, min(d.id), d.url, max(d.again) AS again, d.error, d.fields, "
        "json_group_array(d.article_id) FILTER (WHERE d.article_id IS NOT NULL) AS articles "
        "FROM download AS d JOIN link AS l ON l.id = d.link_id WHERE (d.error IS NOT NULL) = ? "
        "GROUP BY d.link_id ORDER BY min(d.id)",
        (failed,),
    )
    return tuple(
        Download(
            canonical=row["canonical"],
            url=row["url"],
            articles=tuple(ArticleId(one) for one in json.loads(row["articles"])),
            again=row["again"] == 1,
            error=row["error"],
            fields=json.loads(row["fields"]),
        )
        for row in rows
    )


def wait_again(db: Connection) -> None:
    """Let all that failed wait again."""
    db.execute("UPDATE download SET error = NULL, fields = '{}' WHERE error IS NOT NULL")


def leave_queue(db: Connection, canonical: Iterable[str]) -> None:
    """Take links out of the queue."""
    db.execute(
        "DELETE FROM download WHERE link_id IN "
        "(SELECT id FROM link WHERE canonical IN (SELECT value FROM json_each(?)))",
        (json.dumps([clean(one) for one in canonical]),),
    )


def set_failed(db: Connection, canonical: str, template: str, given: Mapping[str, object], now: str) -> None:
    """Keep why a link could not be downloaded."""
    values = {name: clean(str(value)) for name, value in given.items()}
    db.execute(
        "UPDATE download SET error = ?, fields = ?, tried_at = ? "
        "WHERE link_id = (SELECT id FROM link WHERE canonical = ?)",
        (template, dump(values), now, clean(canonical)),
    )


def failure(db: Connection, canonical: str) -> tuple[str, Mapping[str, str]] | None:
    """Return why the last try of a link failed, None if it did not."""
    row = db.execute(
        "SELECT error, fields FROM download WHERE error IS NOT NULL "
        "AND link_id = (SELECT id FROM link WHERE canonical = ?)",
        (clean(canonical),),
    ).fetchone()
    return None if row is None else (row["error"], json.loads(row["fields"]))


def first_mentions(db: Connection, issue_id: IssueId) -> tuple[ArticleId, ...]:
    """Return the articles of other issues whose first link led to a snapshot."""
    rows = db.execute(
        "SELECT x.article_id FROM snapshot_link AS p JOIN article_link AS x ON x.link_id = p.link_id "
        "JOIN article AS a ON a.id = x.article_id WHERE p.issue_id = :issue AND x.ordinal = 0 AND a.issue_id <> :issue",
        {"issue": issue_id},
    )
    return tuple(ArticleId(row["article_id"]) for row in rows)


def mark_downloaded(db: Connection, ids: Sequence[ArticleId], title: str) -> None:
    """Mark articles as downloaded under a title, but for those where the user's hand has settled it."""
    db.execute(
        "UPDATE article_state SET downloaded = 1, downloaded_by_page = 1, downloaded_title = ? "
        "WHERE id IN (SELECT value FROM json_each(?)) AND downloaded_by_hand = 0",
        (clean(title), json_ids(ids)),
    )


def mentioning(db: Connection, ids: Sequence[IssueId]) -> tuple[ArticleId, ...]:
    """Return the articles that have a link which led to one of these snapshots."""
    rows = db.execute(
        "SELECT DISTINCT x.article_id FROM snapshot_link AS p JOIN article_link AS x ON x.link_id = p.link_id "
        "WHERE p.issue_id IN (SELECT value FROM json_each(?))",
        (json_ids(ids),),
    )
    return tuple(ArticleId(row["article_id"]) for row in rows)


def unmark(db: Connection, ids: Sequence[ArticleId]) -> tuple[ArticleId, ...]:
    """Take the downloaded mark from those articles that a page gave it, and of whose links none is saved any more."""
    rows = db.execute(
        "UPDATE article_state SET downloaded = 0, downloaded_by_page = 0, downloaded_title = NULL "
        "WHERE id IN (SELECT value FROM json_each(?)) AND downloaded_by_page = 1 AND downloaded_by_hand = 0 "
        "AND NOT EXISTS ("
        "SELECT 1 FROM article_link AS x JOIN snapshot_link AS p ON p.link_id = x.link_id "
        "JOIN live_issue AS i ON i.id = p.issue_id WHERE x.article_id = article_state.id) RETURNING id",
        (json_ids(ids),),
    )
    return tuple(ArticleId(row["id"]) for row in rows.fetchall())


# Images


def images(db: Connection, urls: Iterable[str]) -> dict[str, SavedImage]:
    """Return those of these images that are saved, by address."""
    rows = db.execute(
        "SELECT url, sha256, kind, size FROM image WHERE url IN (SELECT value FROM json_each(?))",
        (json.dumps([clean(url) for url in urls]),),
    )
    return {row["url"]: SavedImage(**dict(row)) for row in rows}


def images_of(db: Connection, issue_id: IssueId) -> dict[str, SavedImage]:
    """Return the saved images of an issue, by address."""
    rows = db.execute(
        "SELECT m.url, m.sha256, m.kind, m.size FROM issue_image AS x JOIN image AS m ON m.id = x.image_id "
        "WHERE x.issue_id = ?",
        (issue_id,),
    )
    return {row["url"]: SavedImage(**dict(row)) for row in rows}


def drop_images(db: Connection, issue_id: IssueId) -> None:
    """Let an issue show no saved image, as before it gets those of a new text."""
    db.execute("DELETE FROM issue_image WHERE issue_id = ?", (issue_id,))


def put_images(db: Connection, issue_id: IssueId, found: Iterable[SavedImage], now: str) -> None:
    """Keep that images are saved, and that an issue shows them."""
    for image in found:
        db.execute(
            "INSERT INTO image (url, sha256, kind, size, fetched_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (url) DO "
            "UPDATE SET sha256 = excluded.sha256, kind = excluded.kind, size = excluded.size",
            (clean(image.url), image.sha256, image.kind, image.size, now),
        )
        db.execute(
            "INSERT OR IGNORE INTO issue_image (issue_id, image_id) SELECT ?, id FROM image WHERE url = ?",
            (issue_id, clean(image.url)),
        )


# Room


def files(db: Connection) -> dict[str, str | None]:
    """Return every file beside the library that the library knows, with the hash that an image must have."""
    found: dict[str, str | None] = {
        row["file"]: None for row in db.execute("SELECT file FROM snapshot WHERE file IS NOT NULL")
    }
    rows = db.execute("SELECT DISTINCT url, sha256, kind, size FROM image")
    return found | {image.file: image.sha256 for image in (SavedImage(**dict(row)) for row in rows)}


def usage(db: Connection, ids: Sequence[IssueId] | None = None) -> Usage:
    """Return how much saved pages take, or some of them."""
    where = "" if ids is None else "WHERE p.issue_id IN (SELECT value FROM json_each(:ids))"
    values = {"ids": json_ids(ids or ())}
    row = db.execute(
        "SELECT count(DISTINCT p.id) AS pages, coalesce(sum(length(v.packed)), 0) AS texts "
        f"FROM snapshot AS p JOIN issue_version AS v ON v.issue_id = p.issue_id {where}",
        values,
    ).fetchone()
    kept = db.execute(
        f"SELECT coalesce(sum(p.size), 0) FROM snapshot AS p {where}{' AND' if where else ' WHERE'} p.file IS NOT NULL",
        values,
    ).fetchone()
    shown = db.execute(
        "SELECT coalesce(sum(size), 0) FROM (SELECT DISTINCT m.sha256, m.size FROM image AS m "
        "JOIN issue_image AS p ON p.image_id = m.id "
        f"{where})",
        values,
    ).fetchone()
    return Usage(row["pages"], row["texts"], int(shown[0]), int(kept[0]))


def unwanted(db: Connection, before: str) -> tuple[IssueId, ...]:
    """Return the saved pages from before a time that carry nothing of the reader's: no star, tag, note or mark.

    Nor may the articles whose first link led to them.
    """
    rows = db.execute(_UNWANTED, (before,))
    return tuple(IssueId(row["issue_id"]) for row in rows)


def forget_images(db: Connection) -> None:
    """Forget the images that no issue shows any more."""
    db.execute("DELETE FROM image WHERE id NOT IN (SELECT image_id FROM issue_image)")
