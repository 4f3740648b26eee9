"""Downloading what links lead to."""

import hashlib
import os
import threading
from contextlib import closing

import pytest

from mine_reader.errors import ClosedPageError, GonePageError, PageError, PagePoorerError, UnreachableError
from mine_reader.model import ArticleFilter, Color, SmartView, SourceKind, Span
from mine_reader.model.downloads import Wish
from mine_reader.model.pages import SnapshotKind
from mine_reader.services import check_library, open_services, restore_library
from mine_reader.services.exporting import ExportFormat
from mine_reader.settings import settings_path
from mine_reader.store.pages import _MENTIONED
from mine_reader.text.prepare import prepare
from tests.services.conftest import Folder
from tests.services.web import LONG, PDF, PNG, FakeNetwork, answer

HOW = "https://springs.example/how"
WHY = "https://springs.example/why"
ISSUE = f"""# Week 1

### How springs work
> {HOW}

Read it.

### Why springs work
> {WHY}

Read it, and [how]({HOW}) again.
"""


WALL = "To go on, log in or make an account. Members read all of our stories, letters and talks. " * 5


class Pipeline:
    """The real splitting and rendering, in this process."""

    def prepare(self, text, name, options):
        return prepare(text, name, options)

    def close(self):
        """Nothing was started."""


@pytest.fixture
def network():
    return FakeNetwork()


@pytest.fixture
def services(library_path, clock, tmp_path, network):
    opened = open_services(
        library_path, preparer=Pipeline(), clock=clock, cache_dir=tmp_path / "cache", network=network
    )
    yield opened
    opened.close()


@pytest.fixture
def web(network):
    network.web.put(HOW, f"<html>How|Lin|2026-03-04|{LONG}\n\n![a spring](https://img.example/a.png)")
    network.web.put(WHY, f"<html>Why||| {LONG}")
    network.web.pages["https://img.example/a.png"] = answer("https://img.example/a.png", PNG, "image/svg+xml")
    return network.web


@pytest.fixture
def articles(services, tmp_path, web):
    folder = Folder(services, tmp_path / "files")
    return folder.articles(folder.put(ISSUE))


def _download(services, *wishes, again=False):
    services.downloading.add(wishes, again=again)
    return services.downloading.run()


def _again(services, article):
    return services.reading.get([article.id])[0]


def test_the_first_link_of_an_article_is_saved_and_the_article_marked(services, articles):
    report = _download(services, *services.pages.wishes(articles[:1]))
    (done,) = report.results
    assert done.snapshot.kind is SnapshotKind.PAGE
    assert (done.snapshot.title, done.snapshot.author, done.snapshot.published) == ("How", "Lin", "2026-03-04")
    marked = _again(services, articles[0])
    assert (marked.downloaded, marked.downloaded_title) == (True, "How")
    assert not _again(services, articles[1]).downloaded


def test_a_saved_page_is_one_article_that_can_be_annotated(services, articles):
    (done,) = _download(services, Wish(HOW)).results
    (article,) = services.library.detail(done.snapshot.issue_id).articles
    assert article.text.startswith("Springs store work")
    assert article.links[0].url == HOW
    services.annotating.add(article.id, span=Span(0, 7), color=Color.GREEN)
    assert services.library.detail(done.snapshot.issue_id).annotations[0].selector.exact == "Springs"


def test_saved_pages_are_a_source_of_their_own_and_no_news(services, articles):
    before = services.library.outline().views
    _download(services, Wish(HOW), Wish(WHY))
    outline = services.library.outline()
    (source,) = [source for source in outline.sources if source.kind is SourceKind.PAGES]
    assert sum(issue.unread for issue in outline.issues if issue.source_id == source.id) == 2
    for view in (SmartView.UNREAD, SmartView.TODAY):
        assert outline.views[view] == before[view]
        listed = services.reading.articles(ArticleFilter(view=view))
        assert len(listed) == before[view]


def test_what_is_saved_is_not_fetched_again_but_marks_the_article(services, articles, web):
    _download(services, Wish(HOW))
    web.asked.clear()
    report = _download(services, Wish(f"{HOW}?utm_source=week", articles[1].id))
    assert not web.asked
    assert not report.results
    assert _again(services, articles[1]).downloaded


