"""Notes as files of an Obsidian vault: one an issue, written again and again around what the user adds."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from mine_reader.export import escape
from mine_reader.export.contract import notes_by_article
from mine_reader.export.names import safe_name
from mine_reader.export.regions import Region, front_matter, keys, merge, with_front_matter
from mine_reader.model import Annotation, AnnotationId, Article, ArticleId, IssueDetail, IssueId, Status
from mine_reader.model.address import address

_NO_LINKS = str.maketrans(dict.fromkeys("#^[]", "_"))
_STATUS = {Status.DONE: "☑", Status.OPEN: "☐"}
_COMMENT = re.compile("%(?=%)")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")


def vault_name(detail: IssueDetail) -> str:
    """Return the name of the file of an issue, one that links within a vault can hold."""
    return safe_name(f"{detail.issue.source} {detail.issue.title}".translate(_NO_LINKS), ".md")


def vault_issue(text: str) -> IssueId | None:
    """Return whose issue's file it is, None for one that is not ours."""
    return next((IssueId(int(key[6:])) for key in keys(text) if key.startswith("issue-")), None)


def vault_file(text: str | None, detail: IssueDetail, chosen: Collection[AnnotationId], *, links: bool = False) -> str:
    """Return the file of an issue, made of the one that is there.

    What is in it stays as long as the library has it; the `chosen` annotations are added. `links`: notes
    link to their places in the window.
    """
    present = set() if text is None else set(keys(text))
    wanted = {a.id for a in detail.annotations if not a.deleted and (a.id in chosen or f"note-{a.id}" in present)}
    regions = tuple(_regions(detail, wanted, links=links))
    if text is None:
        return merge(front_matter(_front(detail, wanted)), regions)
    return merge(with_front_matter(text, _front(detail, wanted)), regions)


def emptied_file(text: str, issue_id: IssueId) -> str:
    """Return the file of an issue that the library does not hold any more."""
    return merge(text, (), keep={f"issue-{issue_id}"})


def _front(detail: IssueDetail, wanted: Collection[AnnotationId]) -> str:
    import yaml  # noqa: PLC0415 - no start needs it

    issue = detail.issue
    notes = [note for note in detail.annotations if note.id in wanted]
    tagged = {note.article_id for note in notes}
    tags = {tag: None for article in detail.articles if article.id in tagged for tag in article.tags}
    tags |= {tag: None for note in notes for tag in note.tags}
    values: dict[str, object] = {
        "title": _line(issue.title),
        "source": _line(issue.source),
        "number": issue.number,
        "date": _date(issue.date),
        "tags": [name for name in (escape.tag(tag)[1:] for tag in tags) if name],
    }
    given = {name: value for name, value in values.items() if value not in (None, [], "")}
    return yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=2**31)


def _regions(detail: IssueDetail, wanted: Collection[AnnotationId], *, links: bool) -> Iterator[Region]:
    issue = detail.issue
    number = f"#{issue.number}" if issue.number is not None else None
    about = _facts(escape.plain(issue.source), number and f"\\{number}", issue.date)
    yield Region(f"issue-{issue.id}", _blocks(f"# {escape.plain(issue.title)}", about))
    groups = notes_by_article(note for note in detail.annotations if note.id in wanted)
    for article in detail.articles:
        if article.id in groups:
            yield Region(f"article-{article.id}", _article(article))
            for note in _in_order(groups[ArticleId(article.id)]):
                yield Region(f"note-{note.id}", _note(note, link=links))


def _article(article: Article) -> str:
    name = " ".join(escape.plain(part) for part in (article.label, article.title) if part)
    about = _facts(
        escape.plain(article.section_title or ""),
        escape.plain(article.author or ""),
        "@" + escape.plain(article.handle.removeprefix("@")) if article.handle else "",
        article.date,
        "★" if article.starred else "",
        "◷" if article.later else "",
        f"⤓ {escape.plain(article.downloaded_title or '')}".strip() if article.downloaded else "",
        *(escape.tag(tag) for tag in article.tags),
    )
    links = "\n".join(f"- {escape.link(link.url, link.label)}" for link in article.links)
    return _blocks(f"## {name}", about, links)


def _note(note: Annotation, *, link: bool) -> str:
    """Return a note; its block id is that of the quotation, without one that of the note."""
    quote = escape.quote(note.selector.exact) if note.selector else ""
    text = _own(note.note.body) if note.note.body else ""
    block_id = f"^note-{note.id}"
    tags = [escape.tag(tag) for tag in note.tags]
    status = _STATUS[note.note.status] if note.note.status else ""
    place = f"[↗]({address(note.id)})" if link else ""
    facts = _facts(note.note.level, note.note.date, status, *tags, place)
    about = f"*{facts}*" if facts else ""
    return _blocks(quote, block_id, text, about) if quote else _blocks(text, block_id, about)


def _own(body: str) -> str:
    """Return a note's own Markdown, which can neither end our stretch nor hide what follows it."""
    lines = escape.own(body).split("\n")
    fence = ""
    for index, line in enumerate(lines):
        found = _FENCE.match(line)
        if found and not fence:
            fence = found[1]
        elif found and found[1].startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        elif not fence:
            lines[index] = _COMMENT.sub(r"%\\", line.replace("<!--", "&lt;!--"))
    return "\n".join(lines).replace("%% mine-reader", "% % mine-reader")


def _in_order(notes: Sequence[Annotation]) -> Sequence[Annotation]:
    return sorted(notes, key=lambda note: (note.selector.start, note.selector.end) if note.selector else (-1, -1))


def _blocks(*blocks: str) -> str:
    return "\n\n".join(block for block in blocks if block)


def _facts(*values: str | None) -> str:
    return " · ".join(value for value in values if value)


def _line(text: str) -> str:
    return " ".join(escape.clean(text).split())


def _date(text: str | None) -> date | str | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return text
