"""mine-reader search."""

import pytest


def test_search_finds_articles_and_notes(cli, issue):
    found = cli.json("search", "灯塔 is:article")
    article = issue["articles"][0]
    assert found["total"] == 1
    assert found["hits"] == [
        {
            "kind": "article",
            "id": article["id"],
            "issue": issue["id"],
            "title": "灯塔怎样工作",
            "snippet": "灯塔每十秒闪一次。",
        }
    ]
    (note,) = cli.json("search", "去看看")["hits"]
    assert (note["kind"], note["id"]) == ("note", article["notes"][0]["id"])


def test_the_total_is_that_of_all_whatever_the_limit(cli, issue):
    found = cli.json("search", "次 is:article", "--limit", "1")
    assert (found["total"], len(found["hits"])) == (2, 1)
    assert cli.json("search", "次", "--limit", "0")["hits"] == []


def test_hits_are_lines_without_json(cli, issue):
    assert cli("search", "潮汐") == 0
    assert cli.out.splitlines() == [f"article {issue['articles'][1]['id']}\t潮汐表\t一天两次。"]
    assert cli.err == "Found: 1.\n"


def test_words_given_apart_must_all_be_there(cli, issue):
    assert cli.json("search", "灯塔", "十秒", "is:article")["total"] == 1
    assert cli.json("search", "灯塔", "潮汐")["total"] == 0


def test_the_index_can_be_made_anew(cli, issue):
    assert cli("search", "--rebuild") == 0
    assert cli.err == "The search index was made anew.\n"
    assert cli.json("search", "潮汐", "--rebuild")["total"] == 1


@pytest.mark.parametrize("arguments", [[], [" "], ["灯", "--limit", "-1"], ["灯", "--limit", "x"]])
def test_what_cannot_be_searched_is_wrong_usage(cli, issue, arguments):
    assert cli("search", *arguments) == 2
