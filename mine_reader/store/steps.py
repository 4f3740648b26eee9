"""The steps from the first schema to the present one: SQL scripts, each run once in the life of a library."""

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
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    validated_at TEXT,
    body_hash TEXT NOT NULL DEFAULT '',
    checked_at TEXT,
    fetched_at TEXT,
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

`feed.title` is what the feed calls itself: the source takes it as its name as long as the two are equal. An entry's
`entry_link` and `entry_hash` (of what can be seen of it) know it again when its id changes; `rough`: its articles are
split, but their texts are not yet those of the rendered page.
"""

PAGES = """
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
    fetched_at TEXT NOT NULL
) STRICT;

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

ALTER TABLE article_state ADD COLUMN downloaded_by_page INTEGER NOT NULL DEFAULT 0;
"""
"""The pages and files that links lead to, their images, and the queue of downloads.

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
    day TEXT NOT NULL
) STRICT;
CREATE TABLE search_change (
    id INTEGER PRIMARY KEY,
    text TEXT,
    title TEXT,
    author TEXT
) STRICT;
CREATE TABLE search_rules (
    version INTEGER NOT NULL
) STRICT;
CREATE TABLE saved_search (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

INSERT INTO search_change (id) SELECT id FROM article UNION ALL SELECT -id FROM annotation;

CREATE TRIGGER search_article_added AFTER INSERT ON article BEGIN
    INSERT INTO search_change (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_article_changed AFTER UPDATE OF issue_id, text, title, author, handle ON article
WHEN (OLD.issue_id, OLD.text, OLD.title, OLD.author, OLD.handle)
    IS NOT (NEW.issue_id, NEW.text, NEW.title, NEW.author, NEW.handle) BEGIN
    INSERT INTO search_change (id, text, title, author)
    VALUES (OLD.id, OLD.text, OLD.title, coalesce(OLD.author, '') || ' ' || coalesce(OLD.handle, ''))
    ON CONFLICT DO UPDATE SET text = excluded.text, title = excluded.title, author = excluded.author
    WHERE search_change.text IS NULL;
END;
CREATE TRIGGER search_article_gone AFTER DELETE ON article BEGIN
    INSERT INTO search_change (id, text, title, author)
    VALUES (OLD.id, OLD.text, OLD.title, coalesce(OLD.author, '') || ' ' || coalesce(OLD.handle, ''))
    ON CONFLICT DO UPDATE SET text = excluded.text, title = excluded.title, author = excluded.author
    WHERE search_change.text IS NULL;
END;
CREATE TRIGGER search_note_added AFTER INSERT ON annotation BEGIN
    INSERT INTO search_change (id) VALUES (-NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_note_changed AFTER UPDATE OF article_id, body, exact, date, deleted_at ON annotation
WHEN (OLD.article_id, OLD.body, OLD.exact, OLD.date, OLD.deleted_at)
    IS NOT (NEW.article_id, NEW.body, NEW.exact, NEW.date, NEW.deleted_at) BEGIN
    INSERT INTO search_change (id, text, title, author) VALUES (-OLD.id, OLD.body, coalesce(OLD.exact, ''), '')
    ON CONFLICT DO UPDATE SET text = excluded.text, title = excluded.title, author = excluded.author
    WHERE search_change.text IS NULL;
END;
CREATE TRIGGER search_note_gone AFTER DELETE ON annotation BEGIN
    INSERT INTO search_change (id, text, title, author) VALUES (-OLD.id, OLD.body, coalesce(OLD.exact, ''), '')
    ON CONFLICT DO UPDATE SET text = excluded.text, title = excluded.title, author = excluded.author
    WHERE search_change.text IS NULL;
END;
CREATE TRIGGER search_issue_changed AFTER UPDATE OF deleted_at, date, own_date, own_source_id ON issue
WHEN (OLD.deleted_at IS NULL, coalesce(OLD.own_date, OLD.date), OLD.own_source_id)
    IS NOT (NEW.deleted_at IS NULL, coalesce(NEW.own_date, NEW.date), NEW.own_source_id) BEGIN
    INSERT INTO search_change (id)
    SELECT id FROM article WHERE issue_id = NEW.id
    UNION ALL SELECT -n.id FROM annotation AS n JOIN article AS a ON a.id = n.article_id WHERE a.issue_id = NEW.id
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_source_changed AFTER UPDATE OF deleted_at ON source
WHEN (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) BEGIN
    INSERT INTO search_change (id)
    SELECT a.id FROM issue AS i JOIN article AS a ON a.issue_id = i.id WHERE NEW.id IN (i.source_id, i.own_source_id)
    UNION ALL SELECT -n.id FROM issue AS i JOIN article AS a ON a.issue_id = i.id
        JOIN annotation AS n ON n.article_id = a.id WHERE NEW.id IN (i.source_id, i.own_source_id)
    ON CONFLICT DO NOTHING;
END;
"""
"""The search index, what it has yet to read, and searches to be asked again.

`search_text` holds tokens alone (`text.segment`), under the ids of `search_document`: kind and id of what
was read. A `search_change` says that something changed, under the id of the article, or the note's with a
minus; its first text since the index read it is what has to be taken out of the index.
"""

SPEED = ""
"""Indexes and counters, so that no list and no count reads the whole library."""
