"""A vault that is written again and again."""

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mine_reader.errors import ExportError, InputError
from mine_reader.export.obsidian import vault_file
from mine_reader.files import write_whole
from mine_reader.model import AnnotationFilter, NoteText
from mine_reader.services.exporting import ExportFormat
from tests.services.conftest import ISSUE

NAME = "weekly Week 1.md"


@pytest.fixture
def issue(folder):
    return folder.put()


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def export(services, vault):
    return lambda **more: services.exporting.export(ExportFormat.OBSIDIAN, vault, **more)


def files(vault: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in vault.iterdir()}


def add(services, issue, place=0, body="mine", **more):
    article = services.library.detail(issue).articles[place]
    return services.annotating.add(article.id, note=NoteText(body), **more)


def test_every_annotated_issue_has_a_file(services, folder, issue, vault, export):
    folder.put("# Week 2\n### No notes\nText.\n", "weekly/02.md")
    report = export()
    assert report.paths == (str(vault / NAME),)
    assert (report.notes, report.left_out) == (1, 0)
    assert "A thought about it" in files(vault)[NAME]


def test_again_it_changes_what_changed_in_the_library(services, issue, vault, export):
    export()
    (vault / NAME).write_text(files(vault)[NAME] + "\nmy own words\n", "utf-8")
    (old,) = services.annotating.annotations(AnnotationFilter())
    services.annotating.delete([old.id])
    add(services, issue)
    export()
    text = files(vault)[NAME]
    assert "A thought" not in text
    assert "\nmine\n" in text
    assert "\nmy own words\n" in text
    assert list(files(vault)) == [NAME]


def test_a_file_that_did_not_change_is_not_written(services, issue, vault, export):
    export()
    before = (vault / NAME).stat().st_mtime_ns, (vault / NAME).stat().st_ino
    export()
    assert ((vault / NAME).stat().st_mtime_ns, (vault / NAME).stat().st_ino) == before


def test_a_new_title_leaves_the_file_its_name(services, issue, vault, export):
    export()
    services.library.correct(issue, title="Another")
    export()
    assert list(files(vault)) == [NAME]
    assert "# Another\n" in files(vault)[NAME]


def test_the_last_note_of_an_issue_goes_from_its_file(services, issue, vault, export):
    export()
    (old,) = services.annotating.annotations(AnnotationFilter())
    services.annotating.delete([old.id])
    export()
    assert "A thought" not in files(vault)[NAME]


def test_a_vault_that_is_gone_is_not_made_by_itself(services, issue, vault):
    with pytest.raises(InputError):
        services.exporting.update_vault(vault)
    assert not vault.exists()
    vault.mkdir()
    assert services.exporting.update_vault(vault).notes == 1


def test_what_did_not_change_is_not_looked_at(services, folder, issue, vault, export):
    export()
    other = folder.put("# Week 2\n### x\nX.\n1『y』\n", "weekly/02.md")
    add(services, issue, body="late")
    services.exporting.update_vault(vault, {other})
    assert "late" not in files(vault)[NAME]
    assert len(files(vault)) == 2
    services.exporting.update_vault(vault, {issue})
    assert "late" in files(vault)[NAME]


def test_some_notes_alone_are_added(services, issue, vault, export):
    made = add(services, issue)
    export(only={made.id})
    text = files(vault)[NAME]
    assert "mine" in text
    assert "A thought" not in text


def test_a_file_of_the_users_is_left_alone(services, issue, vault, export):
    vault.mkdir()
    (vault / NAME.upper()).write_text("mine", "utf-8")
    export()
    export()
    assert files(vault)[NAME.upper()] == "mine"
    assert sorted(files(vault)) == sorted([NAME.upper(), "weekly Week 1-2.md"])


