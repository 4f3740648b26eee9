"""The steps from the first schema to the present one: SQL scripts, each run once in the life of a library."""

PACKING = """
ALTER TABLE issue_version RENAME COLUMN bytes TO packed;
UPDATE issue_version SET packed = pack(packed);
CREATE TABLE packed_link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES article (id),
    ordinal INTEGER NOT NULL,
    link_id INTEGER NOT NULL REFERENCES link (id),
    url TEXT,
    label TEXT NOT NULL
) STRICT;
INSERT INTO packed_link (id, article_id, ordinal, link_id, url, label)
SELECT a.id, a.article_id, a.ordinal, a.link_id, nullif(a.url, link.canonical), a.label
FROM article_link AS a JOIN link ON link.id = a.link_id;
DROP TABLE article_link;
ALTER TABLE packed_link RENAME TO article_link;
CREATE INDEX article_link_article ON article_link (article_id, ordinal);
CREATE INDEX article_link_link ON article_link (link_id);
"""
"""Bytes of versions are packed (`values.pack`), their hash is of what they were. A canonical address is null."""

VERSIONS = """
ALTER TABLE article_state ADD COLUMN updated INTEGER NOT NULL DEFAULT 0;
CREATE INDEX article_state_updated ON article_state (id) WHERE updated = 1;

CREATE TABLE article_text (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    issue_id INTEGER NOT NULL REFERENCES issue (id),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    replaced_at TEXT NOT NULL
) STRICT;
CREATE INDEX article_text_issue ON article_text (issue_id);

ALTER TABLE annotation ADD COLUMN made_text INTEGER REFERENCES article_text (id);
ALTER TABLE annotation ADD COLUMN made_start INTEGER;
ALTER TABLE annotation ADD COLUMN sought_exact TEXT;
ALTER TABLE annotation ADD COLUMN sought_prefix TEXT;
ALTER TABLE annotation ADD COLUMN sought_suffix TEXT;
CREATE INDEX annotation_made_text ON annotation (made_text) WHERE made_text IS NOT NULL;
"""
"""What changed in an issue that was published again, and the text that an annotation was made on.

`made_text`: the article's plain text as it was then, NULL while that is still its text; `made_start`: where the quote
stood in it. `sought_…`: what is looked for instead of the quote, since the user put the annotation there by hand.
"""

FEEDS = """
ALTER TABLE source ADD COLUMN watched INTEGER NOT NULL DEFAULT 0;
ALTER TABLE issue ADD COLUMN entry_link TEXT;
ALTER TABLE issue ADD COLUMN entry_hash TEXT;
ALTER TABLE issue ADD COLUMN rough INTEGER NOT NULL DEFAULT 0;
CREATE INDEX issue_entry_link ON issue (source_id, entry_link) WHERE entry_link IS NOT NULL;
CREATE INDEX issue_entry_hash ON issue (source_id, entry_hash) WHERE entry_hash IS NOT NULL;

CREATE TABLE feed (
    id INTEGER PRIMARY KEY REFERENCES source (id),
    url TEXT NOT NULL UNIQUE,
    site TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    interval INTEGER,
    paused INTEGER NOT NULL DEFAULT 0,
    images TEXT NOT NULL DEFAULT 'click',
    private INTEGER NOT NULL DEFAULT 0,
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    validated_at TEXT,
    body_hash TEXT NOT NULL DEFAULT '',
    checked_at TEXT,
    next_at TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    moved_to TEXT,
    moved_seen INTEGER NOT NULL DEFAULT 0,
    removed_at TEXT
) STRICT;
CREATE INDEX feed_next ON feed (next_at) WHERE removed_at IS NULL AND paused = 0;

CREATE TABLE feed_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id INTEGER NOT NULL REFERENCES feed (id),
    at TEXT NOT NULL,
    what TEXT NOT NULL,
    next_at TEXT
) STRICT;
CREATE INDEX feed_log_feed ON feed_log (feed_id, id);

CREATE TABLE feed_host (
    host TEXT PRIMARY KEY,
    retry_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
"""Feeds, how they stand, and what was seen of them.

