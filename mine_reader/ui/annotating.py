"""Highlights and notes: from the selection and the cards to the library."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import quote_plus

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from mine_reader.errors import MineReaderError
from mine_reader.model import (
    Annotation,
    AnnotationId,
    ArticleId,
    Change,
    Color,
    NoteText,
    Span,
)
from mine_reader.model.address import address, addressed
from mine_reader.services import Services
from mine_reader.ui.browsing import Browsing
from mine_reader.ui.links import open_outward
from mine_reader.ui.notes_pane import new_note

_SEARCH = "https://duckduckgo.com/?q="


class AnnotatingPane(QObject):
    """Ties the selection in the reader and the notes pane to the library's annotations."""

    changed = Signal(object)
    said = Signal(object)
    deleted = Signal(object)
    failed = Signal(object)

    def __init__(self, services: Services, browsing: Browsing, color: Color, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._browsing = browsing
        self._reader = browsing.panes.reader
        self._notes = browsing.panes.notes
        self._last: AnnotationId | None = None
        self._at_hand = False
        self.color = color
        self._reader.highlight_requested.connect(self.highlight_in)
        self._reader.note_requested.connect(self.note)
        self._reader.copy_quote_requested.connect(self.copy_quote)
        self._reader.search_web_requested.connect(self.search_web)
        self._reader.annotation_clicked.connect(self.clicked)
        browsing.article_reached.connect(self._leave)
        browsing.panes.articles.chosen.connect(self._leave)
        browsing.page_shown.connect(self._take_up)
        notes = self._notes
        notes.kept_draft = services.annotating.draft
        notes.activated.connect(self.activated)
        notes.note_edited.connect(self._edited)
        notes.note_created.connect(self._created)
        notes.note_cancelled.connect(self._cancelled)
        notes.draft_changed.connect(self._draft_changed)
        notes.done_toggled.connect(self._done)
        notes.recolor_requested.connect(self._recolor)
        notes.tags_edited.connect(self._tags)
        notes.delete_requested.connect(self._delete)
        notes.copy_requested.connect(self._copy)
        notes.link_requested.connect(self.copy_link)

    def highlight(self) -> None:
        """Highlight the selection in the colour used last."""
        self.highlight_in(self.color)

    def highlight_in(self, color: Color) -> None:
        """Highlight the selection."""
        chosen = self._reader.selection()
        if chosen is None:
            self.said.emit(self.tr("Select text in the reader first."))
            return
        self.color = color
        article_id, span = chosen
        self._add(article_id, span, None, color)

    def note(self) -> None:
        """Start a note on the selection; else edit what was just made or chosen; else note on the article."""
        chosen = self._reader.selection()
        current = self._browsing.current()
        if chosen is not None:
            article_id, span = chosen
            self._start(f"article:{article_id}:{span.start}-{span.end}")
        elif self._at_hand and self._last is not None:
            self._edit(self._last)
        elif current is not None:
            self._start(f"article:{current}")
        else:
            self.said.emit(self.tr("Choose an article first."))

    def _edit(self, annotation_id: AnnotationId, draft: str = "") -> None:
        self._notes.show()
        self._notes.edit(annotation_id, draft)

    def _take(self, annotation_id: AnnotationId) -> None:
        """Remember what levels and `note` are meant for."""
        self._last = annotation_id
        self._at_hand = True

    def _leave(self) -> None:
        """Another article is read: a note is meant for that one."""
        self._at_hand = False

    def _start(self, key: str, note: NoteText | None = None, *, focus: bool = True) -> None:
        """Open the editor of a new note, with what was written there before."""
        article_id, span = _place(key)
        article = self._services.reading.article(article_id)
        quote = (article.text or "")[span.start : span.end] if span else ""
        note = note or new_note(self._services.annotating.draft(key))
        if focus:
            self._notes.show()
        self._notes.start_note(article.title, quote, key, note, focus=focus)

    def _take_up(self) -> None:
        """Open the editor with what was written in this issue and not saved, be it before a crash."""
        page = self._browsing.page
        if page is None or self._notes.is_editing():
            return
        articles = {article.id for article in page.articles}
        for key in self._services.annotating.drafts():
            kind, number = key.split(":")[:2]
            if kind == "article" and ArticleId(int(number)) in articles:
                self._start(key, focus=False)
            elif kind == "annotation":
                self._notes.edit(AnnotationId(int(number)), focus=False)
            if self._notes.is_editing():
                return

    def _created(self, what: tuple[str, NoteText]) -> None:
        key, note = what
        article_id, span = _place(key)
        if note.date is None:
            note = replace(note, date=date.today().isoformat())  # noqa: DTZ011 - the user's own day
        if self._add(article_id, span, note, self.color if span else None):
            self._draft_changed((key, ""))
        else:
            # What could not be stored goes back to where it was written.
            self._start(key, note)

    def _add(self, article_id: ArticleId, span: Span | None, note: NoteText | None, color: Color | None) -> bool:
        made: list[Annotation] = []

        def act() -> None:
            made.append(self._services.annotating.add(article_id, span=span, note=note, color=color))

        if not self._do(act, article_id):
            return False
        self._take(made[0].id)
        self._notes.reveal(made[0].id)
        return True

    def _cancelled(self, key: str) -> None:
        self._do(lambda: self._services.annotating.save_draft(key, ""), None, quiet=True)

    def _draft_changed(self, what: tuple[str, str]) -> None:
        self._do(lambda: self._services.annotating.save_draft(*what), None, quiet=True)

    def clicked(self, annotation_id: AnnotationId) -> None:
        """Show the card of a highlight that was clicked."""
        self._take(annotation_id)
        self._notes.show()
        self._notes.reveal(annotation_id)

    def activated(self, annotation_id: AnnotationId) -> None:
        """Show the place of a card that was clicked, opening its issue first."""
        self._take(annotation_id)
        annotation = self._services.annotating.get(annotation_id)
        self._browsing.open_annotation(annotation)

    def open_address(self, text: str) -> None:
        """Show the annotation that an address is of."""
        annotation_id = addressed(text)
        if annotation_id is None:
            self.said.emit(self.tr("{0} is no address of a note.").format(text[:200]))
            return
        try:
            self.activated(annotation_id)
        except MineReaderError as error:
            self.failed.emit(error)

    def set_level(self, level: str) -> None:
        """Set the level of the annotation that was made or chosen last."""
        if self._last is None:
            self.said.emit(self.tr("Choose a note first."))
            return
        annotation = self._services.annotating.get(self._last)
        self._edited((self._last, replace(annotation.note, level=level)))

    def _edited(self, what: tuple[AnnotationId, NoteText]) -> None:
        annotation_id, note = what
        self._take(annotation_id)
        if not self._change(annotation_id, lambda: self._services.annotating.edit(annotation_id, note)):
            self._edit(annotation_id, note.body)

    def _done(self, what: tuple[AnnotationId, bool]) -> None:
        self._change(what[0], lambda: self._services.annotating.set_done(what[0], what[1]))

    def _recolor(self, what: tuple[AnnotationId, Color | None]) -> None:
        if what[1] is not None:
            self.color = what[1]
        self._change(what[0], lambda: self._services.annotating.recolor([what[0]], what[1]))

    def _tags(self, what: tuple[AnnotationId, tuple[str, ...]]) -> None:
        annotation_id, tags = what
        old = self._services.annotating.get(annotation_id).tags
        add = [tag for tag in tags if tag not in old]
        remove = [tag for tag in old if tag not in tags]
        self._change(annotation_id, lambda: self._services.annotating.tag([annotation_id], add=add, remove=remove))

    def _delete(self, annotation_id: AnnotationId) -> None:
        self.forget([annotation_id])
        if self._change(annotation_id, lambda: self._services.annotating.delete([annotation_id])):
            self.deleted.emit(self.tr("Note deleted"))

    def forget(self, ids: Sequence[AnnotationId]) -> None:
        """Think no more of annotations that are gone."""
        if self._last in ids:
            self._last, self._at_hand = None, False

    def _change(self, annotation_id: AnnotationId, act: Callable[[], object]) -> bool:
        article_id = self._services.annotating.get(annotation_id).article_id
        return self._do(act, article_id, annotation_id)

    def _do(
        self,
        act: Callable[[], object],
        article_id: ArticleId | None,
        annotation_id: AnnotationId | None = None,
        *,
        quiet: bool = False,
    ) -> bool:
        try:
            act()
        except MineReaderError as error:
            self.failed.emit(error)
            return False
        if not quiet:
            articles = (article_id,) if article_id is not None else ()
            self.changed.emit(Change(articles=articles, annotations=(annotation_id or AnnotationId(0),)))
        return True

    # Text out of the window

    def copy_quote(self) -> None:
        """Copy the selection as a Markdown quotation with its source; else what was just made or chosen."""
        chosen = self._reader.selection()
        if chosen is not None:
            QGuiApplication.clipboard().setText(self._services.copying.words(chosen[0], self._reader.selected_text()))
            self.said.emit(self.tr("Copied"))
        elif self._at_hand and self._last is not None:
            self.copy([self._last])
        else:
            self.said.emit(self.tr("Select text in the reader first."))

    def copy(self, ids: Sequence[AnnotationId]) -> None:
        """Copy annotations as Markdown, each with its source."""
        try:
            QGuiApplication.clipboard().setText(self._services.copying.annotations(ids))
        except MineReaderError as error:
            self.failed.emit(error)
            return
        self.said.emit(self.tr("Copied"))

    def copy_link(self, annotation_id: AnnotationId) -> None:
        """Copy the address of an annotation."""
        QGuiApplication.clipboard().setText(address(annotation_id))
        self.said.emit(self.tr("Copied"))

    def _copy(self, annotation_id: AnnotationId) -> None:
        self.copy([annotation_id])

    def search_web(self, text: str) -> None:
        """Look the text up on the web."""
        open_outward(_SEARCH + quote_plus(text[:200]))


def _place(key: str) -> tuple[ArticleId, Span | None]:
    """Read the key that a new note was started with."""
    _, number, *span = key.split(":")
    if not span:
        return ArticleId(int(number)), None
    start, _, end = span[0].partition("-")
    return ArticleId(int(number)), Span(int(start), int(end))