def test_a_copy_that_the_user_made_is_left_alone(services, issue, vault, export):
    export()
    copy = files(vault)[NAME]
    (vault / "a copy.md").write_text(copy, "utf-8")
    add(services, issue)
    export()
    assert files(vault)["a copy.md"] == copy
    assert "\nmine\n" in files(vault)[NAME]


def test_a_file_that_the_user_emptied_or_replaced_is_left_alone(services, issue, vault, export):
    export()
    (vault / NAME).write_text("mine alone", "utf-8")
    export()
    assert files(vault)[NAME] == "mine alone"
    assert len(files(vault)) == 2


def test_a_file_that_the_user_deleted_comes_back(services, issue, vault, export):
    export()
    (vault / NAME).unlink()
    export()
    assert list(files(vault)) == [NAME]


def test_the_notes_of_a_deleted_issue_go_and_come_back(services, issue, vault, export):
    export()
    before = files(vault)[NAME]
    (vault / NAME).write_text(before + "my own words\n", "utf-8")
    services.library.delete_issue(issue)
    export()
    assert "A thought" not in files(vault)[NAME]
    assert files(vault)[NAME].endswith("my own words\n")
    services.reading.undo()
    export()
    assert "A thought" in files(vault)[NAME]
    assert "my own words\n" in files(vault)[NAME]


def test_one_issue_alone_leaves_the_others(services, folder, issue, vault, export):
    other = folder.put(ISSUE.replace("Week 1", "Week 2"), "weekly/02.md")
    export()
    services.annotating.delete([a.id for a in services.annotating.annotations(AnnotationFilter(issue_id=other))])
    before = files(vault)
    export(issue_id=issue)
    assert files(vault) == before


def test_a_tag_adds_and_takes_nothing_away(services, issue, vault, export):
    export()
    add(services, issue, tags=("sea",))
    add(services, issue, body="untagged", quote="first paragraph")
    export(tag="sea")
    text = files(vault)[NAME]
    assert "A thought" in text
    # Its article carries the tag of no article, so that the tagged note alone is added.
    assert "\nmine\n" in text
    assert "untagged" not in text


def test_two_issues_of_one_name_have_a_file_each(services, folder, issue, vault, export):
    folder.put(ISSUE.replace("A thought", "Another thought"), "weekly/02.md")
    export()
    export()
    assert sorted(files(vault)) == ["weekly Week 1-2.md", NAME]


def test_a_vault_that_is_a_file(services, issue, vault, export):
    vault.write_text("x")
    with pytest.raises(ExportError, match="Not a directory"):
        export()


def test_a_file_that_cannot_be_written_stops_no_other(services, folder, issue, vault, export, monkeypatch):
    folder.put(ISSUE.replace("Week 1", "Week 2"), "weekly/02.md")

    def failing(path: Path, data: bytes) -> None:
        if path.name == NAME:
            raise ExportError(path=str(path), reason="Permission denied")
        write_whole(path, data)

    with monkeypatch.context() as patch:
        patch.setattr("mine_reader.services.vault.write_whole", failing)
        with pytest.raises(ExportError, match=r"Week 1\.md could not be written: Permission denied"):
            export()
    assert list(files(vault)) == ["weekly Week 2.md"]
    export()
    assert len(files(vault)) == 2


def test_words_written_while_it_exports_stay(services, issue, vault, export, monkeypatch):
    export()
    add(services, issue)

    def typing(text, detail, chosen, **more):
        if "typed" not in text:
            (vault / NAME).write_text(text + "typed\n", "utf-8")
        return vault_file(text, detail, chosen, **more)

    with monkeypatch.context() as patch:
        patch.setattr("mine_reader.services.vault.vault_file", typing)
        export()
    assert "typed\n" in files(vault)[NAME]
    assert "\nmine\n" in files(vault)[NAME]


