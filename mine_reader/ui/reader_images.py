"""Local pictures of an issue, read by us and never by Qt: only from the issue's folder, only known formats."""

import os
import stat
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPen, QTextDocument

from mine_reader.ui.links import shown_host
from mine_reader.ui.reader_html import split_image
from mine_reader.ui.reader_style import INDENT, PageStyle
from mine_reader.ui.tasks import Tasks

MAX_BYTES = 30_000_000
MAX_PIXELS = 60_000_000
HEAD_BYTES = 1_000_000
MIN_WIDTH = 40
REMOTE = QSize(280, 56)

_MAGIC = ((b"\x89PNG\r\n\x1a\n", b"png"), (b"\xff\xd8\xff", b"jpeg"), (b"GIF87a", b"gif"), (b"GIF89a", b"gif"))


def local_path(address: str, folder: Path | None) -> Path | None:
    """Return the regular file under `folder` that a relative address names; None if there is none."""
    try:
        parts = urlsplit(address)
        if folder is None or parts.scheme or parts.netloc or not parts.path or "\0" in address:
            return None
        root = folder.resolve()
        path = Path(os.path.normpath(root / unquote(parts.path)))
        # Even to ask whether a file is there could reach another computer: so not outside of the folder.
        if not path.is_relative_to(root) or not (path := path.resolve()).is_relative_to(root):
            return None
        found = path.stat()
        return path if stat.S_ISREG(found.st_mode) and found.st_size <= MAX_BYTES else None
    except (OSError, ValueError):
        return None


def kind_of(data: bytes) -> bytes | None:
    """Return the format that the first bytes tell, as Qt calls it; None if it is none of ours."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return b"webp"
    return next((name for magic, name in _MAGIC if data.startswith(magic)), None)


class _Picture:
    """A reader over bytes; holds what Qt's reader uses but does not own."""

    def __init__(self, data: bytes) -> None:
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._reader = QImageReader(self._buffer, QByteArray(kind_of(data) or b"none"))
        self._reader.setDecideFormatFromContent(False)

    def size(self, width: int) -> QSize | None:
        """Return the size to show it at; None if it cannot be shown."""
        size = self._reader.size()
        if not size.isValid() or size.isEmpty() or size.width() * size.height() > MAX_PIXELS:
            return None
        if size.width() <= width:
            return size
        return QSize(width, max(1, size.height() * width // size.width()))

    def read(self, size: QSize, ratio: float) -> QImage:
        """Return the picture for a size, as sharp as the screen and it allow; a null one if its bytes are bad."""
        own = self._reader.size()
        pixels = (size * ratio).boundedTo(own)
        self._reader.setScaledSize(pixels)
        image = self._reader.read()
        image.setDevicePixelRatio(pixels.width() / size.width())
        return image


def picture_size(path: Path, width: int) -> QSize | None:
    """Return the size that a picture will be shown at, from its head alone; None if it cannot be shown."""
    try:
        with path.open("rb") as file:
            return _Picture(file.read(HEAD_BYTES)).size(width)
    except OSError:
        return None


def decode(path: Path, width: int, ratio: float = 1.0) -> QImage:
    """Return a picture, scaled down to `width`, `ratio` pixels for each of ours; a null one if it cannot be shown.

    Slow; for any thread.
    """
    try:
        picture = _Picture(path.read_bytes())
    except OSError:
        return QImage()
    size = picture.size(width)
    return picture.read(size, ratio) if size is not None else QImage()


def placeholder(size: QSize, text: str, style: PageStyle, ratio: float) -> QImage:
    """Return what stands where a picture is not, or not yet."""
    theme = style.theme
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("line"), 1))
    painter.setBrush(theme.color("hover"))
    painter.drawRoundedRect(QRect(0, 0, size.width() - 1, size.height() - 1), 6, 6)
    painter.setPen(theme.color("secondary"))
    painter.setFont(style.small_font)
    inner = QRect(8, 4, size.width() - 16, size.height() - 8)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, inner.width())
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, shown)
    painter.end()
    return image


def _is_remote(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


class PageImages(QObject):
    """The pictures of a page. `names` says which address each of the page's own picture names stands for."""

    shown = Signal()

    def __init__(self, document: QTextDocument, tasks: Tasks | None, parent: QObject) -> None:
        super().__init__(parent)
        self.folder: Path | None = None
        self.offered = True
        self._saved: Mapping[str, str] = {}
        self.names: dict[tuple[int, int], str] = {}
        self._document = document
        self._tasks = tasks
        self._decoding: set[str] = set()

    def start(self, names: dict[tuple[int, int], str], saved: Mapping[str, str] = MappingProxyType({})) -> None:
        """Begin with the pictures of a new page; `saved` says where those of the web lie that were kept."""
        self.names = names
        self._saved = saved
        self._decoding = set()

    def load(self, name: str, width: int, style: PageStyle | None, ratio: float = 1.0) -> QImage:
        """Return a picture, what stands in its place until it is decoded, or a null one for a foreign name."""
        image = split_image(name)
        if style is None or image is None:
            return QImage()
        address = self.names.get((image.part, image.number), "")
        width = max(MIN_WIDTH, width - image.depth * INDENT)
        path = Path(self._saved[address]) if address in self._saved else local_path(address, self.folder)
        size = picture_size(path, width) if path else None
        if path is None or size is None:
            return placeholder(REMOTE, self._instead(address), style, ratio)
        if self._tasks is None:
            return decode(path, width, ratio)
        self._decode_later(self._tasks, name, partial(decode, path, width, ratio))
        return placeholder(size, "", style, ratio)

    def _instead(self, address: str) -> str:
        if self.offered and _is_remote(address):
            return self.tr("Click to load the picture from {0}").format(shown_host(address))
        return self.tr("Picture: {0}").format(address)

    def remote(self, name: str) -> str:
        """Return the address of a picture that a click may load, "" for any other."""
        image = split_image(name)
        address = self.names.get((image.part, image.number), "") if image else ""
        return address if self.offered and _is_remote(address) and address not in self._saved else ""

    def missing(self) -> tuple[str, ...]:
        """Return the addresses of all pictures that lie on the web alone."""
        wanted = dict.fromkeys(address for address in self.names.values() if _is_remote(address))
        return tuple(address for address in wanted if address not in self._saved)

    def _decode_later(self, tasks: Tasks, name: str, decoded: Callable[[], QImage]) -> None:
        decoding = self._decoding
        if name in decoding:
            return
        decoding.add(name)

        def done(image: QImage) -> None:
            decoding.discard(name)
            if decoding is self._decoding and not image.isNull():  # else another page is shown by now
                self._document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image)
                self.shown.emit()

        tasks.run(lambda _: decoded(), done=done)
