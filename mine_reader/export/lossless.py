"""The JSON document of whole issues: the contract, and under `stored` what else it takes to have them back."""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from mine_reader.export.contract import Json, article_dict, issue_dict, whole_note_dict
from mine_reader.model import Annotation, AnnotationId, Article, IssueDetail, NoteText, Selector, Source, SplitOptions
from mine_reader.model.pages import Fetched
from mine_reader.model.saved import Published, SavedIssue, SavedNote
from mine_reader.model.searching import SavedSearch

FORMAT = "MineReader"


def export_library(
    sources: Iterable[Source], issues: Iterable[SavedIssue], searches: Iterable[SavedSearch] = ()
) -> str:
    """Return a JSON document that another library can be made of."""
    document = {
        "format": FORMAT,
        "version": 1,
        "sources": [_source(source) for source in sources],
        "searches": [{"name": one.name, "query": one.search.text, "variants": one.search.variants} for one in searches],
        "issues": [_issue(saved) for saved in issues],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _source(source: Source) -> Json:
    return {
        "id": source.id,
        "kind": source.kind.value,
        "name": source.name,
        "path": source.path,
        "group": source.group,
        "position": source.position,
        "options": _options(source.options),
        "feed": None if source.feed is None else asdict(source.feed),
        "watched": source.watched,
    }


def _options(options: SplitOptions | None) -> Json | None:
    if options is None:
        return None
    return {
        "dialect": options.dialect.value if options.dialect else None,
        "own_sections": None if options.own_sections is None else list(options.own_sections),
        "merged": list(options.merged),
        "split_at": list(options.split_at),
    }


def _issue(saved: SavedIssue) -> Json:
    detail = saved.detail
    return issue_dict(detail) | {
        "articles": [_article(article, saved) for article in detail.articles],
        "front_matter": dict(detail.front_matter),
        "added": detail.issue.added_at,
        "stored": {
            "path": saved.path,
            "published": _published(saved.published),
            "corrected": _published(saved.corrected),
            "options": _options(saved.options),
            "sections": [
                {"start": section.span.start, "end": section.span.end, "own": section.own}
                for section in detail.sections
            ],
            "warnings": _warnings(detail),
            "imported": saved.version.imported_at,
            "bytes": base64.b64encode(saved.version.data).decode(),
            "entry": None if saved.entry is None else asdict(saved.entry),
            "snapshot": None if saved.kept.snapshot is None else _snapshot(saved.kept.snapshot),
            "images": [
                {"url": image.url, "sha256": image.sha256, "kind": image.kind, "size": image.size}
                for image in saved.kept.images
            ],
            "texts": [{"title": text.title, "text": text.text, "replaced": text.replaced_at} for text in saved.texts],
        },
    }


def _snapshot(snapshot: Fetched) -> Json:
    return {
        "link": snapshot.canonical,
        "others": list(snapshot.others),
        "url": snapshot.url,
        "kind": snapshot.kind.value,
        "site": snapshot.site,
        "author": snapshot.author,
        "published": snapshot.published,
        "file": snapshot.file,
        "size": snapshot.size,
        "fetched": snapshot.fetched_at,
        "place": snapshot.place,
    }


def _published(published: Published) -> Json:
    return {
        "title": published.title,
        "number": published.number,
        "date": published.date,
        "source": published.source_id,
    }


def _warnings(detail: IssueDetail) -> list[Json]:
    return [
        {"template": warning.template, "line": warning.line, "fields": dict(warning.fields)}
        for warning in detail.warnings
    ]


def _article(article: Article, saved: SavedIssue) -> Json:
    more = saved.articles[article.id]
    notes = [note for note in saved.detail.annotations if note.article_id == article.id]
    return article_dict(article, ()) | {
        "notes": _notes([note for note in notes if not note.deleted], saved.notes),
        "local_file": article.local_file,
        "stored": {
            "ordinal": article.ordinal,
            "title_shown": article.title_shown,
            "section": article.section,
            "start": more.span.start,
            "end": more.span.end,
            "canonical": [link.canonical for link in article.links],
            "downloaded_title": article.downloaded_title,
            "downloaded_by_hand": more.downloaded_by_hand,
            "downloaded_by_page": more.downloaded_by_page,
            "deleted_notes": _notes([note for note in notes if note.deleted], saved.notes),
        },
    }


def _notes(notes: Iterable[Annotation], saved: Mapping[AnnotationId, SavedNote]) -> list[Json]:
    return [whole_note_dict(note) | {"stored": _note(note, saved[note.id])} for note in notes]


def _note(note: Annotation, saved: SavedNote) -> Json:
    origin = note.origin
    return {
        "made": _quote(saved.made),
        "sought": _quote(saved.sought),
        "version": saved.text,
        "version_start": saved.start,
        "placed_by_file": saved.placed_by_file,
        "origin": {**_text(origin.note), "ordinal": origin.ordinal} if origin else None,
        "deleted": saved.deleted_at,
    }


def _quote(quote: Selector | None) -> Json | None:
    return {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix} if quote else None


def _text(note: NoteText) -> Json:
    status = note.status.value if note.status else None
    return {"text": note.body, "level": note.level, "date": note.date, "status": status}
