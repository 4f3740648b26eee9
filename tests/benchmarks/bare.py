"""A window with four panes and nothing in it: what Python and Qt take by themselves."""

import json
import os
import sys
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QTextBrowser, QTreeView

from tests.benchmarks.measure import own_memory


class Window(QMainWindow):
    def __init__(self) -> None:
        super().__init__()
        self.began = float(os.environ["BENCHMARK_BEGAN"])
        splitter = QSplitter(self)
        for pane in (QTreeView(), QTreeView(), QTextBrowser(), QTreeView()):
            splitter.addWidget(pane)
        self.setCentralWidget(splitter)
        self.resize(1280, 800)

    def paintEvent(self, event: object) -> None:
        if self.began:
            QTimer.singleShot(0, self.finish)

    def finish(self) -> None:
        if self.began:
            painted, self.began = monotonic() - self.began, 0.0
            print(json.dumps({"painted": painted, "memory": own_memory()}), flush=True)
            QApplication.quit()


if __name__ == "__main__":
    app = QApplication(sys.argv)
    window = Window()
    window.show()
    app.exec()