def test_a_failure_is_said_kept_and_tried_again_when_asked(services, articles, web):
    web.pages[HOW] = UnreachableError(url=HOW, reason="no such host")
    report = _download(services, Wish(HOW, articles[0].id))
    (failed,) = report.failed
    assert "no such host" in str(failed.problem)
    assert not _again(services, articles[0]).downloaded
    assert [one.url for one in services.downloading.failures()] == [HOW]
    assert services.pages.link(HOW).error == UnreachableError.template
    web.put(HOW, f"<html>How|||{LONG}")
    assert services.downloading.retry() == 1
    assert not services.downloading.run().failed
    assert _again(services, articles[0]).downloaded
    assert not services.downloading.failures()


@pytest.mark.parametrize("status", [401, 403])
def test_a_page_behind_a_login_is_said_to_be_so(services, articles, web, status):
    web.put(HOW, f"<html>How|||{LONG}", status=status)
    (failed,) = _download(services, Wish(HOW)).failed
    assert failed.problem.template == ClosedPageError.template


@pytest.mark.parametrize("text", ["Please enable JavaScript to use this site.", "请先登录后查看全部内容", "", "..."])
def test_a_page_that_shows_its_text_to_a_browser_alone_is_not_kept(services, articles, web, text):
    web.put(HOW, f"<html>How|||{text}")
    (failed,) = _download(services, Wish(HOW)).failed
    assert failed.problem.template == ClosedPageError.template
    assert services.pages.link(HOW).snapshot is None


@pytest.mark.parametrize("title", ["Sign in - Springs", "登录 | 弹簧", "Just a moment...", "Log in to Springs"])
def test_a_page_that_is_called_a_login_is_not_kept(services, articles, web, title):
    web.put(HOW, f"<html>{title.replace('|', '·')}|||{WALL * 3}")
    (failed,) = _download(services, Wish(HOW)).failed
    assert failed.problem.template == ClosedPageError.template


def test_a_page_about_logins_is_kept(services, articles, web):
    web.put(HOW, f"<html>How|||Please sign in to continue is a bad sentence. {LONG * 3}")
    assert not _download(services, Wish(HOW)).failed


@pytest.mark.parametrize("status", [404, 500])
def test_an_error_page_is_not_kept(services, articles, web, status):
    web.put(HOW, f"<html>How|||{LONG}", status=status)
    (failed,) = _download(services, Wish(HOW)).failed
    assert str(status) in str(failed.problem)


def test_a_page_that_changed_becomes_a_new_version_and_its_notes_follow(services, articles, web):
    (done,) = _download(services, Wish(HOW)).results
    (article,) = services.library.detail(done.snapshot.issue_id).articles
    services.annotating.add(article.id, span=Span(8, 18), color=Color.GREEN)
    web.put(HOW, f"<html>How it is|||A new paragraph before.\n\n{LONG}")
    (again,) = _download(services, Wish(HOW), again=True).results
    assert again.snapshot.issue_id == done.snapshot.issue_id
    detail = services.library.detail(done.snapshot.issue_id)
    assert detail.articles[0].title == "How it is"
    (note,) = detail.annotations
    assert detail.articles[0].text[note.selector.start : note.selector.end] == "store work"


@pytest.mark.parametrize("text", ["<html>How|||Most of it is gone; what is left is next to nothing at all.", "<html>"])
def test_a_poorer_page_never_replaces_a_good_one(services, articles, web, text):
    (done,) = _download(services, Wish(HOW)).results
    web.put(HOW, text)
    assert _download(services, Wish(HOW), again=True).failed
    (article,) = services.library.detail(done.snapshot.issue_id).articles
    assert article.text.count("Springs") == 8


STORIES = "Other people liked this one: how the mayor bought a boat, and whom he took along on it. " * 9


@pytest.mark.parametrize(
    "text",
    [
        f"Welcome|||{WALL}",
        f"News|||{STORIES}",
        f"首页|||{'编辑部推荐：市长买了一条船，带谁一起去了，我们都想知道。' * 20}",
    ],
)
def test_a_page_with_another_text_never_replaces_a_good_one(services, articles, web, text):
    (done,) = _download(services, Wish(HOW)).results
    web.put(HOW, f"<html>{text}")
    (failed,) = _download(services, Wish(HOW), again=True).failed
    assert failed.problem.template == PagePoorerError.template
    (article,) = services.library.detail(done.snapshot.issue_id).articles
    assert article.text.count("Springs") == 8
    services.library.delete_issue(done.snapshot.issue_id)
    assert not _download(services, Wish(HOW), again=True).failed


