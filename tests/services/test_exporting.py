"""Exports out of a library, into files."""

import errno
import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from mine_reader.errors import ExportError, FileChangedError, InputError, NotFoundError
from mine_reader.export import source_notes
from mine_reader.files import write_whole
from mine_reader.model import Annotation, AnnotationFilter, Color, IssueId, NoteText, Span
from mine_reader.services import Services
from mine_reader.services.exporting import ExportFormat
from mine_reader.text import parse_issue
from mine_reader.text.prepare import prepare

TEXT = """\
---
title: 海边周刊 第 3 期
date: 2023-10-15
---

## 技术

### 灯塔怎样工作

> https://example.org/a

灯塔每十秒闪一次。

1『想去看看（2023-10-16）』

夜里很远就能看见。

### 潮汐表

> https://example.org/b

一天两次。
"""
NOTE = NoteText("回家再读", "2", "2023-12-09")


class RealPreparer:
    """Prepares in this process."""

    def __init__(self) -> None:
        self.prepare = prepare

    def close(self) -> None:
        """Nothing was started."""


@pytest.fixture
def preparer() -> RealPreparer:
    return RealPreparer()


@pytest.fixture
def issue(folder):
    return folder.put(TEXT)


@pytest.fixture
def file(folder):
    return folder.path / "weekly" / "01.md"


def annotate(
    services: Services, issue: IssueId, place: int, quote: str | None, note: NoteText | None = NOTE
) -> Annotation:
    article = services.library.detail(issue).articles[place]
    return services.annotating.add(article.id, quote=quote, note=note)


def notes(services: Services, issue: IssueId) -> Sequence[Annotation]:
    return services.annotating.annotations(AnnotationFilter(issue_id=issue))


def inline(services: Services, issue: IssueId) -> str:
    return services.exporting.preview(issue, ExportFormat.INLINE)


WITH_NOTE = TEXT.replace("能看见。\n", "能看见。\n\n2『回家再读（2023-12-09）』\n")


def test_untouched_an_issue_is_its_file(services, issue):
    assert inline(services, issue) == TEXT


def test_a_note_made_here_stands_after_its_paragraph(services, issue):
    annotate(services, issue, 0, "夜里很远")
    assert inline(services, issue) == WITH_NOTE


def test_a_note_on_two_paragraphs_stands_after_the_second(services, issue):
    article = services.library.detail(issue).articles[0]
    services.annotating.add(article.id, span=Span(2, len(article.text or "")), note=NOTE)
    assert inline(services, issue) == WITH_NOTE


def test_deleting_an_imported_note_takes_it_out(services, issue):
    (note,) = notes(services, issue)
    services.annotating.delete([note.id])
    assert inline(services, issue) == TEXT.replace("1『想去看看（2023-10-16）』\n\n", "")


def test_ticking_changes_the_mark_alone(services, issue):
    (note,) = notes(services, issue)
    services.annotating.set_done(note.id, done=True)
    assert inline(services, issue) == TEXT.replace("』", "』——已完成")


def test_a_note_on_an_article_that_is_gone_is_left_out(services, issue, folder, tmp_path):
    annotate(services, issue, 1, "一天两次")
    shorter = TEXT[: TEXT.index("### 潮汐表")]
    assert folder.put(shorter, "weekly/01.md") == issue
    report = services.exporting.export(ExportFormat.INLINE, tmp_path / "out.md", issue_id=issue)
    assert (tmp_path / "out.md").read_text("utf-8") == shorter
    assert (report.notes, report.left_out) == (1, 1)


def test_undo_gives_the_file_back(services, issue):
    annotate(services, issue, 0, "夜里很远")
    services.reading.undo()
    assert inline(services, issue) == TEXT


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_the_encoding_stays(services, folder, encoding, tmp_path):
    file = folder.write(TEXT)
    file.write_bytes(TEXT.encode(encoding))
    issue = services.library.import_paths([file]).imported[0].issue_id
    annotate(services, issue, 0, "夜里很远")
    services.exporting.export(ExportFormat.INLINE, tmp_path / "out.md", issue_id=issue)
    assert (tmp_path / "out.md").read_bytes() == WITH_NOTE.encode(encoding)