`feed.title` is what the feed calls itself: the source takes it as its name as long as the two are equal.
`private`: the user typed the address, so that it may be one inside a private network. An entry's
`entry_link` and `entry_hash` (of what can be seen of it) know it again when its id changes; `rough`: its articles are
split, but their texts are not yet those of the rendered page.
"""

PAGES = """
ALTER TABLE article_state ADD COLUMN downloaded_by_page INTEGER NOT NULL DEFAULT 0;

CREATE TABLE snapshot (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    link_id INTEGER NOT NULL UNIQUE REFERENCES link (id),
    issue_id INTEGER NOT NULL UNIQUE REFERENCES issue (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    url TEXT NOT NULL,
    site TEXT NOT NULL,
    author TEXT,
    published TEXT,
    file TEXT,
    size INTEGER NOT NULL,
    fetched_at TEXT NOT NULL,
    place INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE snapshot_link (
    link_id INTEGER PRIMARY KEY REFERENCES link (id),
    issue_id INTEGER NOT NULL REFERENCES issue (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX snapshot_link_issue ON snapshot_link (issue_id);
CREATE TRIGGER link_saved AFTER INSERT ON article_link
WHEN NEW.ordinal = 0 AND NEW.link_id IN (SELECT link_id FROM snapshot_link) BEGIN
    UPDATE article_state SET downloaded = 1, downloaded_by_page = 1, downloaded_title = i.title
    FROM snapshot_link AS x JOIN issue AS i ON i.id = x.issue_id
    WHERE article_state.id = NEW.article_id AND article_state.downloaded_by_hand = 0 AND x.link_id = NEW.link_id
        AND i.deleted_at IS NULL AND i.id <> (SELECT issue_id FROM article WHERE id = NEW.article_id);
END;

CREATE TABLE image (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    kind TEXT NOT NULL,
    size INTEGER NOT NULL,
    fetched_at TEXT NOT NULL
) STRICT;

CREATE TABLE issue_image (
    issue_id INTEGER NOT NULL REFERENCES issue (id) ON DELETE CASCADE,
    image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    PRIMARY KEY (issue_id, image_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX issue_image_image ON issue_image (image_id);

CREATE TABLE download (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    link_id INTEGER NOT NULL REFERENCES link (id),
    url TEXT NOT NULL,
    article_id INTEGER REFERENCES article (id) ON DELETE SET NULL,
    again INTEGER NOT NULL,
    error TEXT,
    fields TEXT NOT NULL DEFAULT '{}',
    added_at TEXT NOT NULL,
    tried_at TEXT
) STRICT;
CREATE INDEX download_link ON download (link_id);
CREATE INDEX download_article ON download (article_id) WHERE article_id IS NOT NULL;
"""
"""The pages and files that links lead to, their images, and the queue of downloads.

`snapshot_link` has every link that led to a snapshot: its own, and those that were sent on to the same address.
`link_saved`: an article is downloaded once its first link is saved, whichever came first.
`snapshot.file` is relative to the folder beside the library; a snapshot of kind `page` has none.
`download.error` is the sentence of the last try, null for one that waits.
"""

SEARCH = r"""
CREATE VIRTUAL TABLE search_text USING fts5 (
    text, title, author, content = '', prefix = '2 3',
    tokenize = "ascii tokenchars '!""#$%&''()*+,-./:;<=>?@[\]^_`{|}~'"
);
CREATE TABLE search_document (
    id INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL UNIQUE,
    article_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    day TEXT NOT NULL
) STRICT;
CREATE TABLE search_change (
    id INTEGER PRIMARY KEY,
    text TEXT,
    title TEXT,
    author TEXT,
    stamp INTEGER NOT NULL DEFAULT (random())
) STRICT;
CREATE TABLE search_rules (
    version TEXT NOT NULL
) STRICT;
CREATE TABLE saved_search (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    variants INTEGER NOT NULL,
    position INTEGER NOT NULL
) STRICT;

INSERT INTO search_change (id) SELECT id FROM article UNION ALL SELECT -id FROM annotation;

CREATE TRIGGER search_article_added AFTER INSERT ON article BEGIN
    INSERT INTO search_change (id) VALUES (NEW.id) ON CONFLICT DO UPDATE SET stamp = random();
END;
CREATE TRIGGER search_article_changed AFTER UPDATE OF issue_id, text, title, author, handle ON article
WHEN (OLD.issue_id, OLD.text, OLD.title, OLD.author, OLD.handle)
    IS NOT (NEW.issue_id, NEW.text, NEW.title, NEW.author, NEW.handle) BEGIN
    INSERT INTO search_change (id, text, title, author)
    VALUES (OLD.id, OLD.text, OLD.title, coalesce(OLD.author, '') || ' ' || coalesce(OLD.handle, ''))
    ON CONFLICT DO UPDATE SET stamp = random(), text = coalesce(text, excluded.text),
        title = coalesce(title, excluded.title), author = coalesce(author, excluded.author);
END;
CREATE TRIGGER search_article_gone AFTER DELETE ON article BEGIN
    INSERT INTO search_change (id, text, title, author)
    VALUES (OLD.id, OLD.text, OLD.title, coalesce(OLD.author, '') || ' ' || coalesce(OLD.handle, ''))
    ON CONFLICT DO UPDATE SET stamp = random(), text = coalesce(text, excluded.text),
        title = coalesce(title, excluded.title), author = coalesce(author, excluded.author);
END;
CREATE TRIGGER search_note_added AFTER INSERT ON annotation BEGIN
    INSERT INTO search_change (id) VALUES (-NEW.id) ON CONFLICT DO UPDATE SET stamp = random();
END;
CREATE TRIGGER search_note_changed AFTER UPDATE OF article_id, body, exact, date, deleted_at ON annotation
WHEN (OLD.article_id, OLD.body, OLD.exact, OLD.date, OLD.deleted_at)
    IS NOT (NEW.article_id, NEW.body, NEW.exact, NEW.date, NEW.deleted_at) BEGIN
    INSERT INTO search_change (id, text, title, author) VALUES (-OLD.id, OLD.body, coalesce(OLD.exact, ''), '')
    ON CONFLICT DO UPDATE SET stamp = random(), text = coalesce(text, excluded.text),
        title = coalesce(title, excluded.title), author = coalesce(author, excluded.author);
END;
CREATE TRIGGER search_note_gone AFTER DELETE ON annotation BEGIN
    INSERT INTO search_change (id, text, title, author) VALUES (-OLD.id, OLD.body, coalesce(OLD.exact, ''), '')
    ON CONFLICT DO UPDATE SET stamp = random(), text = coalesce(text, excluded.text),
        title = coalesce(title, excluded.title), author = coalesce(author, excluded.author);
END;
CREATE TRIGGER search_issue_changed AFTER UPDATE OF deleted_at, date, own_date, own_source_id ON issue
WHEN (OLD.deleted_at IS NULL, coalesce(OLD.own_date, OLD.date), OLD.own_source_id)
    IS NOT (NEW.deleted_at IS NULL, coalesce(NEW.own_date, NEW.date), NEW.own_source_id) BEGIN
    INSERT INTO search_change (id)
    SELECT id FROM article WHERE issue_id = NEW.id
    UNION ALL SELECT -n.id FROM annotation AS n JOIN article AS a ON a.id = n.article_id WHERE a.issue_id = NEW.id
    ON CONFLICT DO UPDATE SET stamp = random();
END;
CREATE TRIGGER search_source_changed AFTER UPDATE OF deleted_at ON source
WHEN (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) BEGIN
    INSERT INTO search_change (id)
    SELECT a.id FROM issue AS i JOIN article AS a ON a.issue_id = i.id WHERE NEW.id IN (i.source_id, i.own_source_id)
    UNION ALL SELECT -n.id FROM issue AS i JOIN article AS a ON a.issue_id = i.id
        JOIN annotation AS n ON n.article_id = a.id WHERE NEW.id IN (i.source_id, i.own_source_id)
    ON CONFLICT DO UPDATE SET stamp = random();
END;
"""
"""The search index, what it has yet to read, and searches to be asked again.

`search_text` holds tokens alone (`text.segment`), under the ids of `search_document`: kind, day and id of what
was read, so that the newest are the last. A `search_change` says that something changed, under the id of the
article, or the note's with a minus, which is the `subject` of a document; its text, if there is one, is the first
since the index read it: what has to be taken out of it.
"""

_SHELVED = """\
    ON CONFLICT DO UPDATE SET
        issues = issues + excluded.issues, total = total + excluded.total, unread = unread + excluded.unread,
        starred = starred + excluded.starred, later = later + excluded.later,
        downloaded = downloaded + excluded.downloaded, updated = updated + excluded.updated,
        annotated = annotated + excluded.annotated, notes = notes + excluded.notes, todos = todos + excluded.todos;
"""
"""What follows an insertion into `shelf`: numbers are added to those that stand there."""

SPEED = f"""
ALTER TABLE issue ADD COLUMN starred INTEGER NOT NULL DEFAULT 0;
ALTER TABLE issue ADD COLUMN later INTEGER NOT NULL DEFAULT 0;
ALTER TABLE issue ADD COLUMN downloaded INTEGER NOT NULL DEFAULT 0;
ALTER TABLE issue ADD COLUMN updated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE issue ADD COLUMN annotated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE issue ADD COLUMN notes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE issue ADD COLUMN todos INTEGER NOT NULL DEFAULT 0;
ALTER TABLE issue ADD COLUMN shelf_source INTEGER AS (coalesce(own_source_id, source_id)) VIRTUAL;
ALTER TABLE issue ADD COLUMN place_date TEXT AS (coalesce(own_date, date, '')) VIRTUAL;
ALTER TABLE issue ADD COLUMN place_number INTEGER AS (coalesce(own_number, number, -1)) VIRTUAL;
ALTER TABLE issue ADD COLUMN year TEXT AS (substr(coalesce(own_date, date, ''), 1, 4)) VIRTUAL;
ALTER TABLE annotation ADD COLUMN todo INTEGER AS (coalesce(status = 'open' OR (status IS NULL AND level = '2'
    AND substr(ltrim(body, char(9, 10, 13, 32, 12288)), 1, 1) <> '已'), 0)) VIRTUAL;

CREATE INDEX issue_place ON issue (place_date, place_number, id) WHERE deleted_at IS NULL;
CREATE INDEX issue_shelf ON issue (shelf_source, place_date, place_number, id) WHERE deleted_at IS NULL;
CREATE INDEX issue_added ON issue (added_at);
CREATE INDEX issue_deleted ON issue (id) WHERE deleted_at IS NOT NULL;
CREATE INDEX issue_title ON issue (coalesce(own_title, title), shelf_source, year) WHERE deleted_at IS NULL;
CREATE INDEX issue_unread ON issue (place_date, place_number, id) WHERE deleted_at IS NULL AND unread > 0;
CREATE INDEX issue_starred ON issue (place_date, place_number, id) WHERE deleted_at IS NULL AND starred > 0;
CREATE INDEX issue_later ON issue (place_date, place_number, id) WHERE deleted_at IS NULL AND later > 0;
CREATE INDEX issue_downloaded ON issue (place_date, place_number, id) WHERE deleted_at IS NULL AND downloaded > 0;
CREATE INDEX issue_updated ON issue (place_date, place_number, id) WHERE deleted_at IS NULL AND updated > 0;
CREATE INDEX issue_annotated ON issue (place_date, place_number, id) WHERE deleted_at IS NULL AND annotated > 0;

CREATE TABLE shelf (
    source_id INTEGER NOT NULL,
    year TEXT NOT NULL,
    issues INTEGER NOT NULL,
    total INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    starred INTEGER NOT NULL,
    later INTEGER NOT NULL,
    downloaded INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    annotated INTEGER NOT NULL,
    notes INTEGER NOT NULL,
    todos INTEGER NOT NULL,
    PRIMARY KEY (source_id, year)
) STRICT, WITHOUT ROWID;

UPDATE issue SET (starred, later, downloaded, updated) = (
    SELECT coalesce(sum(s.starred), 0), coalesce(sum(s.later), 0), coalesce(sum(s.downloaded), 0),
        coalesce(sum(s.updated), 0)
    FROM article AS a JOIN article_state AS s ON s.id = a.id WHERE a.issue_id = issue.id);
UPDATE issue SET (annotated, notes, todos) = (
    SELECT count(DISTINCT a.id), count(*), coalesce(sum(n.todo), 0)
    FROM article AS a JOIN annotation AS n ON n.article_id = a.id
    WHERE a.issue_id = issue.id AND n.deleted_at IS NULL);
INSERT INTO shelf
SELECT shelf_source, year, count(*), sum(total), sum(unread), sum(starred), sum(later), sum(downloaded),
    sum(updated), sum(annotated), sum(notes), sum(todos)
FROM issue WHERE deleted_at IS NULL GROUP BY shelf_source, year;

DROP TRIGGER state_read;
CREATE TRIGGER state_marked AFTER UPDATE OF read, starred, later, downloaded, updated ON article_state
WHEN (OLD.read, OLD.starred, OLD.later, OLD.downloaded, OLD.updated)
    <> (NEW.read, NEW.starred, NEW.later, NEW.downloaded, NEW.updated) BEGIN
    UPDATE issue SET unread = unread + OLD.read - NEW.read, starred = starred + NEW.starred - OLD.starred,
        later = later + NEW.later - OLD.later, downloaded = downloaded + NEW.downloaded - OLD.downloaded,
        updated = updated + NEW.updated - OLD.updated
    WHERE id = (SELECT issue_id FROM article WHERE id = NEW.id);
END;
CREATE TRIGGER state_added_marked AFTER INSERT ON article_state
WHEN NEW.starred + NEW.later + NEW.downloaded + NEW.updated > 0 BEGIN
    UPDATE issue SET starred = starred + NEW.starred, later = later + NEW.later,
        downloaded = downloaded + NEW.downloaded, updated = updated + NEW.updated
    WHERE id = (SELECT issue_id FROM article WHERE id = NEW.id);
END;
CREATE TRIGGER state_gone_marked AFTER DELETE ON article_state
WHEN OLD.starred + OLD.later + OLD.downloaded + OLD.updated > 0 BEGIN
    UPDATE issue SET starred = starred - OLD.starred, later = later - OLD.later,
        downloaded = downloaded - OLD.downloaded, updated = updated - OLD.updated
    WHERE id = (SELECT issue_id FROM article WHERE id = OLD.id);
END;

CREATE TRIGGER annotation_added AFTER INSERT ON annotation WHEN NEW.deleted_at IS NULL BEGIN
    UPDATE issue SET notes = notes + 1, todos = todos + NEW.todo, annotated = annotated + ((
        SELECT count(*) FROM annotation WHERE article_id = NEW.article_id AND deleted_at IS NULL) = 1)
    WHERE id = (SELECT issue_id FROM article WHERE id = NEW.article_id);
END;
CREATE TRIGGER annotation_gone AFTER DELETE ON annotation WHEN OLD.deleted_at IS NULL BEGIN
    UPDATE issue SET notes = notes - 1, todos = todos - OLD.todo, annotated = annotated - NOT EXISTS (
        SELECT 1 FROM annotation WHERE article_id = OLD.article_id AND deleted_at IS NULL)
    WHERE id = (SELECT issue_id FROM article WHERE id = OLD.article_id);
END;
CREATE TRIGGER annotation_moved AFTER UPDATE OF article_id, deleted_at ON annotation
WHEN NOT (OLD.article_id, OLD.deleted_at IS NULL) = (NEW.article_id, NEW.deleted_at IS NULL) BEGIN
    UPDATE issue SET notes = notes - 1, todos = todos - OLD.todo, annotated = annotated - NOT EXISTS (
        SELECT 1 FROM annotation WHERE article_id = OLD.article_id AND deleted_at IS NULL)
    WHERE id = (SELECT issue_id FROM article WHERE id = OLD.article_id) AND OLD.deleted_at IS NULL;
    UPDATE issue SET notes = notes + 1, todos = todos + NEW.todo, annotated = annotated + ((
        SELECT count(*) FROM annotation WHERE article_id = NEW.article_id AND deleted_at IS NULL) = 1)
    WHERE id = (SELECT issue_id FROM article WHERE id = NEW.article_id) AND NEW.deleted_at IS NULL;
END;
CREATE TRIGGER annotation_done AFTER UPDATE OF body, level, status ON annotation
WHEN OLD.todo <> NEW.todo AND NEW.deleted_at IS NULL
    AND (OLD.article_id, OLD.deleted_at IS NULL) = (NEW.article_id, NEW.deleted_at IS NULL) BEGIN
    UPDATE issue SET todos = todos + NEW.todo - OLD.todo
    WHERE id = (SELECT issue_id FROM article WHERE id = NEW.article_id);
END;

CREATE TRIGGER issue_shelved AFTER INSERT ON issue WHEN NEW.deleted_at IS NULL BEGIN
    INSERT INTO shelf
    SELECT NEW.shelf_source, NEW.year, 1, NEW.total, NEW.unread, NEW.starred, NEW.later, NEW.downloaded,
        NEW.updated, NEW.annotated, NEW.notes, NEW.todos
    WHERE NEW.deleted_at IS NULL
{_SHELVED}END;
CREATE TRIGGER issue_unshelved AFTER DELETE ON issue WHEN OLD.deleted_at IS NULL BEGIN
    INSERT INTO shelf
    SELECT OLD.shelf_source, OLD.year, -1, -OLD.total, -OLD.unread, -OLD.starred, -OLD.later, -OLD.downloaded,
        -OLD.updated, -OLD.annotated, -OLD.notes, -OLD.todos
    WHERE OLD.deleted_at IS NULL
{_SHELVED}END;
CREATE TRIGGER issue_counted AFTER UPDATE OF
    total, unread, starred, later, downloaded, updated, annotated, notes, todos ON issue
WHEN NEW.deleted_at IS NULL
    AND (OLD.shelf_source, OLD.year, OLD.deleted_at IS NULL) IS (NEW.shelf_source, NEW.year, NEW.deleted_at IS NULL)
BEGIN
    UPDATE shelf SET total = total + NEW.total - OLD.total, unread = unread + NEW.unread - OLD.unread,
        starred = starred + NEW.starred - OLD.starred, later = later + NEW.later - OLD.later,
        downloaded = downloaded + NEW.downloaded - OLD.downloaded, updated = updated + NEW.updated - OLD.updated,
        annotated = annotated + NEW.annotated - OLD.annotated, notes = notes + NEW.notes - OLD.notes,
        todos = todos + NEW.todos - OLD.todos
    WHERE source_id = NEW.shelf_source AND year = NEW.year;
END;
CREATE TRIGGER issue_moved AFTER UPDATE OF source_id, own_source_id, date, own_date, deleted_at ON issue
WHEN NOT (OLD.shelf_source, OLD.year, OLD.deleted_at IS NULL) IS (NEW.shelf_source, NEW.year, NEW.deleted_at IS NULL)
BEGIN
    INSERT INTO shelf
    SELECT OLD.shelf_source, OLD.year, -1, -OLD.total, -OLD.unread, -OLD.starred, -OLD.later, -OLD.downloaded,
        -OLD.updated, -OLD.annotated, -OLD.notes, -OLD.todos
    WHERE OLD.deleted_at IS NULL
{_SHELVED}    INSERT INTO shelf
    SELECT NEW.shelf_source, NEW.year, 1, NEW.total, NEW.unread, NEW.starred, NEW.later, NEW.downloaded,
        NEW.updated, NEW.annotated, NEW.notes, NEW.todos
    WHERE NEW.deleted_at IS NULL
{_SHELVED}END;

DROP VIEW live_issue;
CREATE VIEW live_issue AS
SELECT issue.id, issue.version_id, source.id AS source_id, source.name AS source, source.kind AS source_kind,
    source.folder, issue.path, issue.file, coalesce(issue.own_title, issue.title) AS title,
    coalesce(issue.own_number, issue.number) AS number, coalesce(issue.own_date, issue.date) AS date, issue.year,
    issue.dialect, issue.unread, issue.total, issue.added_at, issue.front_matter, issue.warnings,
    source.position AS source_position, issue.place_date, issue.place_number
FROM issue JOIN source ON source.id = issue.shelf_source
WHERE issue.deleted_at IS NULL AND source.deleted_at IS NULL;
"""
"""Indexes and counters, so that no list and no count reads the whole library.

An issue counts its articles by their marks, a `shelf` (the issues of a source in a year) those of its issues; triggers
keep both. `place_…` is what lists are sorted by; a list of marked articles walks only the issues that have some.
"""
