"""What is known of a source, and how its issues are split."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from mine_reader.model import Dialect, Source, SourceId, SplitOptions
from mine_reader.text.sections import OWN_SECTIONS
from mine_reader.ui import labels
from mine_reader.ui.dialogs.base import Dialog, plain_label


@dataclass(frozen=True, slots=True)
class SourceEdit:
    """What the user wants of a source; None: as it is."""

    source_id: SourceId
    name: str | None
    group: str | None
    options: SplitOptions | None


class SourceDialog(Dialog):
    """`edited(SourceEdit)` at OK."""

    edited = Signal(object)

    def __init__(self, source: Source, groups: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent, "source")
        self._source = source
        self.setWindowTitle(self.tr("Source properties"))
        form = QFormLayout()
        form.setVerticalSpacing(10)
        self.column.addLayout(form)
        self.name = QLineEdit(source.name, self)
        self.group = QComboBox(self)
        self.group.setEditable(True)
        self.group.addItems(["", *groups])
        self.group.setCurrentText(source.group)
        self.dialect = QComboBox(self)
        for dialect, text in labels.dialects().items():
            self.dialect.addItem(text, dialect.value if dialect else "")
        self.dialect.setCurrentIndex(self.dialect.findData(source.options.dialect or ""))
        own = source.options.own_sections
        self.built_in = QCheckBox(self.tr("Use the built-in list"), self)
        self.built_in.setChecked(own is None)
        self.sections = QPlainTextEdit("\n".join(OWN_SECTIONS if own is None else own), self)
        self.sections.setTabChangesFocus(True)
        self.sections.setEnabled(own is not None)
        self.sections.setAccessibleName(self.tr("Sections about the publication itself"))
        self.built_in.toggled.connect(self.sections.setDisabled)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Folder"), self.group)
        form.addRow(self.tr("Split"), self.dialect)
        form.addRow(self.tr("Files"), plain_label(source.path or "–", role="secondary", parent=self))
        text = self.tr("Sections about the publication itself: shown, but without articles; one a line")
        self.column.addWidget(plain_label(text))
        self.column.addWidget(self.built_in)
        self.column.addWidget(self.sections)
        self.add_buttons(QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel)
        self.resize(520, 460)

    def accept(self) -> None:
        """Send what is otherwise than it was."""
        value = str(self.dialect.currentData() or "")
        lines = tuple(line.strip() for line in self.sections.toPlainText().split("\n") if line.strip())
        options = replace(
            self._source.options,
            dialect=Dialect(value) if value else None,
            own_sections=None if self.built_in.isChecked() else lines,
        )
        name, group = self.name.text().strip(), self.group.currentText().strip()
        self.edited.emit(
            SourceEdit(
                self._source.id,
                name if name and name != self._source.name else None,
                group if group != self._source.group else None,
                options if options != self._source.options else None,
            )
        )
        super().accept()
