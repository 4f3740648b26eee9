"""What the window remembers between two runs."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import platformdirs
from PySide6.QtCore import QByteArray, QSettings

from mine_reader.errors import ExportError
from mine_reader.files import write_whole


@dataclass(slots=True)
class WindowState:
    """Selection, open branches and place. Ids are those of one library."""

    selected: str = "view:unread"
    expanded: list[str] = field(default_factory=lambda: ["heading:views", "heading:sources", "heading:tags"])
    issue: int | None = None
    article: int | None = None
    offset: int = 0
    current: int | None = None
    hidden: list[str] = field(default_factory=list)
    color: str = "yellow"
    order: str = "newest"


class StateFile:
    """State of the window over one library, in the per-user state folder."""

    def __init__(self, library: Path) -> None:
        folder = platformdirs.user_state_path("mine-reader", appauthor=False)
        name = hashlib.sha256(str(library).encode()).hexdigest()[:16]
        self._path = folder / f"window-{name}.json"
        self._blobs = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    def load(self) -> WindowState:
        """Read the state; what is damaged or of another type is as at the first start."""
        state = WindowState()
        try:
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return state
        if not isinstance(found, dict):
            return state
        for name, default in asdict(state).items():
            value = found.get(name)
            if value is None:
                continue
            expected = int if name in ("issue", "article", "offset", "current") else type(default)
            if isinstance(value, expected) and not isinstance(value, bool):
                setattr(state, name, [str(one) for one in value] if isinstance(value, list) else value)
        return state

    def save(self, state: WindowState) -> None:
        """Write the state; a disk that will not take it costs nothing but the memory."""
        try:
            write_whole(self._path, json.dumps(asdict(state), ensure_ascii=False, indent=1).encode())
        except ExportError:
            return

    def blob(self, name: str) -> QByteArray:
        """Return a geometry as Qt made it, empty at the first start."""
        found = self._blobs.value(name)
        return found if isinstance(found, QByteArray) else QByteArray()

    def set_blob(self, name: str, value: QByteArray) -> None:
        """Keep a geometry."""
        self._blobs.setValue(name, value)

    def sync(self) -> None:
        """Write the geometries out."""
        self._blobs.sync()
