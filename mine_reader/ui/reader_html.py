"""Composes the page of an issue: one piece of HTML for each of its parts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from mine_reader.model import Article, ArticleId, IssuePage, PartKind, RenderedPart
from mine_reader.ui.reader_beside import mark_saved

_IMAGE = re.compile(r'(<img(?:\s+[\w-]+="[^"]*")*?\s+src="mr-image:)(\d+)"|<(/?)(?:ul|ol|blockquote|div)\b')
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]+")
_WORD = re.compile(r"[A-Za-z0-9']+")

_BREAK = re.compile(r"</p>\s*<p>|<br\s*/?>\s*")
_ADDRESS = re.compile(r'(<a href="[^"]*">)(https?://(?:www\.)?)([^/?#<\s]+)([^<]*)</a>')
_BLOCK = re.compile(r"<(?!/?(?:p|a|br|strong|em|code|del|img)\b)")

CJK_PER_MINUTE = 400
WORDS_PER_MINUTE = 230

# What one page holds: beyond it layout takes seconds, and heights overflow. The rest is shown article by article.
PAGE_CHARS = 3_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the page.

    `lead` is the opening tag of its first block, `part` its position among the page's parts (-1 for
    the title of the issue), `text` the plain text that the piece ends with.
    """

    lead: str
    html: str
    part: int = -1
    article: ArticleId | None = None
    text: str = ""


def reading_minutes(parts: Iterable[RenderedPart]) -> int:
    """Return how long reading takes, at least a minute."""
    minutes = 0.0
    for part in parts:
        cjk = sum(map(len, _CJK.findall(part.text)))
        minutes += cjk / CJK_PER_MINUTE + len(_WORD.findall(part.text)) / WORDS_PER_MINUTE
    return max(1, round(minutes))


def pieces(
    page: IssuePage,
    meta: str,
    only: ArticleId | None = None,
    cut: str = "",
    *,
    gone: Mapping[ArticleId, str] = MappingProxyType({}),
    beside: Mapping[ArticleId, str] = MappingProxyType({}),
) -> Iterator[Piece]:
    """Yield the pieces of a page in order.

    `meta` is the line under the issue's title; `cut` stands where a page that is too long ends; `gone` says of articles
    that they are no longer in the issue, `beside` what else stands under their heads (HTML).
    """
    room = PAGE_CHARS
    if only is None:
        title = f'<p class="issue">{escape(page.issue.title) or "&nbsp;"}</p>'
        yield Piece('p class="issue"', f'{title}<p class="meta">{escape(meta) or "&nbsp;"}</p>')
    for at, part in enumerate(page.parts):
        article = page.articles[part.index] if part.kind is PartKind.ARTICLE else None
        if only is not None and (article is None or article.id != only):
            continue
        lead, html = (
            _article(article, part, gone.get(article.id, ""), beside.get(article.id, ""))
            if article is not None
            else _other(part, page.issue.title)
        )
        html = mark_saved(html, page.beside.saved)
        room -= len(html)
        if room < 0 and only is None:
            yield Piece('p class="meta"', f'<p class="meta">{escape(cut) or "&nbsp;"}</p>', at)
            return
        if html:
            yield Piece(lead, _number_images(html, at), at, article.id if article else None, part.text)


def _article(article: Article, part: RenderedPart, gone: str, beside: str) -> tuple[str, str]:
    shown = part.title_html or escape(article.title)
    title = shown if article.title_shown else escape(article.label)
    line = f'<p class="gone">{escape(gone)}</p>' if gone else ""
    head = f'<div class="head">{quiet_links(one_line(part.head_html))}</div>' if part.head_html.strip() else ""
    return 'p class="title"', f'<p class="title">{title or "&nbsp;"}</p>{line}{head}{beside}{part.body_html}'


def one_line(html: str) -> str:
    """Return paragraphs of lines as one line; other blocks stay as they are."""
    return html if _BLOCK.search(html) else _BREAK.sub(" · ", html)


def quiet_links(html: str) -> str:
    """Return links that are shown as their addresses with all but the host in the quieter colour."""
    return _ADDRESS.sub(r'\1<span class="quiet">\2</span>\3<span class="quiet">\4</span></a>', html)


def _other(part: RenderedPart, issue_title: str) -> tuple[str, str]:
    body = part.body_html.strip()
    if part.kind is PartKind.SECTION:
        description = f'<div class="about">{body}</div>' if body else ""
        return 'p class="section"', f'<p class="section">{part.title_html or "&nbsp;"}</p>{description}'
    from mine_reader.text.plain import html_to_text  # noqa: PLC0415 - the first paint has no page

    if part.title_html and html_to_text(part.title_html) != issue_title:  # the user calls the issue something else
        body = f"<h3>{part.title_html}</h3>{body}"
    # The document takes the format of the first block away, which a gap can bear and a list cannot.
    return 'p class="gap"', f'<p class="gap">&nbsp;</p>{body}' if body else ""


def _number_images(html: str, part: int) -> str:
    depth = 0

    def number(found: re.Match[str]) -> str:
        nonlocal depth
        if found[1]:
            return f'{found[1]}{part}.{found[2]}.{depth}"'
        depth += -1 if found[3] else 1
        return found[0]

    return _IMAGE.sub(number, html) if "mr-image:" in html else html


@dataclass(frozen=True, slots=True)
class PageImage:
    """An image that `pieces` named: which of which part it is, and in how many lists, quotations and boxes."""

    part: int
    number: int
    depth: int


def split_image(name: str) -> PageImage | None:
    """Return what the name of an image says; None if `pieces` did not make it."""
    numbers = name.removeprefix("mr-image:").split(".")
    if len(numbers) != 3 or not all(one.isdecimal() for one in numbers):
        return None
    return PageImage(*map(int, numbers))
