"""The status bar: background work with progress and cancel, a message with undo, the unread count."""

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from mine_reader.ui.labels import local_time, shortened
from mine_reader.ui.tasks import Task, Tasks

_MESSAGE_MS = 12_000


class StatusBar(QStatusBar):
    """`undo_clicked` comes from the button beside a message that can be taken back."""

    undo_clicked = Signal()
    log_clicked = Signal()
    resume_clicked = Signal()
    drop_clicked = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._task: Task | None = None
        self.setSizeGripEnabled(False)
        self._work = self._plain_label()
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(110)
        self._cancel = self._button()
        self._cancel.clicked.connect(self._stop)
        self.pause_button = self._button()
        self.pause_button.clicked.connect(self._stop_for_now)
        self._message = self._plain_label()
        self._undo = self._button()
        self._undo.clicked.connect(self._clicked)
        self._log = self._button()
        self._log.clicked.connect(self.log_clicked)
        self._unread = self._plain_label()
        self._unread_count = 0
        for widget in (self._work, self._bar, self.pause_button, self._cancel, self._message, self._undo, self._log):
            self.addWidget(widget)
            widget.hide()
        self._waiting_count = 0
        self._waiting = self._plain_label()
        self.resume_button = self._button()
        self.resume_button.clicked.connect(self.resume_clicked)
        self._drop = self._button()
        self._drop.clicked.connect(self.drop_clicked)
        self._refreshed = self._plain_label()
        self._refreshed_at = ""
        for widget in (self._waiting, self.resume_button, self._drop, self._unread, self._refreshed):
            self.addPermanentWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.forget)
        tasks.started.connect(self._started)
        self.retranslate()

    def _plain_label(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _button(self) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("flat", True)
        return button

    def retranslate(self) -> None:
        """Take all texts anew."""
        self._cancel.setText(self.tr("Cancel"))
        self.pause_button.setText(self.tr("Pause"))
        self.resume_button.setText(self.tr("Continue"))
        self._drop.setText(self.tr("Discard"))
        self.set_waiting(self._waiting_count)
        self.set_unread(self._unread_count)
        self.set_refreshed(self._refreshed_at)
        self._undo.setText(self.tr("Undo"))
        self._log.setText(self.tr("Details"))
        self._bar.setAccessibleName(self.tr("Progress"))

    def say(self, text: str, *, undo: bool = False, details: bool = False) -> None:
        """Show a message for a while."""
        self._message.setText(shortened(text, 160))
        self._message.setToolTip("")
        self._message.show()
        self._undo.setVisible(undo)
        self._log.setVisible(details)
        self._timer.start(_MESSAGE_MS)

    def text(self) -> str:
        """Return the message that is shown, "" for none."""
        return self._message.text() if not self._message.isHidden() else ""

    def hint(self, text: str) -> None:
        """Show what the mouse is over; "" takes it away."""
        if text:
            self.showMessage(text)
        else:
            self.clearMessage()

    def set_unread(self, count: int) -> None:
        """Show how many articles are unread."""
        self._unread_count = count
        self._unread.setText(self.tr("Unread {0}").format(count))

    def set_refreshed(self, at: str) -> None:
        """Show when feeds were asked last (UTC); "" where there are none."""
        self._refreshed_at = at
        self._refreshed.setText(self.tr("Last refresh {0}").format(local_time(at)))
        self._refreshed.setVisible(bool(at))

    def forget(self) -> None:
        """Take the message away."""
        self._timer.stop()
        for widget in (self._message, self._undo, self._log):
            widget.hide()

    def _clicked(self) -> None:
        self.forget()
        self.undo_clicked.emit()

    def _started(self, task: Task) -> None:
        if not task.label:
            return
        self._task = task
        task.progressed.connect(self._progressed)
        task.finished.connect(self._finished)
        if not task.quiet:
            self.forget()
        self._work.setText(task.label)
        self._bar.setRange(0, 0)
        self._work.show()
        self._bar.show()
        self._cancel.setVisible(task.cancellable)
        self.pause_button.setVisible(task.pause is not None)

    def _progressed(self, step: tuple[int, int, str]) -> None:
        done, total, name = step
        if self._task is None or self.sender() is not self._task:
            return
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        where = self.tr("{0} {1} / {2}").format(self._task.label, done, total)
        self._work.setText(f"{where}  {shortened(name, 40)}")

    def _finished(self) -> None:
        labelled = [task for task in self._tasks.running if task.label and not task.over]
        self._task = labelled[-1] if labelled else None
        for widget in (self._work, self._bar):
            widget.setVisible(self._task is not None)
        self._cancel.setVisible(self._task is not None and self._task.cancellable)
        self.pause_button.setVisible(self._task is not None and self._task.pause is not None)
        if self._task is not None:
            self._work.setText(self._task.label)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.request_stop()
            self._cancel.hide()
            self.pause_button.hide()

    def _stop_for_now(self) -> None:
        if self._task is not None and self._task.pause is not None:
            self._task.pause()
            self.pause_button.hide()

    def set_waiting(self, count: int) -> None:
        """Show how many downloads wait for somebody to go on with them; 0 for none."""
        self._waiting_count = count
        self._waiting.setText(QCoreApplication.translate("StatusBar", "%n download(s) waiting", None, count))
        for widget in (self._waiting, self.resume_button, self._drop):
            widget.setVisible(count > 0)