def test_a_text_as_short_as_a_notice_gives_way_to_a_longer_one(services, articles, web):
    web.put(HOW, f"<html>How|||{WALL[:300]}")
    (done,) = _download(services, Wish(HOW)).results
    web.put(HOW, f"<html>How|||{LONG * 3}")
    assert not _download(services, Wish(HOW), again=True).failed
    (article,) = services.library.detail(done.snapshot.issue_id).articles
    assert "Springs" in article.text


@pytest.mark.parametrize(
    "text",
    [
        f"Page not found - Springs|||{STORIES}",
        f"404|||{STORIES}",
        f"页面不存在|||{'推荐阅读：市长买了一条船。' * 60}",
        "微信公众平台|||该内容已被发布者删除。如有疑问，请联系发布者，或者看看别的文章，也许你也会喜欢的。",
        "Oops|||The page you are looking for was moved, or never was there. Try the search, or begin at the front.",
    ],
)
def test_a_page_that_is_said_to_be_gone_is_not_kept(services, articles, web, text):
    web.put(HOW, f"<html>{text}")
    (failed,) = _download(services, Wish(HOW, articles[0].id)).failed
    assert failed.problem.template == GonePageError.template
    assert not _again(services, articles[0]).downloaded


def test_a_text_about_lost_pages_is_kept(services, articles, web):
    web.put(HOW, f"<html>404 and how it came about|||The page you are looking for is a bad sentence. {LONG * 3}")
    assert not _download(services, Wish(HOW)).failed


@pytest.mark.parametrize(
    ("found", "error"),
    [
        ("https://springs.example/login?next=/how", ClosedPageError),
        ("https://passport.springs.example/?r=how", ClosedPageError),
        ("https://www.springs.example/", GonePageError),
    ],
)
def test_a_page_that_leads_to_a_login_or_the_first_page_is_not_kept(services, articles, web, found, error):
    web.pages[HOW] = answer(found, f"<html>Join us|||{LONG}".encode())
    (failed,) = _download(services, Wish(HOW)).failed
    assert failed.problem.template == error.template


def test_a_short_address_may_lead_to_a_first_page(services, articles, web):
    web.pages["https://short.example/x"] = answer("https://springs.example/", f"<html>Springs|||{LONG}".encode())
    assert not _download(services, Wish("https://short.example/x")).failed


def test_an_answer_without_a_text_is_said_to_be_so(services, articles, web):
    web.put(HOW, "")
    (failed,) = _download(services, Wish(HOW)).failed
    assert failed.problem.template == PageError.template


SHORT = "https://short.example/how"


def _leads_to_how(web):
    web.pages[SHORT] = answer(HOW, f"<html>How|||{LONG}".encode())


@pytest.mark.parametrize("first", [HOW, SHORT])
@pytest.mark.parametrize("again", [False, True])
def test_links_that_lead_to_one_page_have_one_snapshot(services, articles, web, tmp_path, first, again):
    _leads_to_how(web)
    folder = Folder(services, tmp_path / "more")
    (other,) = folder.articles(folder.put(f"# Week 2\n\n### Springs again\n> {SHORT}\n\nRead it.\n", "2.md"))
    second = SHORT if first == HOW else HOW
    (one,) = _download(services, Wish(first)).results
    assert not _download(services, Wish(second), again=again).failed
    assert services.pages.link(second).snapshot.issue_id == one.snapshot.issue_id
    assert services.pages.usage().pages == 1
    assert [found.article_id for found in services.pages.link(HOW).mentions] == [
        other.id,
        articles[0].id,
        articles[1].id,
    ]
    beside = services.library.page(other.issue_id).beside
    assert {found.article_id for found in beside.mentions[other.id]} == {articles[0].id, articles[1].id}
    assert beside.saved == {SHORT}
    assert _again(services, other).downloaded
    services.pages.remove([one.snapshot.issue_id])
    assert services.pages.link(SHORT).snapshot is None
    assert not _again(services, other).downloaded


def test_what_is_saved_is_known_to_articles_that_come_later(services, articles, web, tmp_path):
    _download(services, Wish(HOW))
    folder = Folder(services, tmp_path / "more")
    (later,) = folder.articles(folder.put(f"### How\n> {HOW}?utm_source=w\n\nRead it.\n", "2.md"))
    assert (_again(services, later).downloaded, _again(services, later).downloaded_title) == (True, "How")
    assert _again(services, articles[0]).downloaded
    assert not _again(services, articles[1]).downloaded
    (page,) = services.library.detail(services.pages.link(HOW).snapshot.issue_id).articles
    _download(services, Wish(HOW), again=True)
    assert not _again(services, page).downloaded


