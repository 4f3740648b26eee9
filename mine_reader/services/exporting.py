"""Annotations and issues out of the library, into files."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Protocol

from mine_reader.errors import ExportError, FileChangedError, InputError
from mine_reader.export import (
    InlineExport,
    InlineSource,
    article_dict,
    export_csv,
    export_inline,
    export_json,
    export_markdown,
    issue_dict,
    note_dict,
    notes_by_article,
    safe_name,
    safe_relative,
)
from mine_reader.export.lossless import export_library
from mine_reader.export.obsidian import vault_file
from mine_reader.export.web_annotation import export_annotations
from mine_reader.files import write_whole
from mine_reader.model import (
    Annotation,
    AnnotationId,
    BlockMap,
    DecodedSource,
    ExportReport,
    Issue,
    IssueDetail,
    IssueId,
    PartKind,
    Source,
    SplitOptions,
)
from mine_reader.model.saved import SavedIssue
from mine_reader.model.searching import SavedSearch
from mine_reader.services.export_folder import ExportFolder
from mine_reader.services.library import Library
from mine_reader.services.reading import tag_names
from mine_reader.services.templates import UserTemplate
from mine_reader.services.vault import Vault, VaultLedger

__all__ = [
    "ExportFormat",
    "Exporting",
    "IssueSource",
    "Sources",
    "article_dict",
    "issue_dict",
    "note_dict",
    "notes_by_article",
]


class ExportFormat(StrEnum):
    """What an export writes."""

    MARKDOWN = "markdown"
    OBSIDIAN = "obsidian"
    INLINE = "inline"
    JSON = "json"
    ANNOTATIONS = "jsonld"
    CSV = "csv"


_SUFFIXES = {
    ExportFormat.MARKDOWN: ".md",
    ExportFormat.JSON: ".json",
    ExportFormat.ANNOTATIONS: ".jsonld",
    ExportFormat.CSV: ".csv",
}
_WHOLE = (ExportFormat.JSON, ExportFormat.INLINE)
"""What is written of issues without notes, too."""

_PREVIEWED = 3
"""Of so many issues an export of many is previewed."""

_Writer = Callable[[Sequence[IssueDetail]], str]
_Writers = Callable[[Sequence[Sequence[IssueDetail]]], Iterable[str]]
_WRITERS: Mapping[ExportFormat, _Writer] = {
    ExportFormat.JSON: export_json,
    ExportFormat.ANNOTATIONS: export_annotations,
    ExportFormat.CSV: export_csv,
}


@dataclass(frozen=True, slots=True)
class IssueSource:
    """The source of an issue as it was last imported.

    `name` is its path relative to its source, as `parse_issue` had it; `annotations` are all of the
    issue's, the deleted ones included.
    """

    path: Path | None
    name: str
    data: DecodedSource
    options: SplitOptions
    annotations: tuple[Annotation, ...]


class Sources(Protocol):
    """What an inline export needs of the library beyond what is shown."""

    def issue_source(self, issue_id: IssueId) -> IssueSource:
        """Return the source of an issue; NotFoundError."""
        ...

    def annotated(self) -> frozenset[IssueId]:
        """Return the issues that have annotations."""
        ...

    def saved(
        self, issue_ids: Iterable[IssueId], *, everything: bool
    ) -> tuple[Sequence[Source], Sequence[SavedIssue], Sequence[SavedSearch]]:
        """Return issues with everything, and the sources they belong to; NotFoundError."""
        ...

    def saved_into_file(self, issue_id: IssueId, data: bytes, origins: Mapping[AnnotationId, int]) -> None:
        """Take `data` for what was imported last: its n-th note is the annotation that `origins` names.

        Deleted annotations are in it no more; annotations missing from `origins` were left out.
        """
        ...


class Exporting:
    """Exports. All writing is atomic: a failed export leaves the old file."""

    def __init__(
        self,
        library: Library,
        sources: Sources,
        ledger: VaultLedger,
        template: UserTemplate,
        place_links: Callable[[], bool],
    ) -> None:
        self._library = library
        self._sources = sources
        self._ledger = ledger
        self._template = template
        self._place_links = place_links
        self._in_vault = Lock()

    @property
    def template(self) -> UserTemplate:
        """The user's own template for Markdown."""
        return self._template

    def export(
        self,
        form: ExportFormat,
        output: Path,
        *,
        issue_id: IssueId | None = None,
        tag: str | None = None,
        only: Collection[AnnotationId] | None = None,
    ) -> ExportReport:
        """Write one issue, the annotations under a tag, `only` some annotations, or everything.

        `output` is a file, or a folder that takes a file an issue if there is one of that name;
        ExportError. Inline, more than one issue always goes into a folder, by source and by path within
        the source. In a folder, a file that is not ours or that was changed since is never replaced; a
        vault is always a folder, and what the user wrote in its files stays.
        """
        if form is ExportFormat.INLINE and only is not None:
            raise InputError(what="The form", reason="it holds whole issues, not some of their notes")
        alone, part = issue_id is not None, tag is not None or only is not None
        if form is ExportFormat.OBSIDIAN and not alone and not part:
            return self._export_vault(output)
        details = self._details(form, issue_id, tag, only)
        if form is ExportFormat.OBSIDIAN:
            return self._add_to_vault(output, details)
        if form is ExportFormat.INLINE:
            return self._export_inline([detail.issue for detail in details], output, alone=alone)
        shown = [detail for detail in details if alone or _shown(form, detail)]
        if form is ExportFormat.JSON and not part:
            everything = not alone and not output.is_dir()
            return self._export_text(
                form, shown, output, lambda groups: [self._whole(group, everything=everything) for group in groups]
            )
        return self._export_text(form, shown, output, lambda groups: self._texts(form, groups))

    def preview(
        self,
        issue_id: IssueId | None,
        form: ExportFormat,
        *,
        tag: str | None = None,
        only: Collection[AnnotationId] | None = None,
    ) -> str:
        """Return what `export` would write, JSON without what only an import needs; of many issues, of the first."""
        if form is ExportFormat.INLINE and only is not None:
            raise InputError(what="The form", reason="it holds whole issues, not some of their notes")
        if form is ExportFormat.INLINE:
            shown = issue_id or next((issue.id for issue in self._library.outline().issues), None)
            return "" if shown is None else self._inline(shown)[1].text
        details = self._details(form, issue_id, tag, only, most=_PREVIEWED)
        return next(iter(self._texts(form, [details])))

    def _texts(self, form: ExportFormat, groups: Sequence[Sequence[IssueDetail]]) -> Iterable[str]:
        """Return a text for each group of issues."""
        links = self._place_links()
        if form is ExportFormat.MARKDOWN and self._template.present():
            return self._template.render(groups, links=links)
        if form is ExportFormat.MARKDOWN:
            return (export_markdown(details, links=links) for details in groups)
        if form is ExportFormat.OBSIDIAN:
            return ("".join(vault_file(None, one, _ids(one), links=links) for one in details) for details in groups)
        return map(_WRITERS[form], groups)

    def save_into_file(self, issue_id: IssueId) -> ExportReport:
        """Write the inline export over the imported file; FileChangedError when that is not as it was imported."""
        source, written = self._inline(issue_id)
        if source.path is None:
            raise InputError(what=self._library.issue(issue_id).title, reason="it did not come from a file")
        before = source.data.encode()
        try:
            on_disk = source.path.read_bytes()
        except OSError as error:
            raise ExportError(path=str(source.path), reason=error.strerror or str(error)) from error
        if on_disk != before:
            raise FileChangedError(path=str(source.path))
        after = source.data.encode(written.text)
        if after != before:
            write_whole(source.path, after)
        self._sources.saved_into_file(issue_id, after, written.origins)
        return ExportReport((str(source.path),), len(written.origins), written.left_out)

    def _details(
        self,
        form: ExportFormat,
        issue_id: IssueId | None,
        tag: str | None,
        only: Collection[AnnotationId] | None,
        *,
        most: int | None = None,
    ) -> list[IssueDetail]:
        if issue_id is not None:
            details = [self._library.detail(issue_id)]
        else:
            noted = self._sources.annotated() if form not in _WHOLE and tag is None else None
            ids = [issue.id for issue in self._library.outline().issues]
            ids = [one for one in ids if noted is None or one in noted]
            details = [self._library.detail(one) for one in (ids if tag or only else ids[:most])]
        if only is not None:
            details = [_alone(detail, only) for detail in details]
        elif tag is not None:
            (name,) = tag_names([tag])
            details = [_under(detail, name) for detail in details]
        else:
            return details
        return [found for found in details if found.articles][:most]

    def _whole(self, details: Sequence[IssueDetail], *, everything: bool) -> str:
        """Return issues with all it takes to have them back; `everything`: and the feeds that have none."""
        ids = [detail.issue.id for detail in details]
        return export_library(*self._sources.saved(ids, everything=everything))

    def _export_text(
        self, form: ExportFormat, details: Sequence[IssueDetail], output: Path, write: _Writers
    ) -> ExportReport:
        notes = sum(map(_notes, details))
        if not output.is_dir():
            write_whole(output, _utf8(next(iter(write([details])))))
            return ExportReport((str(output),), notes, 0)
        folder = ExportFolder(output, self._ledger)
        # The oldest first: an issue that comes later takes no name that another of its title has.
        ordered = sorted(details, key=lambda detail: detail.issue.id)
        for detail, text in zip(ordered, write([[detail] for detail in ordered]), strict=True):
            name = safe_name(f"{detail.issue.source} {detail.issue.title}", _SUFFIXES[form])
            folder.write(Path(name), _utf8(text))
        return ExportReport(tuple(folder.written), notes, 0)

    def update_vault(self, folder: Path, changed: Collection[IssueId] | None = None) -> ExportReport:
        """Bring a vault that is there up to date, the `changed` issues alone if they are known.

        InputError when the vault is gone: nothing is made in its place.
        """
        if not folder.is_dir():
            raise InputError(what=str(folder), reason="the folder is not there")
        return self._export_vault(folder, changed)

    def _export_vault(self, folder: Path, changed: Collection[IssueId] | None = None) -> ExportReport:
        """Write the issues with notes, take the notes that are no more out of the files of the others."""
        with self._vault(folder) as vault:
            present = {issue.id for issue in self._library.outline().issues}
            wanted = present & (self._sources.annotated() | vault.known)
            notes = 0
            for issue_id in sorted(wanted if changed is None else wanted & set(changed)):
                detail = self._library.detail(issue_id)
                vault.write(detail, _ids(detail))
                notes += _notes(detail)
            vault.forget(present)
        return ExportReport(tuple(vault.written), notes, 0)

    def _add_to_vault(self, folder: Path, details: Sequence[IssueDetail]) -> ExportReport:
        """Write the annotations of `details`; those of their issues that the vault has already stay in it."""
        with self._vault(folder) as vault:
            for detail in details:
                vault.write(self._library.detail(detail.issue.id), _ids(detail))
        return ExportReport(tuple(vault.written), sum(map(_notes, details)), 0)

    @contextmanager
    def _vault(self, folder: Path) -> Iterator[Vault]:
        """Give a vault to write; two exports at once would both make a file for an issue that has none yet."""
        with self._in_vault:
            vault = Vault(folder, self._ledger, links=self._place_links())
            yield vault
        if vault.failed is not None:
            raise vault.failed

    def _export_inline(self, issues: Sequence[Issue], output: Path, *, alone: bool) -> ExportReport:
        if alone and not output.is_dir():
            source, written = self._inline(issues[0].id)
            write_whole(output, source.data.encode(written.text))
            return ExportReport((str(output),), len(written.origins), written.left_out)
        notes = left_out = 0
        folder = ExportFolder(output, self._ledger)
        for issue in sorted(issues, key=lambda issue: issue.id):
            source, written = self._inline(issue.id)
            # A saved page is named as it is called: its path is a web address.
            named = source.name and "://" not in source.name
            name = safe_relative(source.name) if named else safe_name(issue.title, ".md")
            relative = Path(safe_name(issue.source)) / name
            folder.write(relative, source.data.encode(written.text))
            notes += len(written.origins)
            left_out += written.left_out
        return ExportReport(tuple(folder.written), notes, left_out)

    def _inline(self, issue_id: IssueId) -> tuple[IssueSource, InlineExport]:
        from mine_reader.text import parse_issue  # noqa: PLC0415 - no start needs it

        source = self._sources.issue_source(issue_id)
        issue = parse_issue(source.data.text, source.name, source.options)
        # Articles that are gone from the file come after all others.
        there = self._library.detail(issue_id).articles[: len(issue.articles)]
        inline = InlineSource(
            text=source.data.text,
            issue=issue,
            ordinals={article.id: article.ordinal for article in there},
            blocks=self._blocks(issue_id, source.annotations),
            parse=lambda text: parse_issue(text, source.name, source.options),
        )
        return source, export_inline(inline, source.annotations)

    def _blocks(self, issue_id: IssueId, annotations: Sequence[Annotation]) -> dict[int, Sequence[BlockMap]]:
        """Return the blocks of each article, if a note is to be placed among them."""
        if all(a.deleted or (a.origin and a.origin.ordinal is not None) for a in annotations):
            return {}
        parts = self._library.page(issue_id).parts
        return {part.index: part.blocks for part in parts if part.kind is PartKind.ARTICLE}


