"""Words for what other layers hold as values. Nothing here keeps state.

`QT_TRANSLATE_NOOP` lists what is translated when it is shown; its texts come from layers that know no Qt.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl

from mine_reader.errors import MineReaderError, SourceReadError
from mine_reader.model import Article, Color, Dialect, Feed, Images, ImportReport, Issue, SmartView, Source, SourceKind
from mine_reader.model.pages import Mention
from mine_reader.model.searching import HitKind
from mine_reader.ui.noop import QT_TRANSLATE_NOOP

_VIEWS = {
    SmartView.TODAY: QT_TRANSLATE_NOOP("labels", "Today"),
    SmartView.UNREAD: QT_TRANSLATE_NOOP("labels", "Unread"),
    SmartView.STARRED: QT_TRANSLATE_NOOP("labels", "Starred"),
    SmartView.LATER: QT_TRANSLATE_NOOP("labels", "Later"),
    SmartView.ANNOTATED: QT_TRANSLATE_NOOP("labels", "With notes"),
    SmartView.DOWNLOADED: QT_TRANSLATE_NOOP("labels", "Downloaded"),
    SmartView.UPDATED: QT_TRANSLATE_NOOP("labels", "Updated"),
}

VIEW_ICONS = {
    SmartView.TODAY: "today",
    SmartView.UNREAD: "unread",
    SmartView.STARRED: "star",
    SmartView.LATER: "later",
    SmartView.ANNOTATED: "note",
    SmartView.DOWNLOADED: "download",
    SmartView.UPDATED: "updated",
}

_HEADINGS = {
    "views": QT_TRANSLATE_NOOP("labels", "Smart views"),
    "sources": QT_TRANSLATE_NOOP("labels", "Sources"),
    "tags": QT_TRANSLATE_NOOP("labels", "Tags"),
}

_HITS = {
    HitKind.ARTICLE: QT_TRANSLATE_NOOP("labels", "Articles"),
    HitKind.PAGE: QT_TRANSLATE_NOOP("labels", "Saved pages"),
    HitKind.NOTE: QT_TRANSLATE_NOOP("labels", "Notes"),
}

_COLORS = {
    None: QT_TRANSLATE_NOOP("labels", "No colour"),
    Color.YELLOW: QT_TRANSLATE_NOOP("labels", "Yellow"),
    Color.GREEN: QT_TRANSLATE_NOOP("labels", "Green"),
    Color.BLUE: QT_TRANSLATE_NOOP("labels", "Blue"),
    Color.PINK: QT_TRANSLATE_NOOP("labels", "Pink"),
    Color.PURPLE: QT_TRANSLATE_NOOP("labels", "Purple"),
}

_DIALECTS = {
    None: QT_TRANSLATE_NOOP("labels", "Decide by the text"),
    Dialect.DIGEST: QT_TRANSLATE_NOOP("labels", "Digest: ### 01 opens an article"),
    Dialect.WEEKLY: QT_TRANSLATE_NOOP("labels", "Weekly: every ### opens an article"),
    Dialect.NUMBERED: QT_TRANSLATE_NOOP("labels", "Numbered: 1、 opens an article"),
    Dialect.LINKS: QT_TRANSLATE_NOOP("labels", "Lists of links: every item is an article"),
    Dialect.PLAIN: QT_TRANSLATE_NOOP("labels", "Do not split: a section is an article"),
    Dialect.ONE: QT_TRANSLATE_NOOP("labels", "Do not split: all of it is one article"),
}


def _labels(text: str) -> str:
    return QCoreApplication.translate("labels", text)


def view_name(view: SmartView) -> str:
    """Return the name of a smart view."""
    return _labels(_VIEWS[view])


def all_notes() -> str:
    """Return the name of the list of all notes."""
    return QCoreApplication.translate("labels", "All notes")


def todos() -> str:
    """Return the name of the list of what is to do."""
    return QCoreApplication.translate("labels", "To do")


def heading(key: str) -> str:
    """Return a heading of the sidebar."""
    return _labels(_HEADINGS[key])


def feed_state(feed: Feed) -> str:
    """Return what is to be known of a feed before it is read, "" where all is well."""
    parts = [QCoreApplication.translate("labels", "paused")] if feed.paused else []
    if feed.problem is not None:
        parts.append(fill(feed.problem.template, feed.problem.fields))
    return ", ".join(parts)


def feed_tooltip(feed: Feed) -> str:
    """Return what a hover over a feed says."""
    lines = [feed.name, feed.url, feed_state(feed)]
    if feed.checked_at:
        lines.append(QCoreApplication.translate("labels", "Last checked: {0}").format(local_time(feed.checked_at)))
    if feed.next_at and not feed.paused:
        lines.append(QCoreApplication.translate("labels", "Next check: {0}").format(local_time(feed.next_at)))
    return "\n".join(line for line in lines if line)


def span(minutes: int) -> str:
    """Return a number of minutes as people say it."""
    if minutes % 10_080 == 0:
        return QCoreApplication.translate("labels", "Every %n week(s)", None, minutes // 10_080)
    if minutes % 1440 == 0:
        return QCoreApplication.translate("labels", "Every %n day(s)", None, minutes // 1440)
    if minutes % 60 == 0:
        return QCoreApplication.translate("labels", "Every %n hour(s)", None, minutes // 60)
    return QCoreApplication.translate("labels", "Every %n minute(s)", None, minutes)


_IMAGES = {
    Images.NEVER: QT_TRANSLATE_NOOP("labels", "Never load them"),
    Images.CLICK: QT_TRANSLATE_NOOP("labels", "Load one at a click on it"),
    Images.ALWAYS: QT_TRANSLATE_NOOP("labels", "Always load them"),
}


def images_choice(images: Images) -> str:
    """Return when pictures of a feed are loaded."""
    return _labels(_IMAGES[images])


def hit_kind(kind: HitKind) -> str:
    """Return the heading over hits of a kind."""
    return _labels(_HITS[kind])


def more_hits() -> str:
    """Return what the row says that asks for more hits."""
    return QCoreApplication.translate("labels", "Show more…")


def color_name(color: Color | None) -> str:
    """Return the name of a highlight's colour; None: it has none."""
    return _labels(_COLORS[color])