def test_a_file_never_replaces_a_page(services, articles, web):
    _download(services, Wish(HOW))
    web.pages[HOW] = answer(HOW, PDF, "application/pdf")
    assert _download(services, Wish(HOW), again=True).failed
    assert services.pages.link(HOW).snapshot.kind is SnapshotKind.PAGE


def test_images_are_kept_by_their_content_and_shown_from_there(services, articles, web):
    (done,) = _download(services, Wish(HOW)).results
    images = services.pages.images(done.snapshot.issue_id)
    path = images["https://img.example/a.png"]
    assert path.read_bytes() == PNG
    assert path.name == f"{hashlib.sha256(PNG).hexdigest()}.png"
    (part,) = [part for part in services.library.page(done.snapshot.issue_id).parts if part.images]
    assert set(part.images) <= images.keys()


@pytest.mark.parametrize("body", [b"<svg/>", PNG[:20], b"GIF89a", b""])
def test_what_is_no_sound_image_is_not_kept(services, articles, web, body):
    web.pages["https://img.example/a.png"] = answer("https://img.example/a.png", body, "image/png")
    (done,) = _download(services, Wish(HOW)).results
    assert not services.pages.images(done.snapshot.issue_id)


def test_the_settings_say_how_much_is_kept(library_path, clock, tmp_path, network, web):
    images = [f"https://img.example/{n}.png" for n in range(3)]
    for image in images:
        web.pages[image] = answer(image, PNG, "image/png")
    web.put(HOW, f"<html>How|||{LONG} {' '.join(f'![]({image})' for image in images)}")
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text("page_pictures = 2\npicture_mb = 3\nfile_mb = 7\n", "utf-8")
    with closing(open_services(library_path, preparer=Pipeline(), clock=clock, network=network)) as services:
        (done,) = _download(services, Wish(HOW)).results
        assert services.pages.images(done.snapshot.issue_id).keys() == set(images[:2])
    assert [request.limit for request in web.asked] == [7_000_000, 3_000_000, 3_000_000]


def test_an_inline_export_names_a_saved_page_as_it_is_called(services, articles, tmp_path):
    _download(services, Wish(HOW))
    services.exporting.export(ExportFormat.INLINE, tmp_path / "out")
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert [path.name for path in files if "Saved pages" in path.parts] == ["How.md"]


def test_a_file_is_kept_under_a_safe_name(services, articles, web):
    url = "https://springs.example/..%2F..%2Fthe%20paper.pdf"
    web.pages[url] = answer(url, PDF, "text/html")
    (done,) = _download(services, Wish(url)).results
    assert done.snapshot.kind is SnapshotKind.FILE
    path = services.pages.file(done.snapshot)
    assert path.read_bytes() == PDF
    assert path.suffix == ".pdf"
    assert path.is_relative_to(services.pages.shelf.folder)


@pytest.mark.parametrize("name", ["run.exe", "x.desktop", "a.sh", "b.html.lnk", "setup.msi"])
def test_what_could_be_run_loses_its_suffix(services, articles, web, name):
    url = f"https://springs.example/{name}"
    web.pages[url] = answer(url, b"\x7fELF", "application/octet-stream")
    (done,) = _download(services, Wish(url)).results
    assert services.pages.file(done.snapshot).suffix == ".bin"


def test_the_queue_survives_a_restart(services, articles, library_path, clock, tmp_path, network):
    services.downloading.add([Wish(HOW, articles[0].id)])
    services.close()
    opened = open_services(library_path, preparer=Pipeline(), clock=clock, network=FakeNetwork())
    (waiting,) = opened.downloading.waiting()
    assert (waiting.url, waiting.articles) == (HOW, (articles[0].id,))
    opened.close()


def test_a_run_that_is_cancelled_leaves_what_was_not_done_waiting(services, articles, web):
    web.gate.clear()
    services.downloading.add([Wish(HOW), Wish(WHY)])
    report = services.downloading.run(lambda *_: False)
    assert not report.results
    assert report.left == 2
    assert not services.downloading.failures()


def test_a_pause_ends_the_run_after_what_is_under_way(services, articles, web):
    wishes = [Wish(f"https://springs.example/{n}") for n in range(20)]
    for wish in wishes:
        web.put(wish.url, f"<html>{wish.url}|||{LONG}")
    services.downloading.add(wishes)

    pause = threading.Event()

    def look(done, total, name):
        pause.set()
        return True

    report = services.downloading.run(look, pause=pause)
    assert 0 < len(report.results) < 20
    assert report.left == 20 - len(report.results)
    assert services.downloading.run().left == 0


