"""Issues with all that belongs to them, out of one library and into another."""

import hashlib
from collections.abc import Mapping, Sequence

from mine_reader.model import (
    Annotation,
    AnnotationId,
    Article,
    ArticleId,
    DecodedSource,
    IssueDetail,
    IssueId,
    Selector,
    Source,
    SourceId,
    Span,
)
from mine_reader.model.saved import Published, SavedArticle, SavedEntry, SavedIssue, SavedNote, SavedText, SavedVersion
from mine_reader.store import annotations, content, feeds, pages, queries, state
from mine_reader.store.database import Connection, Row
from mine_reader.store.values import clean, dump, dump_options, dump_warnings, load_options, unpack

_ARTICLES = "SELECT id FROM article WHERE issue_id = ?"
_OWNED = (
    f"DELETE FROM annotation_tag WHERE annotation_id IN (SELECT id FROM annotation WHERE article_id IN ({_ARTICLES}))",
    f"DELETE FROM annotation WHERE article_id IN ({_ARTICLES})",
    f"DELETE FROM article_tag WHERE article_id IN ({_ARTICLES})",
    f"DELETE FROM article_link WHERE article_id IN ({_ARTICLES})",
    f"DELETE FROM article_state WHERE id IN ({_ARTICLES})",
    "DELETE FROM article WHERE issue_id = ?",
    "DELETE FROM section WHERE issue_id = ?",
    "DELETE FROM article_text WHERE issue_id = ?",
    "UPDATE issue SET version_id = NULL WHERE id = ?",
    "DELETE FROM issue_version WHERE issue_id = ?",
    "DELETE FROM issue WHERE id = ?",
)


def save_issue(db: Connection, issue_id: IssueId) -> SavedIssue:
    """Return an issue with everything; NotFoundError."""
    shown = queries.issue(db, issue_id)
    row = db.execute("SELECT * FROM issue WHERE id = ?", (issue_id,)).fetchone()
    version = db.execute("SELECT packed, imported_at FROM issue_version WHERE id = ?", (row["version_id"],)).fetchone()
    texts = db.execute("SELECT * FROM article_text WHERE issue_id = ? ORDER BY id", (issue_id,)).fetchall()
    return SavedIssue(
        detail=IssueDetail(
            issue=shown,
            sections=queries.sections(db, issue_id),
            articles=queries.articles_of(db, issue_id),
            annotations=annotations.of_issue(db, issue_id),
            warnings=content.warnings(db, issue_id),
            front_matter=content.front_matter(db, issue_id),
        ),
        path=row["path"],
        published=Published(row["title"], row["number"], row["date"], SourceId(row["source_id"])),
        corrected=Published(row["own_title"], row["own_number"], row["own_date"], row["own_source_id"]),
        options=None if row["options"] is None else load_options(row["options"]),
        entry=_entry(row),
        kept=pages.saved(db, issue_id),
        version=SavedVersion(unpack(version["packed"]), version["imported_at"]),
        articles=_articles(db, issue_id),
        notes=_notes(db, issue_id, [text["id"] for text in texts]),
        texts=tuple(SavedText(text["title"], text["text"], text["replaced_at"]) for text in texts),
    )


def _entry(row: Row) -> SavedEntry | None:
    if row["entry_hash"] is None:
        return None
    return SavedEntry(row["entry_link"], row["entry_hash"], row["rough"] == 1)


def _articles(db: Connection, issue_id: IssueId) -> dict[ArticleId, SavedArticle]:
    rows = db.execute(
        "SELECT a.id, a.span_start, a.span_end, s.downloaded_by_hand, s.downloaded_by_page "
        "FROM article AS a JOIN article_state AS s ON s.id = a.id WHERE a.issue_id = ?",
        (issue_id,),
    )
    return {
        row["id"]: SavedArticle(
            Span(row["span_start"], row["span_end"]), row["downloaded_by_hand"] == 1, row["downloaded_by_page"] == 1
        )
        for row in rows
    }


