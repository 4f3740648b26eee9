"""The schema of a library: the first one, and the steps to the present one. A new library takes all of them.

Content (what was published) and state (the reader's) are apart: `issue`, `section`, `article`, `link`
and `article_link` may be replaced by an import; `article_state`, tags, annotations, drafts and the
`own_…` columns are the reader's. Times are UTC, ISO 8601 with `Z`.
What was released is not edited: a further step changes it.
"""

from collections.abc import Callable, Mapping
from sqlite3 import Connection, complete_statement

from mine_reader.store.steps import FEEDS, PACKING, PAGES, SEARCH, SPEED, VERSIONS
from mine_reader.store.values import pack

APPLICATION_ID = 0x4D524472  # "MRDr"

_FIRST = """
CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    path TEXT,
    folder TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL,
    options TEXT NOT NULL DEFAULT '{}',
    deleted_at TEXT
) STRICT;
CREATE INDEX source_path ON source (path);

CREATE TABLE issue (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES source (id),
    path TEXT NOT NULL,
    file TEXT,
    version_id INTEGER REFERENCES issue_version (id) DEFERRABLE INITIALLY DEFERRED,
    title TEXT NOT NULL,
    number INTEGER,
    date TEXT,
    dialect TEXT NOT NULL,
    front_matter TEXT NOT NULL DEFAULT '{}',
    warnings TEXT NOT NULL DEFAULT '[]',
    own_title TEXT,
    own_number INTEGER,
    own_date TEXT,
    own_source_id INTEGER REFERENCES source (id),
    options TEXT,
    added_at TEXT NOT NULL,
    deleted_at TEXT,
    total INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    UNIQUE (source_id, path)
) STRICT;
CREATE INDEX issue_file ON issue (file);
CREATE INDEX issue_version_id ON issue (version_id);
CREATE INDEX issue_own_source ON issue (own_source_id) WHERE own_source_id IS NOT NULL;

CREATE TABLE issue_version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    issue_id INTEGER NOT NULL REFERENCES issue (id),
    sha256 TEXT NOT NULL,
    bytes BLOB NOT NULL,
    encoding TEXT NOT NULL,
    bom BLOB NOT NULL,
    imported_at TEXT NOT NULL
) STRICT;
CREATE INDEX issue_version_issue ON issue_version (issue_id);
CREATE INDEX issue_version_sha256 ON issue_version (sha256);

CREATE TABLE section (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    issue_id INTEGER NOT NULL REFERENCES issue (id),
    ordinal INTEGER NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    own INTEGER NOT NULL
) STRICT;
CREATE INDEX section_issue ON section (issue_id, ordinal);

CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    issue_id INTEGER NOT NULL REFERENCES issue (id),
    ordinal INTEGER NOT NULL,
    label TEXT NOT NULL,
    title TEXT NOT NULL,
    title_shown INTEGER NOT NULL,
    section INTEGER,
    section_title TEXT,
    author TEXT,
    handle TEXT,
    date TEXT,
    text TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    removed_at TEXT
) STRICT;
CREATE INDEX article_issue ON article (issue_id, ordinal);

CREATE TABLE link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    canonical TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE article_link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES article (id),
    ordinal INTEGER NOT NULL,
    link_id INTEGER NOT NULL REFERENCES link (id),
    url TEXT NOT NULL,
    label TEXT NOT NULL
) STRICT;
CREATE INDEX article_link_article ON article_link (article_id, ordinal);
CREATE INDEX article_link_link ON article_link (link_id);

CREATE TABLE article_state (
    id INTEGER PRIMARY KEY REFERENCES article (id),
    read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    later INTEGER NOT NULL DEFAULT 0,
    downloaded INTEGER NOT NULL DEFAULT 0,
    downloaded_title TEXT,
    downloaded_by_hand INTEGER NOT NULL DEFAULT 0,
    local_file TEXT
) STRICT;
CREATE INDEX article_state_unread ON article_state (id) WHERE read = 0;
CREATE INDEX article_state_starred ON article_state (id) WHERE starred = 1;
CREATE INDEX article_state_later ON article_state (id) WHERE later = 1;
CREATE INDEX article_state_downloaded ON article_state (id) WHERE downloaded = 1;

CREATE TABLE tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE article_tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES article (id),
    tag_id INTEGER NOT NULL REFERENCES tag (id),
    UNIQUE (article_id, tag_id)
) STRICT;
CREATE INDEX article_tag_tag ON article_tag (tag_id);

CREATE TABLE annotation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES article (id),
    body TEXT NOT NULL,
    level TEXT,
    date TEXT,
    status TEXT,
    placement TEXT NOT NULL,
    color TEXT,
    exact TEXT,
    prefix TEXT,
    suffix TEXT,
    span_start INTEGER,
    span_end INTEGER,
    made_exact TEXT,
    made_prefix TEXT,
    made_suffix TEXT,
    anchor TEXT NOT NULL,
    from_file INTEGER NOT NULL DEFAULT 0,
    placed_by_file INTEGER NOT NULL DEFAULT 0,
    file_body TEXT,
    file_level TEXT,
    file_date TEXT,
    file_status TEXT,
    file_ordinal INTEGER,
    conflict INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT
) STRICT;
CREATE INDEX annotation_article ON annotation (article_id) WHERE deleted_at IS NULL;
CREATE INDEX annotation_article_all ON annotation (article_id);

CREATE TABLE annotation_tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    annotation_id INTEGER NOT NULL REFERENCES annotation (id),
    tag_id INTEGER NOT NULL REFERENCES tag (id),
    UNIQUE (annotation_id, tag_id)
) STRICT;
CREATE INDEX annotation_tag_tag ON annotation_tag (tag_id);

CREATE TABLE draft (
    name TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    saved_at TEXT NOT NULL
) STRICT;

CREATE TABLE export_file (
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (path, sha256)
) STRICT, WITHOUT ROWID;

CREATE VIEW live_issue AS
SELECT issue.id, issue.version_id, source.id AS source_id, source.name AS source, source.folder AS folder,
    issue.path, issue.file, coalesce(issue.own_title, issue.title) AS title,
    coalesce(issue.own_number, issue.number) AS number, coalesce(issue.own_date, issue.date) AS date,
    issue.dialect, issue.unread, issue.total, issue.added_at, issue.front_matter, issue.warnings,
    source.position AS source_position
FROM issue JOIN source ON source.id = coalesce(issue.own_source_id, issue.source_id)
WHERE issue.deleted_at IS NULL AND source.deleted_at IS NULL;

CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
    UPDATE issue SET total = total + 1 WHERE id = NEW.issue_id;
END;
CREATE TRIGGER article_gone AFTER DELETE ON article BEGIN
    UPDATE issue SET total = total - 1 WHERE id = OLD.issue_id;
END;
CREATE TRIGGER state_added AFTER INSERT ON article_state WHEN NEW.read = 0 BEGIN
    UPDATE issue SET unread = unread + 1 WHERE id = (SELECT issue_id FROM article WHERE id = NEW.id);
END;
CREATE TRIGGER state_gone AFTER DELETE ON article_state WHEN OLD.read = 0 BEGIN
    UPDATE issue SET unread = unread - 1 WHERE id = (SELECT issue_id FROM article WHERE id = OLD.id);
END;
CREATE TRIGGER state_read AFTER UPDATE OF read ON article_state WHEN OLD.read <> NEW.read BEGIN
    UPDATE issue SET unread = unread + OLD.read - NEW.read WHERE id = (SELECT issue_id FROM article WHERE id = NEW.id);
END;
"""


def statements(script: str) -> list[str]:
    """Return the statements of a script; `executescript` would commit the transaction around it."""
    found: list[str] = []
    rest = ""
    for line in script.splitlines(keepends=True):
        rest += line
        if complete_statement(rest):
            found.append(rest)
            rest = ""
    return found


def _runs(script: str) -> Callable[[Connection], None]:
    def run(db: Connection) -> None:
        db.create_function("pack", 1, pack, deterministic=True)
        for statement in statements(script):
            db.execute(statement)

    return run


SCRIPTS = (_FIRST, PACKING, VERSIONS, FEEDS, PAGES, SEARCH, SPEED)
STEPS: Mapping[int, Callable[[Connection], None]] = dict(enumerate(map(_runs, SCRIPTS)))
"""From each version to the next one; 0 is an empty file."""

VERSION = len(STEPS)
