"""The steps from the first schema to the present one: SQL scripts, each run once in the life of a library."""

VERSIONS = ""
"""What changed in an issue that was published again, and the text that an annotation was made on."""

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

SEARCH = ""
"""The search index, and what it has yet to read."""

SPEED = ""
"""Indexes and counters, so that no list and no count reads the whole library."""