def _notes(db: Connection, issue_id: IssueId, texts: Sequence[int]) -> dict[AnnotationId, SavedNote]:
    rows = db.execute(
        "SELECT n.* FROM annotation AS n JOIN article AS a ON a.id = n.article_id WHERE a.issue_id = ?",
        (issue_id,),
    )
    return {
        row["id"]: SavedNote(
            made=_quote(row, "made"),
            sought=_quote(row, "sought"),
            text=None if row["made_text"] is None else texts.index(row["made_text"]),
            start=row["made_start"],
            placed_by_file=row["placed_by_file"] == 1,
            deleted_at=row["deleted_at"],
        )
        for row in rows
    }


def _quote(row: Row, name: str) -> Selector | None:
    if row[f"{name}_exact"] is None:
        return None
    return Selector(row[f"{name}_exact"], row[f"{name}_prefix"], row[f"{name}_suffix"], 0, 0)


def keeps_ids(db: Connection) -> bool:
    """Return whether no id was ever given, so that those of another library can stay."""
    return db.execute("SELECT 1 FROM sqlite_sequence WHERE name IN ('source', 'issue')").fetchone() is None


def add_source(db: Connection, source: Source, *, keep_id: bool) -> SourceId:
    """Add a source of another library."""
    values = {
        "kind": source.kind,
        "name": clean(source.name),
        "path": source.path,
        "folder": clean(source.group),
        "position": source.position,
        "options": dump_options(source.options),
        "watched": int(source.watched),
    }
    new = SourceId(_insert(db, "source", values, source.id if keep_id else None))
    if source.feed is not None:
        feeds.put(db, new, source.feed)
    return new


def drop_issue(db: Connection, issue_id: IssueId) -> None:
    """Take an issue out for good."""
    for sql in _OWNED:
        db.execute(sql, (issue_id,))


def add_issue(
    db: Connection,
    saved: SavedIssue,
    sources: Mapping[SourceId, SourceId],
    decoded: DecodedSource,
    *,
    keep_ids: bool,
) -> IssueId:
    """Add an issue of another library with all that belongs to it; `decoded` is its source."""
    shown, published, corrected = saved.detail.issue, saved.published, saved.corrected
    own_source = None if corrected.source_id is None else sources[corrected.source_id]
    values = {
        "source_id": sources[published.source_id or shown.source_id],
        "path": saved.path,
        "file": shown.path,
        "title": published.title or "",
        "number": published.number,
        "date": published.date,
        "dialect": shown.dialect,
        "front_matter": dump(dict(saved.detail.front_matter)),
        "warnings": dump_warnings(saved.detail.warnings),
        "own_title": corrected.title,
        "own_number": corrected.number,
        "own_date": corrected.date,
        "own_source_id": own_source,
        "options": None if saved.options is None else dump_options(saved.options),
        "added_at": shown.added_at,
    }
    if saved.entry is not None:
        values |= {"entry_link": saved.entry.link, "entry_hash": saved.entry.seen, "rough": int(saved.entry.rough)}
    issue_id = IssueId(_insert(db, "issue", values, shown.id if keep_ids else None))
    _set_version(db, issue_id, saved, decoded)
    content.set_sections(db, issue_id, saved.detail.sections)
    ids = {
        article.id: _add_article(db, issue_id, article, saved.articles[article.id], keep_id=keep_ids)
        for article in saved.detail.articles
    }
    texts = add_texts(db, issue_id, saved.texts)
    if saved.kept.snapshot is not None:
        pages.put_snapshot(db, issue_id, saved.kept.snapshot)
    pages.put_images(db, issue_id, saved.kept.images, shown.added_at)
    for note in saved.detail.annotations:
        add_note(db, ids[note.article_id], note, saved.notes[note.id], texts, keep_id=keep_ids)
    return issue_id


