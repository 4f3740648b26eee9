"""The filter over notes: text, level, colour, status, tag; over a whole library source and dates, too."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QLineEdit, QWidget

from mine_reader.model import AnchorState, Annotation, AnnotationFilter, Color, SourceId, Status
from mine_reader.ui import labels
from mine_reader.ui.quiet_box import QuietBox, QuietDate
from mine_reader.ui.theme import Themes

_TODO = "todo"
_BETWEEN = "between"
_DAYS = (7, 30, 365)


class NoteFilter(QFrame):
    """Says which notes are shown; offers only what there is. `whole`: over a library, not over what is open."""

    changed = Signal(object)

    def __init__(self, themes: Themes, parent: QWidget | None = None, *, whole: bool = False) -> None:
        super().__init__(parent)
        self._field = QLineEdit(self)
        self._field.setClearButtonEnabled(True)
        names = ("level", "color", "status", "tag", *(("source", "period") if whole else ()))
        self._boxes = {name: QuietBox(themes, self) for name in names}
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 0, 12, 8)
        grid.setSpacing(4)
        grid.addWidget(self._field, 0, 0, 1, 2)
        for at, box in enumerate(self._boxes.values()):
            box.setMinimumContentsLength(4)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            grid.addWidget(box, 1 + at // 2, at % 2)
            box.currentIndexChanged.connect(self._tell)
        self._days = _Days(themes, self)
        grid.addWidget(self._days, 4, 0, 1, 2)
        self._days.hide()
        self._days.changed.connect(self._tell)
        self._field.textChanged.connect(self._tell)
        self._offered: tuple[Sequence[str], Sequence[str]] = ((), ())
        self._sources: Mapping[SourceId, str] = {}
        self._names: Mapping[str, str] = {}
        self._name()

    def _name(self) -> None:
        self._field.setPlaceholderText(self.tr("Filter notes"))
        self._field.setAccessibleName(self.tr("Filter notes"))
        self._names = {
            "level": self.tr("Level"),
            "color": self.tr("Colour"),
            "status": self.tr("Status"),
            "tag": self.tr("Tag"),
            "source": self.tr("Source"),
            "period": self.tr("Date"),
        }
        for name, box in self._boxes.items():
            box.setAccessibleName(self._names[name])
            box.setToolTip(self._names[name])
        self._refill("color", ((labels.color_name(color), color) for color in Color))
        states = (
            (self.tr("To do"), _TODO),
            (self.tr("Done"), Status.DONE),
            (self.tr("Its text is gone"), AnchorState.DETACHED),
        )
        self._refill("status", states)
        days = [(self.tr("Last %n day(s)", "", number), number) for number in _DAYS]
        self._refill("period", (*days, (self.tr("Between…"), _BETWEEN)))
        self._offer_again()

    def _refill(self, name: str, choices: Iterable[tuple[str, object]]) -> None:
        box = self._boxes.get(name)
        if box is None:
            return
        before = box.currentData()
        blocked = box.blockSignals(True)
        box.clear()
        box.addItem(self._names[name], None)
        for text, data in choices:
            box.addItem(text, data)
        box.setCurrentIndex(max(0, box.findData(before)) if before is not None else 0)
        box.blockSignals(blocked)

    def _offer_again(self) -> None:
        levels, tags = self._offered
        self._refill("level", ((self.tr("Level {0}").format(one), one) for one in levels))
        self._refill("tag", ((f"#{one}", one) for one in tags))
        self._refill("source", ((name, one) for one, name in self._sources.items()))

    def offer(self, annotations: Iterable[Annotation]) -> None:
        """Offer the levels and tags that these annotations have; what is chosen stays chosen if it can."""
        known = tuple(annotations)
        levels = sorted({one.note.level for one in known if one.note.level})
        self.offer_these(levels, sorted({tag for one in known for tag in one.tags}))

    def offer_these(
        self, levels: Sequence[str], tags: Sequence[str], sources: Mapping[SourceId, str] | None = None
    ) -> None:
        """Offer levels, tags and sources; what is chosen stays chosen if it can."""
        offered = (tuple(levels), tuple(tags))
        if offered == self._offered and (sources or {}) == self._sources:
            return
        before = self.which
        self._offered, self._sources = offered, dict(sources or {})
        self._offer_again()
        if self.which != before:
            self._tell()

    @property
    def which(self) -> AnnotationFilter:
        """What is shown."""
        color, status = self._chosen("color"), self._chosen("status")
        source = self._chosen("source")
        since, until = self._period()
        return AnnotationFilter(
            text=self._field.text(),
            level=self._chosen("level"),
            color=Color(color) if color is not None else None,
            status=Status.DONE if status == Status.DONE else None,
            anchor=AnchorState.DETACHED if status == AnchorState.DETACHED else None,
            todo=status == _TODO,
            tag=self._chosen("tag"),
            source_id=None if source is None else SourceId(int(source)),
            since=since,
            until=until,
        )

    def _chosen(self, name: str) -> str | None:
        box = self._boxes.get(name)
        return None if box is None else box.currentData()

    def _period(self) -> tuple[str | None, str | None]:
        chosen = self._chosen("period")
        if chosen is None:
            return None, None
        if chosen == _BETWEEN:
            return self._days.chosen
        first = date.today() - timedelta(days=int(chosen) - 1)  # noqa: DTZ011 - the user's own day
        return first.isoformat(), None

    def clear(self) -> None:
        """Show everything."""
        self._field.clear()
        for box in self._boxes.values():
            box.setCurrentIndex(0)

    def show_todos(self, *, on: bool) -> None:
        """Show what is to do and nothing else, or everything."""
        self.clear()
        if on:
            box = self._boxes["status"]
            box.setCurrentIndex(box.findData(_TODO))

    def take_focus(self) -> None:
        """Begin typing."""
        self._field.setFocus()
        self._field.selectAll()

    @Slot()
    def _tell(self) -> None:
        self._days.setVisible(self._chosen("period") == _BETWEEN)
        self.changed.emit(self.which)

    def changeEvent(self, event: QEvent) -> None:
        """Take on another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()


class _Days(QWidget):
    """From one day to another."""

    changed = Signal()

    def __init__(self, themes: Themes, parent: QWidget) -> None:
        super().__init__(parent)
        today = QDate.currentDate()
        self._fields = tuple(QuietDate(day, themes, self) for day in (today.addMonths(-1), today))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(self._fields[0], 0, 0)
        grid.addWidget(QLabel("–", self), 0, 1)
        grid.addWidget(self._fields[1], 0, 2)
        for field in self._fields:
            field.setAccessibleName(self.tr("Date"))
            field.dateChanged.connect(self.changed)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)

    @property
    def chosen(self) -> tuple[str, str]:
        """The two days, whichever way round they were given."""
        first, last = sorted(str(field.date().toString(Qt.DateFormat.ISODate)) for field in self._fields)
        return first, last
