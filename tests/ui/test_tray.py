"""The notification area, and messages on the desktop."""

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from mine_reader.model import FeedResult, FeedStatus, IssueId, RefreshReport, SourceId
from mine_reader.ui.tray import Tray

REPORT = RefreshReport((FeedResult(SourceId(1), "u", FeedStatus.OK, new=(IssueId(1), IssueId(2))),))


@pytest.fixture
def make(window, settings):
    def make_one(*, available):
        tray = Tray(settings, window.actions_table, window.browsing, window, available=lambda: available)
        window.feeds.tray = tray
        return tray

    yield make_one
    window.feeds.tray.leave()
    icon = window.findChild(QSystemTrayIcon)
    if icon is not None:
        icon.hide()


@pytest.mark.qt_log_ignore("No such signal QPlatformNativeInterface", "No Icon set")
def test_a_closed_window_goes_on_only_where_the_setting_and_the_desktop_allow_it(make, window, settings):
    tray = make(available=True)
    tray.apply()
    assert not tray.keeps()
    settings.set("tray", True)
    tray.apply()
    assert tray.keeps()
    window.close()
    assert window.isHidden()
    window.raise_window()
    assert window.isVisible()
    tray.leave()
    assert not tray.keeps()


def test_without_a_notification_area_closing_ends(make, settings):
    tray = make(available=False)
    settings.set("tray", True)
    tray.apply()
    assert not tray.keeps()


def test_nothing_is_told_on_the_desktop_unless_it_is_wanted(make, window):
    make(available=True).arrived(REPORT)
    assert window.findChild(QSystemTrayIcon) is None


def test_what_is_new_is_told_with_its_number(make):
    assert make(available=True).text(REPORT) == "2 new"
