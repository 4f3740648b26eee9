"""Render the application icon from its drawing into the sizes that desktops ask for."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
DRAWING = ROOT / "resources" / "icons" / "mine-reader.svg"
HICOLOR = ROOT / "packaging" / "linux" / "hicolor"
NAME = "io.github.minereader.MineReader"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256)


def render(renderer: QSvgRenderer, size: int, target: Path) -> None:
    """Write one PNG, `size` pixels wide and high."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    target.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(target)):
        raise SystemExit(f"{target} could not be written.")


def main() -> None:
    """Render every size."""
    application = QGuiApplication([])
    renderer = QSvgRenderer(str(DRAWING))
    for size in SIZES:
        render(renderer, size, HICOLOR / f"{size}x{size}" / "apps" / f"{NAME}.png")
    render(renderer, 256, DRAWING.with_suffix(".png"))
    del application


if __name__ == "__main__":
    main()