def _set_version(db: Connection, issue_id: IssueId, saved: SavedIssue, decoded: DecodedSource) -> None:
    data = saved.version.data
    sha256 = hashlib.sha256(data).hexdigest()
    content.set_version(db, issue_id, decoded, data, sha256, now=saved.version.imported_at)


def add_texts(db: Connection, issue_id: IssueId, texts: Sequence[SavedText]) -> list[int]:
    """Add what articles said once; return the ids."""
    return [
        _insert(
            db,
            "article_text",
            {"issue_id": issue_id, "title": text.title, "text": text.text, "replaced_at": text.replaced_at},
            None,
        )
        for text in texts
    ]


def _add_article(
    db: Connection, issue_id: IssueId, article: Article, saved: SavedArticle, *, keep_id: bool
) -> ArticleId:
    values = {
        "issue_id": issue_id,
        "ordinal": article.ordinal,
        "label": article.label,
        "title": article.title,
        "title_shown": int(article.title_shown),
        "section": article.section,
        "section_title": article.section_title,
        "author": article.author,
        "handle": article.handle,
        "date": article.date,
        "text": article.text or "",
        "span_start": saved.span.start,
        "span_end": saved.span.end,
        "removed_at": article.removed_at,
    }
    new = ArticleId(_insert(db, "article", values, article.id if keep_id else None))
    marks = {
        "read": int(article.read),
        "starred": int(article.starred),
        "later": int(article.later),
        "downloaded": int(article.downloaded),
        "downloaded_title": article.downloaded_title,
        "downloaded_by_hand": int(saved.downloaded_by_hand),
        "downloaded_by_page": int(saved.downloaded_by_page),
        "local_file": article.local_file,
        "updated": int(article.updated),
    }
    _insert(db, "article_state", marks, new)
    content.set_links(db, new, article.links)
    for tag in article.tags:
        state.tag(db, "article", [new], tag, on=True)
    return new


def add_note(
    db: Connection, article_id: ArticleId, note: Annotation, saved: SavedNote, texts: Sequence[int], *, keep_id: bool
) -> None:
    """Add an annotation of another library to an article; `texts`: the ids here of what its issue said once."""
    text, origin, selector, made, sought = note.note, note.origin, note.selector, saved.made, saved.sought
    first = origin.note if origin else None
    values = {
        "article_id": article_id,
        "body": text.body,
        "level": text.level,
        "date": text.date,
        "status": text.status,
        "placement": note.placement,
        "color": note.color,
        "exact": selector.exact if selector else None,
        "prefix": selector.prefix if selector else None,
        "suffix": selector.suffix if selector else None,
        "span_start": selector.start if selector else None,
        "span_end": selector.end if selector else None,
        "made_exact": made.exact if made else None,
        "made_prefix": made.prefix if made else None,
        "made_suffix": made.suffix if made else None,
        "made_text": None if saved.text is None else texts[saved.text],
        "made_start": saved.start,
        "sought_exact": sought.exact if sought else None,
        "sought_prefix": sought.prefix if sought else None,
        "sought_suffix": sought.suffix if sought else None,
        "anchor": note.anchor,
        "from_file": int(origin is not None),
        "placed_by_file": int(saved.placed_by_file),
        "file_body": first.body if first else None,
        "file_level": first.level if first else None,
        "file_date": first.date if first else None,
        "file_status": first.status if first else None,
        "file_ordinal": origin.ordinal if origin else None,
        "conflict": int(note.conflict),
        "created_at": note.created_at,
        "updated_at": note.updated_at,
        "deleted_at": saved.deleted_at,
    }
    new = AnnotationId(_insert(db, "annotation", values, note.id if keep_id else None))
    for tag in note.tags:
        state.tag(db, "annotation", [new], tag, on=True)


def _insert(db: Connection, table: str, values: Mapping[str, object], row_id: int | None) -> int:
    values = {"id": row_id} | {name: str(v) if isinstance(v, str) else v for name, v in values.items()}
    names = ", ".join(values)
    cursor = db.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{name}' for name in values)})", values)
    return cursor.lastrowid or 0