def test_a_vault_that_vanishes_is_not_made_anew(services, folder, issue, vault, export, monkeypatch):
    def vanishing(text, detail, chosen, **more):
        if vault.exists():
            vault.rmdir()
        return vault_file(text, detail, chosen, **more)

    with monkeypatch.context() as patch:
        patch.setattr("mine_reader.services.vault.vault_file", vanishing)
        with pytest.raises(ExportError, match="No such file or directory"):
            export()
    assert not vault.exists()


def test_a_link_that_leads_out_of_the_vault_is_not_followed(services, issue, vault, export, tmp_path):
    export()
    outside = tmp_path / "outside.md"
    (vault / NAME).rename(outside)
    (vault / NAME).symlink_to(outside)
    before = outside.read_text("utf-8")
    add(services, issue)
    with pytest.raises(ExportError, match="outside the folder"):
        export()
    assert outside.read_text("utf-8") == before


def test_what_is_no_utf8_stays(services, issue, vault, export):
    export()
    (vault / NAME).write_bytes((vault / NAME).read_bytes() + b"caf\xe9\n")
    add(services, issue)
    export()
    assert b"caf\xe9\n" in (vault / NAME).read_bytes()


def test_many_rounds_of_edits_keep_all_the_user_wrote(services, issue, vault, export):
    chance = random.Random(7)  # noqa: S311 - a test
    export()
    for number in range(30):
        held = services.annotating.annotations(AnnotationFilter(issue_id=issue))
        if held and chance.random() < 0.4:
            services.annotating.delete([chance.choice(held).id])
        else:
            add(services, issue, chance.randrange(3), f"note {number}")
        text = files(vault)[NAME]
        ends = [at + 2 for at in range(len(text)) if text.startswith("%%\n%% mine-reader begin", at)] + [len(text)]
        at = chance.choice(ends)
        (vault / NAME).write_text(text[:at] + f"\nuser {number}." + text[at:], "utf-8")
        export()
        now = files(vault)[NAME]
        assert all(f"user {old}." in now for old in range(number + 1))
        live = services.annotating.annotations(AnnotationFilter(issue_id=issue))
        assert [now.count(f"\n^note-{note.id}\n") for note in live] == [1] * len(live)
        assert now.count("\n^note-") == len(live)


def test_the_preview_is_what_a_new_file_would_be(services, issue, vault, export):
    export(issue_id=issue)
    assert services.exporting.preview(issue, ExportFormat.OBSIDIAN) == files(vault)[NAME]


def test_a_vault_that_moved_is_known_again(services, issue, vault, export, tmp_path):
    export()
    (vault / NAME).write_text(files(vault)[NAME] + "my own words\n", "utf-8")
    vault.rename(tmp_path / "moved")
    add(services, issue)
    services.exporting.export(ExportFormat.OBSIDIAN, tmp_path / "moved")
    assert list(files(tmp_path / "moved")) == [NAME]
    assert "\nmine\n" in files(tmp_path / "moved")[NAME]
    assert "my own words\n" in files(tmp_path / "moved")[NAME]


def test_no_other_export_replaces_a_file_of_the_vault(services, issue, vault, export):
    export()
    (vault / NAME).write_text(files(vault)[NAME] + "my own words\n", "utf-8")
    add(services, issue)
    export()
    services.exporting.export(ExportFormat.MARKDOWN, vault)
    assert files(vault)[NAME].endswith("my own words\n")
    assert sorted(files(vault)) == ["weekly Week 1-2.md", NAME]
    export()
    assert sorted(files(vault)) == ["weekly Week 1-2.md", NAME]


def test_two_exports_at_once_write_one_whole_file(services, issue, vault, export):
    export()
    (vault / NAME).write_text(files(vault)[NAME] + "my own words\n", "utf-8")
    for number in range(5):
        add(services, issue, body=f"mine {number}")
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(export) for _ in range(8)]:
            done.result()
    assert list(files(vault)) == [NAME]
    assert files(vault)[NAME].count("^note-") == 6
    assert "my own words\n" in files(vault)[NAME]
