"""Words of an article as a Markdown quotation with their source, to be pasted anywhere."""

from mine_reader.export import escape
from mine_reader.model import Annotation, Article, Issue
from mine_reader.model.address import address


def quotation(article: Article, issue: Issue, quote: str) -> str:
    """Return words of an article, "" for none, with their source; nothing in them can end the quotation."""
    url = article.links[0].url if article.links else ""
    title = article.title.strip() or article.label or issue.title
    name = escape.link(url, title) if url else escape.plain(title)
    lines = [f"> — {name}, {escape.plain(issue.title)}" if issue.title != title else f"> — {name}"]
    return "\n".join([escape.quote(quote), ">", *lines] if quote.strip() else lines) + "\n"


def annotation_quotation(article: Article, issue: Issue, one: Annotation, *, link: bool) -> str:
    """Return an annotation: the words it is on, their source and the note; with `link`, also its address."""
    text = quotation(article, issue, one.selector.exact if one.selector else "").rstrip("\n")
    if link:
        text += f" [↗]({address(one.id)})"
    return "\n\n".join(part for part in (text, escape.own(one.note.body)) if part.strip()) + "\n"
