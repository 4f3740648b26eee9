"""What a page says beyond its text: who else mentions its links, and which of them are saved."""

import re
from collections.abc import Collection, Mapping
from html import escape, unescape

from PySide6.QtCore import QCoreApplication

from mine_reader.model import ArticleId, IssuePage, PartKind
from mine_reader.model.pages import Mention, SnapshotKind
from mine_reader.ui.labels import host, mention_label

ARTICLE = "mine-reader:article/"
FILE = "mine-reader:file"
MOST = 5
_LINK = re.compile(r'<a href="(https?://[^"]*)"')


def mark_saved(html: str, saved: Collection[str]) -> str:
    """Return HTML in which links that are saved carry a class of their own."""
    if not saved:
        return html
    from mine_reader.text.links import canonical_url  # noqa: PLC0415 - the first paint has no page

    def mark(found: re.Match[str]) -> str:
        return f'<a class="saved" {found[0][3:]}' if canonical_url(unescape(found[1])) in saved else found[0]

    return _LINK.sub(mark, html)


def lines_beside(page: IssuePage) -> Mapping[ArticleId, str]:
    """Return, by article, the HTML that stands under its head: its file, and where else its links are mentioned."""
    found = {article: _also(mentions) for article, mentions in page.beside.mentions.items()}
    snapshot = page.beside.snapshot
    if snapshot is not None and snapshot.kind is SnapshotKind.FILE:
        text = QCoreApplication.translate("ReaderView", "Open the file")
        line = f'<p class="also"><a href="{FILE}">{escape(text)}</a></p>'
        found[snapshot.article_id] = line + found.get(snapshot.article_id, "")
    if snapshot is None:
        for article_id, line in _sites(page).items():
            found[article_id] = line + found.get(article_id, "")
    return found


def _sites(page: IssuePage) -> Mapping[ArticleId, str]:
    """Return, by article, where it stands on the web, if nothing on the page leads there: entries of feeds."""
    found = {}
    for part in page.parts:
        article = page.articles[part.index] if part.kind is PartKind.ARTICLE else None
        if article is None or not article.links or part.head_html.strip():
            continue
        url = article.links[0].url
        if f'href="{escape(url)}"' not in part.body_html:
            name = escape(f"{host(url)} · {page.issue.source}")
            found[article.id] = f'<p class="also"><a href="{escape(url)}">{name}</a></p>'
    return found


def by_issue(mentions: Collection[Mention]) -> list[Mention]:
    """Return one mention for each issue, in their order."""
    return list({mention.issue_id: mention for mention in reversed(list(mentions))}.values())[::-1]


def _also(mentions: Collection[Mention]) -> str:
    several = by_issue(mentions)
    links = [
        f'<a href="{ARTICLE}{mention.article_id}">{escape(mention_label(mention))}</a>' for mention in several[:MOST]
    ]
    if len(several) > MOST:
        links.append(escape(QCoreApplication.translate("ReaderView", "%n more", None, len(several) - MOST)))
    text = escape(QCoreApplication.translate("ReaderView", "Also in {0}"))
    return f'<p class="also">{text.format(" · ".join(links))}</p>'
