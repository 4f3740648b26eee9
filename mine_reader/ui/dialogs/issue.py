"""What is known of an issue, to be corrected."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from mine_reader.model import Dialect, Issue, IssueDetail, IssueId
from mine_reader.ui import labels
from mine_reader.ui.dialogs.base import Dialog, plain_label


@dataclass(frozen=True, slots=True)
class Correction:
    """What the user wants otherwise; None: as it is. `split` says whether `dialect` was chosen anew."""

    issue_id: IssueId
    title: str | None = None
    number: str | None = None
    date: str | None = None
    source: str | None = None
    split: bool = False
    dialect: Dialect | None = None


class IssueDialog(Dialog):
    """`corrected(Correction)` at OK."""

    corrected = Signal(object)

    def __init__(self, detail: IssueDetail, sources: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent, "issue")
        issue = detail.issue
        self._issue = issue
        self.setWindowTitle(self.tr("Issue properties"))
        form = QFormLayout()
        form.setVerticalSpacing(10)
        self.column.addLayout(form)
        self.fields = {
            "title": QLineEdit(issue.title, self),
            "number": QLineEdit("" if issue.number is None else str(issue.number), self),
            "date": QLineEdit(issue.date or "", self),
        }
        self.fields["date"].setPlaceholderText(self.tr("2024-01-31"))
        self.source = QComboBox(self)
        self.source.setEditable(True)
        self.source.addItems(list(sources))
        self.source.setCurrentText(issue.source)
        self.split = QComboBox(self)
        self.split.addItem(self.tr("Leave as it is ({0})").format(self._dialect(issue)))
        for dialect, text in labels.dialects().items():
            self.split.addItem(text, dialect.value if dialect else "")
        form.addRow(self.tr("Title"), self.fields["title"])
        form.addRow(self.tr("Number"), self.fields["number"])
        form.addRow(self.tr("Date"), self.fields["date"])
        form.addRow(self.tr("Source"), self.source)
        form.addRow(self.tr("Split"), self.split)
        form.addRow(self.tr("File"), plain_label(issue.path or "–", role="secondary", parent=self))
        form.addRow(self.tr("Articles"), plain_label(str(issue.total), role="secondary", parent=self))
        if detail.warnings:
            text = "\n".join(
                self.tr("Line {0}: {1}").format(one.line, labels.fill(one.template, one.fields))
                for one in detail.warnings
            )
            notes = QPlainTextEdit(text, self)
            notes.setReadOnly(True)
            notes.setTabChangesFocus(True)
            notes.setAccessibleName(self.tr("Not understood"))
            notes.setFixedHeight(88)
            form.addRow(self.tr("Not understood"), notes)
        self.column.addWidget(plain_label(self.tr("An emptied line takes your correction back."), role="secondary"))
        self.add_buttons(QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel)
        self.resize(520, 0)

    def _dialect(self, issue: Issue) -> str:
        return re.split("[:：]", labels.dialects()[issue.dialect])[0]

    def accept(self) -> None:
        """Send what is otherwise than it was."""
        issue = self._issue
        was = {
            "title": issue.title,
            "number": "" if issue.number is None else str(issue.number),
            "date": issue.date or "",
        }
        now = {name: field.text().strip() for name, field in self.fields.items()}
        changed = {name: text for name, text in now.items() if text != was[name]}
        source = self.source.currentText().strip()
        value = str(self.split.currentData() or "")
        self.corrected.emit(
            Correction(
                issue.id,
                title=changed.get("title"),
                number=changed.get("number"),
                date=changed.get("date"),
                source=source if source != issue.source else None,
                split=self.split.currentIndex() > 0,
                dialect=Dialect(value) if value else None,
            )
        )
        super().accept()