def test_saving_writes_the_notes_into_the_file(services, issue, file):
    annotate(services, issue, 0, "夜里很远")
    report = services.exporting.save_into_file(issue)
    assert file.read_text("utf-8") == WITH_NOTE
    assert (report.paths, report.notes, report.left_out) == ((str(file),), 2, 0)


def test_what_was_saved_is_not_imported_twice(services, issue, file):
    annotate(services, issue, 0, "夜里很远")
    before = notes(services, issue)
    services.exporting.save_into_file(issue)
    services.library.import_paths([file])
    after = notes(services, issue)
    assert [(n.id, n.note, n.selector) for n in after] == [(n.id, n.note, n.selector) for n in before]
    assert inline(services, issue) == WITH_NOTE


def test_what_was_saved_can_be_edited_and_saved_again(services, issue, file):
    note = annotate(services, issue, 0, "夜里很远")
    services.exporting.save_into_file(issue)
    services.annotating.set_done(note.id, done=True)
    services.exporting.save_into_file(issue)
    assert file.read_text("utf-8") == WITH_NOTE.replace("12-09）』", "12-09）』——已完成")
    services.annotating.delete([note.id])
    services.exporting.save_into_file(issue)
    assert file.read_text("utf-8") == TEXT


def test_what_was_written_by_a_program_that_died_then_is_not_imported_twice(services, issue, file):
    annotate(services, issue, 0, "夜里很远", NoteText("没有级别"))
    annotate(services, issue, 1, None, NoteText("两行\n也行 ", date="2024-01-02"))
    file.write_text(services.exporting.preview(issue, ExportFormat.INLINE), "utf-8")
    before = [(note.id, note.note.body.strip()) for note in notes(services, issue)]
    services.library.import_paths([file])
    assert [(note.id, note.note.body) for note in notes(services, issue)] == before
    assert services.exporting.preview(issue, ExportFormat.INLINE) == file.read_text("utf-8")


def test_a_file_that_changed_is_not_written_over(services, issue, file):
    annotate(services, issue, 0, "夜里很远")
    file.write_text(TEXT + "\n新的。\n", "utf-8")
    with pytest.raises(FileChangedError):
        services.exporting.save_into_file(issue)
    assert file.read_text("utf-8") == TEXT + "\n新的。\n"


def test_a_file_that_is_gone_is_reported(services, issue, file):
    file.unlink()
    with pytest.raises(ExportError):
        services.exporting.save_into_file(issue)


def test_an_issue_without_a_file_cannot_be_saved_into_one(services):
    issue = services.library.import_welcome(TEXT, "welcome.md")
    with pytest.raises(InputError):
        services.exporting.save_into_file(issue)
    assert inline(services, issue) == TEXT


def test_on_a_full_disk_the_file_stays_and_the_note_too(services, issue, file, monkeypatch):
    annotate(services, issue, 0, "夜里很远")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("mine_reader.files.os.fsync", full)
        with pytest.raises(ExportError, match="No space left"):
            services.exporting.save_into_file(issue)
    assert file.read_text("utf-8") == TEXT
    assert inline(services, issue) == WITH_NOTE
    services.exporting.save_into_file(issue)
    assert file.read_text("utf-8") == WITH_NOTE


def test_highlights_are_counted_as_left_out(services, issue, tmp_path):
    article = services.library.detail(issue).articles[0]
    services.annotating.add(article.id, quote="夜里很远", color=Color.PINK)
    report = services.exporting.export(ExportFormat.INLINE, tmp_path / "out.md", issue_id=issue)
    assert (report.notes, report.left_out) == (1, 1)


def test_a_whole_library_keeps_its_folders(services, folder, tmp_path):
    folder.write(TEXT, "weekly/2023/01.md")
    folder.write(TEXT.replace("3", "4"), "weekly/2023/02.md")
    services.library.import_paths([folder.path / "weekly"])
    report = services.exporting.export(ExportFormat.INLINE, tmp_path / "out")
    assert (tmp_path / "out" / "weekly" / "2023" / "01.md").read_text("utf-8") == TEXT
    assert len(report.paths) == 2


