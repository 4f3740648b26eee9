"""What is known of a source, and how its issues are split."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from mine_reader.model import Dialect, Feed, Images, Source, SourceId, SourceKind, SplitOptions
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
    feed: "FeedEdit | None" = None


@dataclass(frozen=True, slots=True)
class FeedEdit:
    """How the user wants a feed followed; None: as it is. `interval` is in minutes, 0 for the usual one."""

    interval: int | None
    paused: bool | None
    images: Images | None


_INTERVALS = (15, 30, 60, 180, 360, 720, 1440, 10_080)


class FeedRows(QObject):
    """The rows of a form about how a feed is followed."""

    def __init__(self, feed: Feed, form: QFormLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._feed = feed
        self.interval = QComboBox(parent)
        self.interval.addItem(self.tr("As in the settings"), 0)
        for minutes in sorted({*_INTERVALS, feed.interval or 60}):
            self.interval.addItem(labels.span(minutes), minutes)
        self.interval.setCurrentIndex(self.interval.findData(feed.interval or 0))
        self.images = QComboBox(parent)
        for kind in Images:
            self.images.addItem(labels.images_choice(kind), kind.value)
        self.images.setCurrentIndex(self.images.findData(feed.images.value))
        self.paused = QCheckBox(self.tr("Paused: not asked until it goes on"), parent)
        self.paused.setChecked(feed.paused)
        form.addRow(self.tr("Address"), plain_label(feed.url, role="secondary", parent=parent))
        form.addRow(self.tr("Check"), self.interval)
        form.addRow(self.tr("Pictures"), self.images)
        form.addRow("", self.paused)

    def wish(self) -> FeedEdit | None:
        """Return what is otherwise than it was, None for nothing."""
        interval, paused = int(self.interval.currentData()), self.paused.isChecked()
        images = Images(str(self.images.currentData()))
        found = FeedEdit(
            interval if interval != (self._feed.interval or 0) else None,
            paused if paused != self._feed.paused else None,
            images if images is not self._feed.images else None,
        )
        return None if found == FeedEdit(None, None, None) else found


class SourceDialog(Dialog):
    """`edited(SourceEdit)` at OK."""

    edited = Signal(object)

    def __init__(
        self, source: Source, groups: Sequence[str], parent: QWidget | None = None, *, feed: Feed | None = None
    ) -> None:
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
        self.feed = FeedRows(feed, form, self) if feed is not None and feed.kind is SourceKind.FEED else None
        if self.feed is None:
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
                self.feed.wish() if self.feed is not None else None,
            )
        )
        super().accept()