def test_the_mark_of_a_page_survives_importing_the_issue_again(services, articles, tmp_path):
    _download(services, Wish(HOW, articles[0].id))
    Folder(services, tmp_path / "files").put(ISSUE + "\nMore.\n")
    assert _again(services, articles[0]).downloaded


def test_what_the_hand_settled_stays(services, articles):
    services.reading.mark([articles[0].id], downloaded=True)
    services.reading.mark([articles[0].id], downloaded=False)
    _download(services, Wish(HOW, articles[0].id))
    assert not _again(services, articles[0]).downloaded


def test_a_link_says_which_other_articles_mention_it(services, articles):
    _download(services, Wish(HOW))
    state = services.pages.link(f"{HOW}/#top")
    assert {one.article_id for one in state.mentions} == {article.id for article in articles}
    assert state.snapshot.canonical == HOW
    assert not state.snapshot.read


def test_furniture_is_not_asked_after(services, tmp_path):
    folder = Folder(services, tmp_path / "files")
    url = "https://shop.example/all"
    ids = [folder.put(f"### Number {n}\n> {url}\n\nText {n}.\n", f"weekly/{n}.md") for n in range(20)]
    assert len(services.pages.link(url).mentions) == len(ids)
    folder.put(f"### One more\n> {url}\n\nText.\n", "weekly/more.md")
    assert not services.pages.link(url).mentions


def test_what_a_browser_shows_is_kept_even_over_more(services, articles):
    (done,) = _download(services, Wish(HOW)).results
    kept = services.downloading.save_html(HOW, b"<html>Mine|||What I see here is all there is.", [articles[0].id])
    assert kept.issue_id == done.snapshot.issue_id
    assert kept.title == "Mine"


def test_cleaning_up_keeps_what_carries_anything_of_the_readers(services, articles, clock, web):
    urls = [f"https://springs.example/{n}" for n in range(5)]
    for url in urls:
        web.put(url, f"<html>{url}|||{LONG}")
    done = _download(services, *map(Wish, urls), Wish(HOW, articles[0].id)).results
    by_url = {one.url: one.snapshot for one in done}
    services.reading.mark([by_url[urls[0]].article_id], starred=True)
    services.reading.tag([by_url[urls[1]].article_id], add=["keep"])
    services.annotating.add(by_url[urls[2]].article_id, span=Span(0, 7), color=Color.GREEN)
    clock.now = clock.now.replace(year=clock.now.year + 1)
    ids, takes = services.pages.unwanted(30)
    assert set(ids) == {by_url[url].issue_id for url in (urls[3], urls[4], HOW)}
    assert (takes.pages, takes.images) == (3, len(PNG))
    services.pages.remove(ids)
    assert services.pages.usage().pages == 3
    assert not _again(services, articles[0]).downloaded
    assert services.pages.sweep(settled=-1) == len(PNG)
    assert services.backup.check().ok


@pytest.mark.parametrize("how", ["starred", "tagged", "annotated"])
def test_cleaning_up_keeps_the_pages_of_articles_that_carry_anything(services, articles, clock, how):
    (done,) = _download(services, Wish(HOW)).results
    clock.now = clock.now.replace(year=clock.now.year + 1)
    assert services.pages.unwanted(30)[0] == (done.snapshot.issue_id,)
    if how == "starred":
        services.reading.mark([articles[0].id], starred=True)
    elif how == "tagged":
        services.reading.tag([articles[0].id], add=["keep"])
    else:
        services.annotating.add(articles[0].id, span=Span(0, 4), color=Color.GREEN)
    assert services.pages.unwanted(30)[0] == ()


@pytest.mark.parametrize("whole", [False, True])
def test_the_mark_of_a_page_goes_with_it_and_comes_back_with_it(services, articles, whole):
    (done,) = _download(services, Wish(HOW, articles[0].id)).results
    if whole:
        (source,) = [one for one in services.library.outline().sources if one.kind is SourceKind.PAGES]
        change = services.library.delete_source(source.id)
    else:
        change = services.library.delete_issue(done.snapshot.issue_id)
    assert articles[0].id in change.articles
    assert not _again(services, articles[0]).downloaded
    services.reading.undo()
    assert _again(services, articles[0]).downloaded


