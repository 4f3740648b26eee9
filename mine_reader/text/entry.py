"""A feed entry as the source of an issue, and what knows it again. Pure."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mine_reader.model import Link, ParsedArticle
from mine_reader.text.links import canonical_url

_UNPRINTABLE = re.compile(
    "[^\\t\\n\\r\x20-\x7e\x85\xa0-\u2028\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML refuses, and what turns the direction of writing around."""
_TARGET = re.compile(r"\]\([^)\n]*\)")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_LINE_START = re.compile(r"^(?:#{1,6} |[ \t]*> ?|```.*$)", re.MULTILINE)
_TAG = re.compile(r"</?(?:em|strong|del|u|mark|sub|sup)>")
_MARK = re.compile(r"\\(?:([!-/:-@\[-`{-~])|$)|[*`]", re.MULTILINE)
_BLANK = re.compile(r"\n{3,}")


def one_line(text: str) -> str:
    """Return foreign text as one line without control characters."""
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def entry_source(markdown: str, *, title: str, date: str | None, link: str, author: str) -> str:
    """Return an entry as an issue's source: what the feed says of it is its front matter."""
    values = {"title": one_line(title), "date": date or "", "link": one_line(link), "author": one_line(author)}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items() if value]
    body = markdown.strip("\n") or link or values["title"]
    return "---\n" + "".join(lines) + "---\n\n" + body + "\n"


def visible_hash(title: str, markdown: str) -> str:
    """Return a hash of what can be seen of an entry: addresses of links and images may change as they like."""
    seen = one_line(title) + "\n" + "".join(_TARGET.sub("", markdown).split())
    return hashlib.sha256(seen.encode("utf-8", "replace")).hexdigest()[:32]


def rough_text(markdown: str) -> str:
    """Return Markdown about as it reads: for search and lists until the page has been rendered."""
    if "](" in markdown:
        markdown = _LINK.sub(r"\1", _IMAGE.sub("", markdown))
    markdown = _LINE_START.sub("", markdown)
    if "</" in markdown:
        markdown = _TAG.sub("", markdown)
    # Without a backslash a plain way is much faster.
    plain = "\\" not in markdown
    markdown = markdown.replace("*", "").replace("`", "") if plain else _MARK.sub(r"\1", markdown)
    return _BLANK.sub("\n\n", markdown).strip()


def with_entry(articles: Sequence[ParsedArticle], front_matter: Mapping[str, object]) -> tuple[ParsedArticle, ...]:
    """Give the one article of an entry the entry's own link, before those in its text, and its author."""
    link, author = front_matter.get("link"), front_matter.get("author")
    if len(articles) != 1 or not (isinstance(link, str) and link.startswith(("http://", "https://"))):
        return tuple(articles)
    article, canonical = articles[0], canonical_url(link)
    others = tuple(item for item in article.links if item.canonical != canonical)
    named = author if isinstance(author, str) and author else None
    return (replace(article, links=(Link(link, canonical), *others), author=article.author or named),)
