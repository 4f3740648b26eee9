"""Lists that are read page by page."""

from dataclasses import replace

import pytest

from mine_reader.model import ArticleFilter, ListOrder, SmartView


@pytest.fixture
def reading(services, folder):
    for number in range(5):
        day = "" if number == 4 else f"date: 202{number % 2}-0{number + 1}-02\n"
        articles = "".join(
            f"### Article {number}.{n}\nhttps://example.com/{number}/{n}\nText.\n" for n in range(number + 2)
        )
        folder.put(f"# Issue {number}\n{day}## Things\n{articles}", name=f"weekly/{number}.md")
    reading = services.reading
    ids = [article.id for article in reading.articles(ArticleFilter())]
    reading.mark(ids[::3], read=True)
    reading.mark(ids[::4], starred=True)
    reading.mark(ids[1::4], later=True, downloaded=True)
    reading.tag(ids[::5], add=["a/b"])
    reading.tag(ids[2::5], add=["a"])
    services.annotating.add(ids[3], quote="Text.")
    return reading


def filters(reading):
    source = reading.page(ArticleFilter(), limit=1).issues
    first = next(iter(source.values()))
    yield from (ArticleFilter(view=view) for view in SmartView)
    yield from (ArticleFilter(tag=tag) for tag in ("a", "a/b", "none"))
    yield from (ArticleFilter(year=year, source_id=first.source_id) for year in ("2020", "2021", "", "1999"))
    yield from (ArticleFilter(), ArticleFilter(issue_id=first.id), ArticleFilter(group=""), ArticleFilter(group="x"))
    yield ArticleFilter(view=SmartView.UNREAD, source_id=first.source_id, tag="a")


def pages(reading, which, limit, order=ListOrder.NEWEST):
    key, found = None, []
    while True:
        page = reading.page(which, after=key, limit=limit, order=order)
        assert {article.issue_id for article in page.articles} == set(page.issues)
        assert len(page.articles) <= limit
        found += page.articles
        key = page.next
        if key is None:
            return found


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 100])
def test_pages_are_the_list(reading, limit):
    for which in filters(reading):
        whole = list(reading.articles(which))
        assert pages(reading, which, limit) == whole
        assert pages(reading, replace(which, read=False), limit) == [one for one in whole if not one.read]
        assert pages(reading, replace(which, read=True), limit) == [one for one in whole if one.read]


@pytest.mark.parametrize("limit", [1, 3, 100])
def test_the_oldest_issues_first(reading, limit):
    whole = reading.articles(ArticleFilter())
    issues = list(dict.fromkeys(article.issue_id for article in whole))
    expected = sorted(whole, key=lambda article: (-issues.index(article.issue_id), article.ordinal))
    assert pages(reading, ArticleFilter(), limit, ListOrder.OLDEST) == expected


def test_a_page_goes_on_where_the_last_one_ended_although_that_was_read(reading):
    which = ArticleFilter(view=SmartView.UNREAD)
    whole = reading.articles(which)
    first = reading.page(which, limit=4)
    reading.mark([article.id for article in first.articles], read=True)
    assert pages(reading, which, 100) == list(whole[4:])
    assert reading.page(which, after=first.next, limit=100).articles == whole[4:]


def test_shelves_count_their_issues(services, reading):
    overview = services.library.overview()
    assert overview.views == services.library.outline().views
    for shelf in overview.shelves:
        issues = services.library.shelf(shelf.source_id, shelf.year)
        assert (len(issues), sum(one.total for one in issues), sum(one.unread for one in issues)) == (
            shelf.issues,
            shelf.total,
            shelf.unread,
        )
    assert sum(shelf.issues for shelf in overview.shelves) == len(services.library.outline().issues)


def test_issues_are_found_by_their_titles(services, reading):
    (shelf,) = services.library.shelves_with("issue 3", 10)
    assert "Issue 3" in [issue.title for issue in services.library.shelf(*shelf)]
    assert services.library.shelves_with("100%", 10) == ()
