"""An article as it was when an annotation was made on it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QHBoxLayout, QLabel, QTextEdit, QWidget

from mine_reader.anchor import Difference, Kind
from mine_reader.model import ArticleVersion, Color, Span
from mine_reader.ui.dialogs.base import Dialog, plain_label
from mine_reader.ui.labels import local_day
from mine_reader.ui.reader_style import PageStyle

_MARGIN = 24


class VersionDialog(Dialog):
    """Shows it, what changed since, and the quote; `back_wanted()` asks for the present version."""

    back_wanted = Signal()

    def __init__(
        self,
        version: ArticleVersion,
        changes: Sequence[Difference],
        color: Color | None,
        style: PageStyle,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, "version")
        self._version, self._changes, self._style = version, changes, style
        self._quote = style.theme.bar(color or Color.YELLOW)
        day = local_day(version.replaced_at or "")
        self.setWindowTitle(self.tr("The version you annotated"))
        self.column.addWidget(plain_label(version.title, role="heading"))
        self.column.addWidget(plain_label(self.tr("So it was until {0}.").format(day), role="secondary"))
        self.column.addLayout(self._legend())
        self.text = QTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.windowTitle())
        self.text.document().setDocumentMargin(_MARGIN)
        self.column.addWidget(self.text, 1)
        box = self.add_buttons(QDialogButtonBox.StandardButton.Close)
        back = box.addButton(self.tr("Back to the current version"), QDialogButtonBox.ButtonRole.ActionRole)
        back.clicked.connect(self.back_wanted)
        back.clicked.connect(self.accept)
        width = style.measure + 2 * _MARGIN + 80
        self.resize(min(760, width), 560)
        self._show()

    def _legend(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.marked = QCheckBox(self.tr("Mark what changed since"), self)
        self.marked.setChecked(True)
        self.marked.toggled.connect(self._show)
        row.addWidget(self.marked)
        row.addStretch(1)
        for kind, name in ((Kind.GONE, self.tr("is gone")), (Kind.NEW, self.tr("is new"))):
            sample = QLabel(name, self)
            line = "line-through" if kind is Kind.GONE else "underline"
            look = f"background: {_ground(self._style, kind).name()}; text-decoration: {line};"
            sample.setStyleSheet(f"{look} padding: 1px 6px; border-radius: 3px;")
            self.marked.toggled.connect(sample.setVisible)
            row.addWidget(sample)
        return row

    def _show(self) -> None:
        self.text.clear()
        cursor = self.text.textCursor()
        block = QTextBlockFormat()
        block.setLineHeight(self._style.leading, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(block)
        cursor.beginEditBlock()
        quote = -1
        for one in self._shown():
            for text, quoted in _split(one, self._version.span):
                quote = cursor.position() if quoted and quote < 0 else quote
                cursor.insertText(text, self._format(one.kind, quoted=quoted))
        cursor.endEditBlock()
        self._go_to(max(0, quote))

    def _shown(self) -> Sequence[Difference]:
        return self._changes if self.marked.isChecked() else (Difference(Kind.SAME, self._version.text, 0),)

    def _format(self, kind: Kind, *, quoted: bool) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(self._style.font)
        form.setForeground(self._style.theme.color("text"))
        if kind is not Kind.SAME:
            form.setBackground(_ground(self._style, kind))
        if kind is Kind.GONE:
            form.setFontStrikeOut(True)
        elif kind is Kind.NEW:
            form.setFontUnderline(True)
        if quoted:
            form.setFontWeight(700)
            form.setUnderlineColor(self._quote)
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        return form

    def _go_to(self, position: int) -> None:
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(position)
        self.text.setTextCursor(cursor)
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.value() + self.text.cursorRect(cursor).top() - self.text.viewport().height() // 3)


def _ground(style: PageStyle, kind: Kind) -> QColor:
    return style.theme.highlight(Color.PINK if kind is Kind.GONE else Color.GREEN)


def _split(one: Difference, span: Span | None) -> list[tuple[str, bool]]:
    """Return the parts of a stretch with whether they are of the quote."""
    if span is None or one.kind is Kind.NEW:
        return [(one.text, False)]
    start = min(max(span.start - one.start, 0), len(one.text))
    end = min(max(span.end - one.start, start), len(one.text))
    parts = [(one.text[:start], False), (one.text[start:end], True), (one.text[end:], False)]
    return [(text, quoted) for text, quoted in parts if text]