def _shown(form: ExportFormat, detail: IssueDetail) -> bool:
    """Return whether a format shows anything of an issue beside its title."""
    return form is ExportFormat.JSON or _notes(detail) > 0


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _notes(detail: IssueDetail) -> int:
    return sum(not annotation.deleted for annotation in detail.annotations)


def _ids(detail: IssueDetail) -> frozenset[AnnotationId]:
    return frozenset(annotation.id for annotation in detail.annotations if not annotation.deleted)


def _alone(detail: IssueDetail, only: Collection[AnnotationId]) -> IssueDetail:
    """Return these annotations of an issue and the articles they are on."""
    annotations = tuple(a for a in detail.annotations if a.id in only)
    kept = {annotation.article_id for annotation in annotations}
    articles = tuple(article for article in detail.articles if article.id in kept)
    return replace(detail, articles=articles, annotations=annotations)


def _under(detail: IssueDetail, tag: str) -> IssueDetail:
    """Return the articles and annotations of an issue that carry a tag or one nested under it."""
    tagged = {article.id for article in detail.articles if _carries(article.tags, tag)}
    annotations = tuple(a for a in detail.annotations if a.article_id in tagged or _carries(a.tags, tag))
    kept = tagged | {annotation.article_id for annotation in annotations}
    articles = tuple(article for article in detail.articles if article.id in kept)
    return replace(detail, articles=articles, annotations=annotations)


def _carries(tags: Sequence[str], tag: str) -> bool:
    return any(f"{name}/".casefold().startswith(f"{tag}/".casefold()) for name in tags)
