"""Notes and issues out of the library: what, in which form, with a preview."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QFormLayout, QPlainTextEdit, QPushButton, QWidget

from mine_reader.services.exporting import ExportFormat
from mine_reader.ui.dialogs.base import Dialog
from mine_reader.ui.noop import QT_TRANSLATE_NOOP

_FORMS = {
    ExportFormat.MARKDOWN: QT_TRANSLATE_NOOP("ExportDialog", "Markdown: the notes with their quotations"),
    ExportFormat.INLINE: QT_TRANSLATE_NOOP("ExportDialog", "Inline: the issue with its notes in the text"),
    ExportFormat.OBSIDIAN: QT_TRANSLATE_NOOP("ExportDialog", "Obsidian: a page an issue, kept up to date in a vault"),
    ExportFormat.JSON: QT_TRANSLATE_NOOP("ExportDialog", "JSON: everything"),
    ExportFormat.ANNOTATIONS: QT_TRANSLATE_NOOP("ExportDialog", "Web Annotations (JSON-LD): for Hypothesis and others"),
    ExportFormat.CSV: QT_TRANSLATE_NOOP("ExportDialog", "CSV: highlights and notes for Readwise and others"),
}

_SUFFIXES = {ExportFormat.JSON: ".json", ExportFormat.ANNOTATIONS: ".jsonld", ExportFormat.CSV: ".csv"}


class ExportDialog(Dialog):
    """Says what is wanted: a preview at another choice, the export at Save, the notes in the file, the template."""

    preview_wanted = Signal()
    save_wanted = Signal()
    into_file_wanted = Signal()
    template_wanted = Signal()

    def __init__(
        self,
        title: str,
        tags: Sequence[str] = (),
        parent: QWidget | None = None,
        *,
        has_file: bool = True,
        chosen: int = 0,
    ) -> None:
        super().__init__(parent, "export")
        self._has_file = has_file
        self.setWindowTitle(self.tr("Export"))
        self.scope, self.form = QComboBox(self), QComboBox(self)
        self.preview = QPlainTextEdit(self)
        self._lay_out()
        self._fill(title, tags, chosen)
        self._add_buttons()
        self.scope.currentIndexChanged.connect(self._changed)
        self.form.currentIndexChanged.connect(self._changed)
        self.resize(680, 560)
        self._wait()
        self._enable()

    def _lay_out(self) -> None:
        form = QFormLayout()
        self.column.addLayout(form)
        form.addRow(self.tr("What"), self.scope)
        form.addRow(self.tr("Form"), self.form)
        self.preview.setReadOnly(True)
        self.preview.setAccessibleName(self.tr("Preview"))
        self.preview.setTabChangesFocus(True)
        self.column.addWidget(self.preview)

    def _fill(self, title: str, tags: Sequence[str], chosen: int) -> None:
        if chosen:
            self.scope.addItem(self.tr("%n chosen note(s)", "", chosen), "chosen")
        if title:
            self.scope.addItem(self.tr("This issue: {0}").format(title), "issue")
        self.scope.addItem(self.tr("Everything"), "all")
        for tag in tags:
            self.scope.addItem(self.tr("Tag: {0}").format(tag), f"tag:{tag}")
        for one, text in _FORMS.items():
            self.form.addItem(QCoreApplication.translate("ExportDialog", text), one.value)

    def _add_buttons(self) -> None:
        box = self.add_buttons(QDialogButtonBox.StandardButton.Save, QDialogButtonBox.StandardButton.Close)
        self._save = box.button(QDialogButtonBox.StandardButton.Save)
        box.accepted.disconnect()
        box.accepted.connect(self.save_wanted)
        self.copy_button = QPushButton(self.tr("Copy"), self)
        self.copy_button.clicked.connect(self._copy)
        self.into_file = QPushButton(self.tr("Save notes into the file"), self)
        self.into_file.clicked.connect(self.into_file_wanted)
        self.edit_template = QPushButton(self.tr("Edit the template"), self)
        self.edit_template.setToolTip(self.tr("Open your own template; the preview follows when you save it"))
        self.edit_template.clicked.connect(self.template_wanted)
        for button in (self.copy_button, self.into_file, self.edit_template):
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)

    def chosen_form(self) -> ExportFormat:
        """Return the form that is chosen."""
        return ExportFormat(self.form.currentData())

    def suffix(self) -> str:
        """Return how the name of a file in the chosen form ends."""
        return _SUFFIXES.get(self.chosen_form(), ".md")

    def wants_folder(self) -> bool:
        """Return whether the export is written into a folder."""
        form = self.chosen_form()
        alone = self.one_issue() or self.chosen_notes()
        return form is ExportFormat.OBSIDIAN or not (alone or form in _SUFFIXES)

    def one_issue(self) -> bool:
        """Return whether the open issue alone is meant."""
        return str(self.scope.currentData()) == "issue"

    def chosen_notes(self) -> bool:
        """Return whether the notes that were chosen before are meant."""
        return str(self.scope.currentData()) == "chosen"

    def choose_tag(self, tag: str) -> None:
        """Choose the notes under a tag."""
        self.scope.setCurrentIndex(max(self.scope.findData(f"tag:{tag}"), 0))

    def chosen_tag(self) -> str | None:
        """Return the tag whose notes are meant, None for no tag."""
        kind, _, tag = str(self.scope.currentData()).partition(":")
        return tag if kind == "tag" else None

    def show_preview(self, text: str) -> None:
        """Show what the export would write."""
        self.preview.setPlainText(text)
        self.preview.setPlaceholderText("")
        self._enable()

    def show_failure(self, sentence: str) -> None:
        """Show why there is no preview."""
        self.preview.clear()
        self.preview.setPlaceholderText(sentence)
        self._enable()

    def _wait(self) -> None:
        # A template may take its time.
        self.preview.clear()
        self.preview.setPlaceholderText(self.tr("Making the preview…"))

    def _changed(self) -> None:
        self._wait()
        self._enable()
        self.preview_wanted.emit()

    def _enable(self) -> None:
        self.into_file.setEnabled(self.one_issue() and self._has_file)
        self.copy_button.setEnabled(bool(self.preview.toPlainText()))
        self.edit_template.setVisible(self.chosen_form() is ExportFormat.MARKDOWN)
        inline = self.chosen_form() is ExportFormat.INLINE
        self._save.setEnabled(not (inline and self.chosen_notes()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.preview.toPlainText())
