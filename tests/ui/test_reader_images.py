"""Pictures come from the issue's folder alone, and are pictures."""

import os
from pathlib import Path
from zlib import crc32

import pytest
from PySide6.QtCore import QByteArray, QSize, QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument

from mine_reader.ui.reader_browser import PageBrowser
from mine_reader.ui.reader_images import decode, kind_of, local_path, picture_size
from mine_reader.ui.reader_style import INDENT, PageStyle
from mine_reader.ui.theme import load_theme

IMAGE = QTextDocument.ResourceType.ImageResource.value


@pytest.fixture
def folder(tmp_path, qapp):
    made = tmp_path / "issue"
    (made / "pics").mkdir(parents=True)
    image = QImage(400, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    for name in ("wide.png", "wide.jpg"):
        assert image.save(str(made / "pics" / name))
    (tmp_path / "outside.png").write_bytes((made / "pics" / "wide.png").read_bytes())
    return made


@pytest.fixture
def browser(qtbot, folder):
    made = PageBrowser(None)
    qtbot.addWidget(made)
    made.dress(PageStyle(load_theme("light"), 16))
    made.images.folder = folder
    return made


@pytest.mark.parametrize("address", ["pics/wide.png", "./pics/wide.png", "pics/../pics/wide%2Epng"])
def test_a_relative_address_names_a_file_of_the_folder(folder, address):
    assert local_path(address, folder) == folder / "pics" / "wide.png"


@pytest.mark.parametrize(
    "address",
    [
        "../outside.png",
        "pics/%2e%2e/../../outside.png",
        "/etc/passwd",
        "//host/share/wide.png",
        "file:pics/wide.png",
        "https://a.example/wide.png",
        "data:image/png;base64,AAAA",
        "pics",
        "missing.png",
        "a\0b",
        "http://[bad",
        "",
    ],
)
def test_everything_else_names_nothing(folder, address):
    assert local_path(address, folder) is None


def test_nobody_even_looks_outside_of_the_folder(folder, monkeypatch):
    asked = []

    def recorded(real):
        def ask(path, *args, **more):
            asked.append(Path(path))
            return real(path, *args, **more)

        return ask

    for name in ("stat", "lstat"):
        monkeypatch.setattr(os, name, recorded(getattr(os, name)))
    for address in ("../../../../../../net/host/x.png", "pics/..%2f../outside.png", "%2Fetc/passwd"):
        assert local_path(address, folder) is None
    assert asked
    assert set(asked) <= {folder, *folder.parents}


def test_without_a_folder_there_is_no_picture():
    assert local_path("pics/wide.png", None) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_or_a_link_out_of_the_folder_is_not_opened(folder):
    os.mkfifo(folder / "pipe.png")
    (folder / "link.png").symlink_to(folder.parent / "outside.png")
    assert local_path("pipe.png", folder) is None
    assert local_path("link.png", folder) is None


def test_the_first_bytes_tell_the_format_and_nothing_else_does(folder):
    assert kind_of((folder / "pics" / "wide.png").read_bytes()) == b"png"
    assert kind_of((folder / "pics" / "wide.jpg").read_bytes()) == b"jpeg"
    assert kind_of(b"<svg xmlns='http://www.w3.org/2000/svg'/>") is None
    assert kind_of(b"") is None


def test_a_picture_is_no_wider_than_the_text(folder):
    path = folder / "pics" / "wide.png"
    assert picture_size(path, 1000) == QSize(400, 100)
    assert picture_size(path, 200) == QSize(200, 50)
    assert decode(path, 200).size() == QSize(200, 50)


@pytest.mark.parametrize(
    ("width", "ratio", "pixels"), [(200, 2.0, 400), (200, 1.5, 300), (300, 2.0, 400), (500, 2.0, 400)]
)
def test_a_picture_is_as_sharp_as_the_screen_and_it_allow(folder, width, ratio, pixels):
    image = decode(folder / "pics" / "wide.png", width, ratio)
    assert image.width() == pixels
    assert image.deviceIndependentSize().toSize().width() == min(width, 400)


def test_a_damaged_picture_is_none(folder):
    path = folder / "bad.png"
    path.write_bytes((folder / "pics" / "wide.png").read_bytes()[:60])
    assert decode(path, 200).isNull()


def test_a_picture_that_claims_to_be_huge_is_not_read(folder):
    data = bytearray((folder / "pics" / "wide.png").read_bytes())
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    data[29:33] = crc32(data[12:29]).to_bytes(4, "big")
    (folder / "huge.png").write_bytes(data)
    assert picture_size(folder / "huge.png", 200) is None
    assert decode(folder / "huge.png", 200).isNull()


@pytest.mark.parametrize("name", ["/etc/passwd", "file:///dev/zero", "pics/wide.png", "qrc:/x.png", "mr-image:9.9.0"])
def test_the_widget_gets_an_image_for_every_name_so_that_qt_opens_no_file(browser, name):
    found = browser.loadResource(IMAGE, QUrl(name))
    assert isinstance(found, QImage)
    assert name.startswith("mr-image") or found.isNull()


@pytest.mark.parametrize("kind", ["StyleSheetResource", "HtmlResource", "MarkdownResource"])
def test_the_widget_gets_nothing_else(browser, kind):
    found = browser.loadResource(QTextDocument.ResourceType[kind].value, QUrl("file:///etc/passwd"))
    assert found == QByteArray()


def test_a_local_picture_is_shown_and_a_remote_one_has_a_placeholder(browser):
    browser.images.start({(0, 0): "pics/wide.png", (0, 1): "https://a.example/x.png"})
    shown = browser.loadResource(IMAGE, QUrl("mr-image:0.0.0"))
    assert shown.pixelColor(5, 5) == QColor("#336699")
    remote = browser.loadResource(IMAGE, QUrl("mr-image:0.1.0"))
    assert not remote.isNull()
    assert remote.pixelColor(2, 20) != QColor("#336699")


def test_a_picture_in_a_list_ends_where_the_text_does(browser):
    browser.images.names = {(0, 0): "pics/wide.png"}
    browser.setLineWrapColumnOrWidth(380)
    widths = [browser.loadResource(IMAGE, QUrl(f"mr-image:0.0.{depth}")).width() for depth in (0, 1)]
    assert widths == [300, 300 - INDENT]


def test_a_picture_is_decoded_off_the_ui_thread_and_then_shown(qtbot, tasks, folder):
    browser = PageBrowser(tasks)
    qtbot.addWidget(browser)
    browser.dress(PageStyle(load_theme("light"), 16))
    browser.images.folder = folder
    browser.images.start({(0, 0): "pics/wide.png"})
    first = browser.loadResource(IMAGE, QUrl("mr-image:0.0.0"))
    assert isinstance(first, QImage)
    assert first.size() == QSize(400, 100)
    assert first.pixelColor(200, 50) != QColor("#336699")
    qtbot.waitUntil(lambda: not tasks.running)
    shown = browser.document().resource(IMAGE, QUrl("mr-image:0.0.0"))
    assert shown.pixelColor(200, 50) == QColor("#336699")