def test_sweeping_leaves_alone_what_is_known_or_was_just_written(services, articles):
    (done,) = _download(services, Wish(HOW)).results
    orphan = services.pages.shelf.folder / "images" / "ab" / "abc.png"
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"x")
    assert services.pages.sweep() == 0
    os.utime(orphan, (0, 0))
    assert services.pages.sweep() == 1
    assert next(iter(services.pages.images(done.snapshot.issue_id).values())).exists()


def test_a_file_that_is_gone_or_changed_is_found_by_the_check(services, articles, library_path):
    (done,) = _download(services, Wish(HOW)).results
    path = services.pages.images(done.snapshot.issue_id)["https://img.example/a.png"]
    path.write_bytes(b"other")
    assert not services.backup.check().ok
    path.unlink()
    services.close()
    assert not check_library(library_path).ok


def test_nothing_is_sent_but_the_question(services, articles, web):
    _download(services, Wish(HOW))
    assert {request.url for request in web.asked} == {HOW, "https://img.example/a.png"}
    assert not any(request.private or request.etag for request in web.asked)


def test_a_backup_takes_the_files_along_and_brings_them_back(services, articles, library_path, tmp_path, clock):
    (done,) = _download(services, Wish(HOW)).results
    services.backup.backup(tmp_path / "safe" / "copy.sqlite")
    path = services.pages.images(done.snapshot.issue_id)["https://img.example/a.png"]
    path.unlink()
    services.close()
    restore_library(library_path, tmp_path / "safe" / "copy.sqlite", clock())
    assert path.read_bytes() == PNG
    other = tmp_path / "other" / "library.sqlite"
    restore_library(other, tmp_path / "safe" / "copy.sqlite", clock())
    assert check_library(other).ok


def test_the_daily_backup_does_not_copy_the_files(services, articles, tmp_path):
    _download(services, Wish(HOW))
    services.backup.daily(tmp_path / "backups")
    assert [path.suffix for path in (tmp_path / "backups").iterdir()] == [".sqlite"]


def test_json_takes_a_saved_page_along(services, articles, web, tmp_path, clock):
    (done,) = _download(services, Wish(HOW, articles[0].id)).results
    _leads_to_how(web)
    _download(services, Wish(SHORT))
    services.annotating.add(done.snapshot.article_id, span=Span(0, 7), color=Color.GREEN)
    services.exporting.export(ExportFormat.JSON, tmp_path / "all.json")
    other = open_services(
        tmp_path / "other" / "library.sqlite", preparer=Pipeline(), clock=clock, network=FakeNetwork()
    )
    assert not other.library.import_paths([tmp_path / "all.json"]).skipped
    assert other.pages.snapshot(done.snapshot.issue_id) == services.pages.snapshot(done.snapshot.issue_id)
    assert other.pages.link(SHORT).snapshot == other.pages.snapshot(done.snapshot.issue_id)
    assert other.pages.images(done.snapshot.issue_id).keys() == services.pages.images(done.snapshot.issue_id).keys()
    Folder(other, tmp_path / "files").put(ISSUE + "\nMore.\n")
    assert other.reading.get([articles[0].id])[0].downloaded
    other.close()


def test_what_is_known_beside_an_issue_is_looked_up_by_indexes_alone(services, articles):
    with services._store.read() as db:
        plan = [
            row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {_MENTIONED}", {"issue": 1, "furniture": "[]"})
        ]
    scans = [step for step in plan if step.startswith(("SCAN", "BLOOM"))]
    of_the_issue = ("SCAN CONSTANT ROW", "SCAN own", "SCAN other")
    assert [step for step in scans if "json_each" not in step and step not in of_the_issue] == []


def test_furniture_is_left_out_beside_an_issue(services, tmp_path):
    folder = Folder(services, tmp_path / "files")
    url, rare = "https://shop.example/all", "https://shop.example/one"
    for n in range(22):
        more = f"[rare]({rare})" if n < 2 else ""
        issue = folder.put(f"### Number {n}\n> {url}\n\nText {n}. {more}\n", f"weekly/{n}.md")
    assert not services.library.page(issue).beside.mentions
    first = services.library.page(1).beside.mentions
    assert [[one.title for one in those] for those in first.values()] == [["Number 1"]]


def test_a_heading_that_repeats_the_title_is_left_out(services, articles, web):
    web.put(HOW, f"<html>How springs work|||# How\n\n{LONG}\n\n## How again\n\nMore.")
    (done,) = _download(services, Wish(HOW)).results
    (article,) = services.library.detail(done.snapshot.issue_id).articles
    assert article.text.startswith("Springs store")
    assert "How again" in article.text