def out(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}


def test_exporting_again_replaces_what_was_exported(services, issue, tmp_path):
    services.exporting.export(ExportFormat.INLINE, tmp_path / "out")
    annotate(services, issue, 0, "夜里很远")
    services.exporting.export(ExportFormat.INLINE, tmp_path / "out")
    assert out(tmp_path / "out") == {"weekly/01.md": WITH_NOTE}


@pytest.mark.parametrize("form", [ExportFormat.INLINE, ExportFormat.MARKDOWN])
def test_a_file_of_the_users_is_never_replaced(services, issue, tmp_path, form):
    (tmp_path / "out").mkdir()
    services.exporting.export(form, tmp_path / "out")
    (name,) = out(tmp_path / "out")
    (tmp_path / "out" / name).write_text("mine", "utf-8")
    services.exporting.export(form, tmp_path / "out")
    found = out(tmp_path / "out")
    assert found.pop(name) == "mine"
    (other,) = found
    assert other == name.replace(".md", "-2.md")


def test_what_a_killed_export_wrote_is_known(services, issue, tmp_path, monkeypatch):
    services.exporting.export(ExportFormat.INLINE, tmp_path / "out")
    annotate(services, issue, 0, "夜里很远")

    def killed(path: Path, data: bytes) -> None:
        write_whole(path, data)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("mine_reader.services.export_folder.write_whole", killed)
        with pytest.raises(KeyboardInterrupt):
            services.exporting.export(ExportFormat.INLINE, tmp_path / "out")
    assert out(tmp_path / "out") == {"weekly/01.md": WITH_NOTE}
    services.annotating.delete([note.id for note in services.annotating.annotations(AnnotationFilter())])
    services.exporting.export(ExportFormat.INLINE, tmp_path / "out")
    assert list(out(tmp_path / "out")) == ["weekly/01.md"]


def test_a_file_of_the_users_that_is_the_same_stays_the_users(services, issue, tmp_path):
    theirs = tmp_path / "out" / "weekly" / "01.md"
    theirs.parent.mkdir(parents=True)
    theirs.write_text(TEXT, "utf-8")
    services.exporting.export(ExportFormat.INLINE, tmp_path / "out")
    annotate(services, issue, 0, "夜里很远")
    services.exporting.export(ExportFormat.INLINE, tmp_path / "out")
    assert out(tmp_path / "out") == {"weekly/01.md": TEXT, "weekly/01-2.md": WITH_NOTE}


def test_markdown_into_a_folder_has_a_file_for_each_annotated_issue(services, issue, folder, tmp_path):
    folder.put("### 无关\n\n> https://example.org/c\n\n没有笔记。\n", "weekly/02.md")
    (tmp_path / "out").mkdir()
    report = services.exporting.export(ExportFormat.MARKDOWN, tmp_path / "out")
    assert [Path(path).name for path in report.paths] == ["weekly 海边周刊 第 3 期.md"]
    assert report.notes == 1


def test_issues_of_one_title_keep_their_files_when_another_comes(services, issue, folder, tmp_path):
    (tmp_path / "out").mkdir()
    services.exporting.export(ExportFormat.MARKDOWN, tmp_path / "out")
    before = out(tmp_path / "out")
    folder.put(TEXT.replace("2023-10-15", "2024-10-15"), "weekly/02.md")
    services.exporting.export(ExportFormat.MARKDOWN, tmp_path / "out")
    after = out(tmp_path / "out")
    assert len(after) == 2
    assert after.items() > before.items()


def test_markdown_into_a_file_has_everything(services, issue, tmp_path):
    services.exporting.export(ExportFormat.MARKDOWN, tmp_path / "notes.md")
    text = (tmp_path / "notes.md").read_text("utf-8")
    assert "# 海边周刊 第 3 期\n" in text
    assert "> 灯塔每十秒闪一次。\n\n想去看看\n" in text


