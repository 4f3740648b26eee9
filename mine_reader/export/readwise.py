"""Annotations as the table that Readwise imports."""

import csv
import io
from collections.abc import Iterable, Iterator

from mine_reader.export.contract import notes_by_article
from mine_reader.export.escape import clean, tag
from mine_reader.model import Annotation, Article, IssueDetail

COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def export_csv(details: Iterable[IssueDetail]) -> str:
    """Return one row an annotation, in the order of the text; no cell can become a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for detail in details:
        writer.writerows(_rows(detail))
    return out.getvalue()


def _rows(detail: IssueDetail) -> Iterator[list[str]]:
    groups = notes_by_article(detail.annotations)
    for article in detail.articles:
        for note in groups.get(article.id, ()):
            yield [_cell(value) for value in _row(article, note)]


def _row(article: Article, note: Annotation) -> tuple[str, ...]:
    # Readwise drops rows without a highlight: the title stands for the whole article.
    return (
        note.selector.exact if note.selector else article.title,
        article.title,
        article.author or (article.handle or "").removeprefix("@"),
        article.links[0].url if article.links else "",
        _note(note),
        str(note.selector.start) if note.selector else "0",
        note.note.date or note.created_at,
    )


def _note(note: Annotation) -> str:
    """Return what the note says; Readwise takes the words with a dot that it begins with for tags."""
    tags = " ".join("." + tag(name)[1:] for name in note.tags)
    return "\n".join(part for part in (tags, note.note.body) if part)


def _cell(value: str) -> str:
    text = clean(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