def dialects() -> Mapping[Dialect | None, str]:
    """Return what may be chosen for splitting, with its explanation."""
    return {dialect: _labels(text) for dialect, text in _DIALECTS.items()}


def undated() -> str:
    """Return the name of the year of issues without a date."""
    return QCoreApplication.translate("labels", "Undated")


def source_name(source: Source) -> str:
    """Return the name of a source; that of all saved pages in the user's language, unless the user gave one."""
    given = source.kind is not SourceKind.PAGES or source.name != "Saved pages"
    return source.name if given else QCoreApplication.translate("labels", "Saved pages")


def issue_label(issue: Issue) -> str:
    """Return the short name of an issue under its source: what its title adds to the source's name."""
    return _label(issue.title, issue.source, issue.number, issue.date)


def mention_label(mention: Mention) -> str:
    """Return the name of an issue that mentions a link."""
    label = _label(mention.issue, mention.source, mention.number, mention.date)
    name = shortened(label if label in mention.issue else f"{mention.issue} {label}".strip(), 40)
    return QCoreApplication.translate("labels", "{0} (read)").format(name) if mention.read else name


def _label(title: str, source: str, number: int | None, date: str | None) -> str:
    rest = title.strip()
    if rest.startswith(source):
        rest = rest[len(source) :].strip(" -—–:：·|")
    if rest:
        return rest
    if number is not None:
        return QCoreApplication.translate("labels", "No. {0}").format(number)
    return date or title or QCoreApplication.translate("labels", "Untitled")


def issue_title(issue: Issue) -> str:
    """Return the name of an issue where it stands alone."""
    label = issue_label(issue)
    return issue.title if label in issue.title else f"{issue.title} {label}".strip()


def issue_tooltip(issue: Issue) -> str:
    """Return what a hover over an issue says."""
    counts = QCoreApplication.translate("labels", "{0} unread of {1}").format(issue.unread, issue.total)
    return "\n".join(line for line in (issue.title, issue.date, counts, issue.path) if line)


def hosts(article: Article) -> str:
    """Return the hosts that an article links to, else who wrote it; of one that was removed, that it was."""
    if article.removed_at is not None:
        return QCoreApplication.translate("labels", "No longer in the issue")
    found = dict.fromkeys(name for link in article.links if (name := host(link.canonical or link.url)))
    if found:
        return " · ".join(list(found)[:2])
    who = " ".join(part for part in (article.author, f"@{article.handle}" if article.handle else None) if part)
    return who or article.date or ""


def host(url: str) -> str:
    """Return the host of an address as people call it."""
    return QUrl(url).host().removeprefix("www.")


