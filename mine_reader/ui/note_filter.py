"""The filter over the notes: text, level, colour, status, tag."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLineEdit, QWidget

from mine_reader.model import Annotation, Color, Status
from mine_reader.ui.models.notes import Shown
from mine_reader.ui.quiet_box import QuietBox
from mine_reader.ui.theme import Themes


class NoteFilter(QFrame):
    """Says which notes are shown; offers only what there is."""

    changed = Signal(object)

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = QLineEdit(self)
        self._field.setClearButtonEnabled(True)
        self._level, self._color = QuietBox(themes, self), QuietBox(themes, self)
        self._status, self._tag = QuietBox(themes, self), QuietBox(themes, self)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 0, 12, 8)
        grid.setSpacing(4)
        grid.addWidget(self._field, 0, 0, 1, 2)
        for at, box in enumerate((self._level, self._color, self._status, self._tag)):
            box.setMinimumContentsLength(4)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            grid.addWidget(box, 1 + at // 2, at % 2)
            box.currentIndexChanged.connect(self._tell)
        self._field.textChanged.connect(self._tell)
        self._offered: tuple[Sequence[str], Sequence[str]] = ((), ())
        self._name()

    def _name(self) -> None:
        self._field.setPlaceholderText(self.tr("Filter notes"))
        self._field.setAccessibleName(self.tr("Filter notes"))
        for box, name in (
            (self._level, self.tr("Level")),
            (self._color, self.tr("Colour")),
            (self._status, self.tr("Status")),
            (self._tag, self.tr("Tag")),
        ):
            box.setAccessibleName(name)
            box.setToolTip(name)
        _refill(
            self._color,
            self.tr("Every colour"),
            (
                (self.tr("Yellow"), Color.YELLOW),
                (self.tr("Green"), Color.GREEN),
                (self.tr("Blue"), Color.BLUE),
                (self.tr("Pink"), Color.PINK),
                (self.tr("Purple"), Color.PURPLE),
            ),
        )
        statuses = ((self.tr("To do"), Status.OPEN), (self.tr("Done"), Status.DONE))
        _refill(self._status, self.tr("Every status"), statuses)
        self._offer_again()

    def _offer_again(self) -> None:
        levels, tags = self._offered
        _refill(self._level, self.tr("Every level"), ((self.tr("Level {0}").format(one), one) for one in levels))
        _refill(self._tag, self.tr("Every tag"), ((f"#{one}", one) for one in tags))

    def offer(self, annotations: Iterable[Annotation]) -> None:
        """Offer the levels and tags that these annotations have; what is chosen stays chosen if it can."""
        known = tuple(annotations)
        levels = sorted({one.note.level for one in known if one.note.level})
        tags = sorted({tag for one in known for tag in one.tags})
        if (levels, tags) != self._offered:
            self._offered = (levels, tags)
            self._offer_again()
            self._tell()

    @property
    def shown(self) -> Shown:
        """What is shown."""
        color, status = self._color.currentData(), self._status.currentData()
        return Shown(
            self._field.text(),
            self._level.currentData(),
            Color(color) if color is not None else None,
            Status(status) if status is not None else None,
            self._tag.currentData(),
        )

    def clear(self) -> None:
        """Show everything."""
        self._field.clear()
        for box in (self._level, self._color, self._status, self._tag):
            box.setCurrentIndex(0)

    def take_focus(self) -> None:
        """Begin typing."""
        self._field.setFocus()
        self._field.selectAll()

    @Slot()
    def _tell(self) -> None:
        self.changed.emit(self.shown)

    def changeEvent(self, event: QEvent) -> None:
        """Take on another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()


def _refill(box: QComboBox, every: str, choices: Iterable[tuple[str, object]]) -> None:
    before = box.currentData()
    blocked = box.blockSignals(True)
    box.clear()
    box.addItem(every, None)
    for text, data in choices:
        box.addItem(text, data)
    box.setCurrentIndex(max(0, box.findData(before)) if before is not None else 0)
    box.blockSignals(blocked)