def test_json_holds_the_whole_library(services, issue, tmp_path):
    services.exporting.export(ExportFormat.JSON, tmp_path / "a.json")
    (found,) = json.loads((tmp_path / "a.json").read_text("utf-8"))["issues"]
    assert [article["title"] for article in found["articles"]] == ["灯塔怎样工作", "潮汐表"]
    assert [note["text"] for note in found["articles"][0]["notes"]] == ["想去看看"]


def test_a_tag_chooses_articles_and_notes(services, issue, tmp_path):
    note = annotate(services, issue, 1, "一天两次")
    services.annotating.tag([note.id], add=["sea/tide"])
    services.exporting.export(ExportFormat.JSON, tmp_path / "a.json", tag="sea")
    (found,) = json.loads((tmp_path / "a.json").read_text("utf-8"))["issues"]
    assert [article["title"] for article in found["articles"]] == ["潮汐表"]


def test_an_issue_that_is_not_there(services, tmp_path):
    with pytest.raises(NotFoundError):
        services.exporting.export(ExportFormat.JSON, tmp_path / "a.json", issue_id=IssueId(99))
    assert not (tmp_path / "a.json").exists()


def test_a_folder_that_cannot_be_written_is_reported(services, issue, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ExportError):
        services.exporting.export(ExportFormat.INLINE, tmp_path / "file" / "out")


@pytest.fixture
def real(services, seeds) -> Sequence[tuple[IssueId, Path]]:
    report = services.library.import_paths(sorted(seeds.iterdir()))
    return [(done.issue_id, Path(done.path)) for done in report.imported]


def test_real_issues_come_out_byte_for_byte(services, real, tmp_path):
    services.exporting.export(ExportFormat.INLINE, tmp_path / "out")
    found = {path.name: path.read_bytes() for path in (tmp_path / "out").rglob("*.txt")}
    assert found == {path.name: path.read_bytes() for _, path in real}


def test_a_note_on_a_real_article_adds_its_own_line(services, real):
    for issue, path in real:
        before = path.read_bytes().decode()
        article = services.library.detail(issue).articles[-1]
        first = (article.text or "").strip().split("\n")[0]
        start = (article.text or "").index(first)
        services.annotating.add(article.id, span=Span(start, start + len(first)), note=NOTE)
        after = inline(services, issue)
        written = "2『回家再读（2023-12-09）』"
        assert [line for line in after.split("\n") if line.strip() and line != written] == [
            line for line in before.split("\n") if line.strip()
        ]
        assert len(after) - len(before) in {len(written) + 2, len(written) + 3}
        services.reading.undo()
        assert inline(services, issue) == before


def test_editing_ticking_and_deleting_real_notes_changes_them_alone(services, real):
    issue, path = real[2]
    before = path.read_bytes().decode()
    first, second, third = notes(services, issue)
    services.annotating.edit(first.id, NoteText("改了", "3", "2024-01-02"))
    services.annotating.set_done(second.id, done=True)
    services.annotating.delete([third.id])
    lines = before.split("\n")
    old = [index for index, line in enumerate(lines) if "』" in line and "『" in line and "（2023-12-09）" in line]
    lines[old[0]] = "3『改了（2024-01-02）』"
    lines[old[1]] += "——已完成"
    del lines[old[2] - 1 : old[2] + 1]
    assert inline(services, issue) == "\n".join(lines)


def test_every_real_article_takes_a_note_and_a_note_on_a_word(services, real):
    for issue, _ in real:
        articles = services.library.detail(issue).articles
        wanted = []
        for place, article in enumerate(articles):
            services.annotating.add(article.id, note=NoteText(f"全文 {place}", "2"))
            wanted.append((place, f"全文 {place}"))
            middle = len(article.text or "") // 2
            if (article.text or "")[middle : middle + 1].strip():
                services.annotating.add(article.id, span=Span(middle, middle + 1), note=NoteText(f"词 {place}", "1"))
                wanted.append((place, f"词 {place}"))
        parsed = parse_issue(inline(services, issue))
        found = {(place, note.note.body) for place, note in source_notes(parsed)}
        assert set(wanted) <= found