def removed_since(article: Article) -> str:
    """Return since when an article is no longer in its issue, "" for one that is."""
    if article.removed_at is None:
        return ""
    text = QCoreApplication.translate("labels", "No longer in the issue since {0}")
    return text.format(local_day(article.removed_at))


def day(date: str | None) -> str:
    """Return a day as a heading says it; the last two have names."""
    if date is None:
        return undated()
    now = datetime.now().astimezone().date()
    names = {
        now.isoformat(): QCoreApplication.translate("labels", "Today"),
        (now - timedelta(days=1)).isoformat(): QCoreApplication.translate("labels", "Yesterday"),
    }
    return names.get(date, date)


def local_time(stamp: str | None) -> str:
    """Return the local time of a moment as the library keeps it, with its day unless that is today; "" for none."""
    if not stamp:
        return ""
    moment = datetime.fromisoformat(stamp).astimezone()
    today = moment.date() == datetime.now().astimezone().date()
    return moment.strftime("%H:%M" if today else "%Y-%m-%d %H:%M")


def local_day(stamp: str) -> str:
    """Return the local day of a time as the library keeps it, "" for none."""
    return datetime.fromisoformat(stamp).astimezone().date().isoformat() if stamp else ""


def updated(article: Article) -> str:
    """Return that an article's text changed, "" for one whose text did not."""
    return QCoreApplication.translate("labels", "Its text has changed since you read it") if article.updated else ""


def article_tooltip(article: Article) -> str:
    """Return what a hover over an article in the list says; plain text, not markup."""
    news = (updated(article), removed_since(article))
    lines = [
        article.title,
        *[link.url for link in article.links[:5]],
        " ".join(f"#{tag}" for tag in article.tags),
        *news,
    ]
    return "\n".join(line for line in lines if line)


def spoken_article(article: Article) -> str:
    """Return what a screen reader says of a row: the title and its marks."""
    marks = [
        (not article.read, QCoreApplication.translate("labels", "unread")),
        (article.starred, QCoreApplication.translate("labels", "starred")),
        (article.later, QCoreApplication.translate("labels", "later")),
        (article.downloaded, QCoreApplication.translate("labels", "downloaded")),
        (bool(article.note_count), QCoreApplication.translate("labels", "with notes")),
        (article.updated, QCoreApplication.translate("labels", "updated")),
        (article.removed_at is not None, QCoreApplication.translate("labels", "no longer in the issue")),
    ]
    return ", ".join([article.title, *[name for on, name in marks if on]])


def error_text(error: BaseException) -> str:
    """Return one plain sentence in the user's language."""
    if isinstance(error, MineReaderError):
        return fill(error.template, error.fields)
    return QCoreApplication.translate("labels", "Something went wrong: {0}").format(error or type(error).__name__)


def fill(template: str, fields: Mapping[str, object]) -> str:
    """Translate a template of another layer and fill it; reasons among its fields are translated, too."""
    known = {name: QCoreApplication.translate("errors", str(value)) if value else "" for name, value in fields.items()}
    try:
        return QCoreApplication.translate("errors", template).format(**known)
    except (KeyError, IndexError, ValueError):
        return template


def act_name(label: str) -> str:
    """Return the name of an act that can be undone."""
    return QCoreApplication.translate("acts", label)


def import_summary(report: ImportReport) -> str:
    """Return what an import did, in one line; of a single file that was not taken, why."""
    if not report.imported and len(report.skipped) == 1:
        one = report.skipped[0]
        reason = fill(one.template, one.fields)
        return fill(SourceReadError.template, {"path": Path(one.path).name, "reason": reason})
    fresh = sum(one.outcome != "unchanged" for one in report.imported)
    same = len(report.imported) - fresh
    parts = []
    if fresh or not (same or report.skipped or report.feeds):
        parts.append(QCoreApplication.translate("labels", "%n issue(s) imported", None, fresh))
    if same:
        parts.append(QCoreApplication.translate("labels", "%n unchanged", None, same))
    if report.feeds:
        parts.append(QCoreApplication.translate("labels", "%n feed(s)", None, len(report.feeds)))
    if report.skipped:
        parts.append(QCoreApplication.translate("labels", "%n skipped", None, len(report.skipped)))
    return QCoreApplication.translate("labels", ", ").join(parts)


def shortened(text: str, limit: int = 60) -> str:
    """Return a text on one line, cut at a limit."""
    line = re.sub(r"\s+", " ", text).strip()
    return line if len(line) <= limit else line[: limit - 1] + "…"
