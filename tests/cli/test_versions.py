"""What the command line says of issues that were published again."""

from tests.cli.conftest import TEXT

AGAIN = TEXT.replace("灯塔每十秒闪一次。", "灯塔每五秒闪两次，天天如此。")


def test_an_import_counts_what_became_of_notes(cli, file, issue):
    cli("notes", "add", 1, "why", "--quote", "十秒闪一次")
    cli("notes", "add", 2, "why", "--quote", "一天两次")
    file.write_text(AGAIN, "utf-8")
    found = cli.json("import", file)
    # The note of the file stands where the file has it.
    assert found["anchors"] == [{"issue": 1, "kept": 2, "moved": 0, "detached": 1}]
    assert "anchors" not in cli.json("import", file)


def test_updated_articles_are_listed(cli, file, issue):
    file.write_text(AGAIN, "utf-8")
    cli("import", file)
    (article,) = cli.json("list", "--updated")["articles"]
    assert (article["id"], article["updated"]) == (1, True)
    cli("list", "--updated")
    assert cli.out == "1\t●↻✎1\t灯塔怎样工作\n"
    cli("mark", 1, "--read")
    assert cli.json("list", "--updated")["articles"] == []


def test_the_version_a_note_was_made_on_is_shown(cli, file, issue):
    note = cli.json("notes", "add", 1, "why", "--quote", "每十秒")["id"]
    file.write_text(AGAIN, "utf-8")
    cli("import", file)
    assert cli("notes", "version", note) == 0
    assert cli.out == "灯塔怎样工作\n\n灯塔每[-十-]{+五+}秒闪[-一-]{+两+}次{+，天天如此+}。\n"
    found = cli.json("notes", "version", note)
    assert (found["text"], found["start"], found["end"]) == ("灯塔每十秒闪一次。", 2, 5)
    assert found["until"] is not None


def test_a_note_is_attached_to_other_words(cli, file, issue):
    note = cli.json("notes", "add", 1, "why", "--quote", "十秒闪一次")["id"]
    file.write_text(AGAIN, "utf-8")
    cli("import", file)
    assert cli("notes", "attach", note, 2, "一天") == 0
    found = next(one for one in cli.json("notes", "list")["notes"] if one["id"] == note)
    assert (found["article"], found["quote"], found["anchor"]) == (2, "一天", "kept")
    assert cli("notes", "attach", note, 2, "nowhere") == 1
    assert "not in the article" in cli.err
