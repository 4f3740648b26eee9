"""The user's own template for Markdown exports."""

import time
from pathlib import Path

import pytest

from mine_reader.errors import ExportError, InputError
from mine_reader.model import AnnotationFilter
from mine_reader.resources import resource
from mine_reader.services.exporting import ExportFormat
from mine_reader.services.templates import UserTemplate
from mine_reader.settings import load_settings, settings_path


@pytest.fixture
def issue(folder):
    return folder.put()


@pytest.fixture
def template():
    path: Path = settings_path().parent / "templates" / "markdown.md.j2"
    path.parent.mkdir(parents=True)

    def write(text: str) -> Path:
        path.write_text(text, "utf-8")
        return path

    return write


def test_it_takes_the_place_of_ours(services, issue, template, tmp_path):
    template("{% for issue in issues %}{{ issue.title }}: {{ issue.articles[0].notes[0].text }}\n{% endfor %}")
    services.exporting.export(ExportFormat.MARKDOWN, tmp_path / "a.md")
    assert (tmp_path / "a.md").read_text("utf-8") == "Week 1: A thought about it\n"
    assert services.exporting.preview(issue, ExportFormat.MARKDOWN) == "Week 1: A thought about it\n"


def test_it_makes_a_file_for_each_issue_of_a_folder(services, folder, issue, template, tmp_path):
    folder.put("# Week 2\n### x\nX.\n1『y』\n", "weekly/02.md")
    template("{{ issues[0].title }}")
    (tmp_path / "out").mkdir()
    services.exporting.export(ExportFormat.MARKDOWN, tmp_path / "out")
    assert {path.name: path.read_text() for path in (tmp_path / "out").iterdir()} == {
        "weekly Week 1.md": "Week 1",
        "weekly Week 2.md": "Week 2",
    }


def test_a_copy_of_ours_gives_the_same(services, issue, template):
    ours = services.exporting.preview(issue, ExportFormat.MARKDOWN)
    template(resource("templates/markdown.md.j2").read_text("utf-8"))
    assert services.exporting.preview(issue, ExportFormat.MARKDOWN) == ours


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("\n{% for %}", ":2", "Expected an expression"),
        ("\n\n{{ 1 / 0 }}", ":3", "division by zero"),
        ("{{ issues | nothing }}", ":1", "No filter named 'nothing'"),
        ("{{ none.x.y }}", ":1", "has no attribute 'x'"),
        ("{{ issues.__class__.__mro__ }}", ":1", "unsafe"),
        ("{% for i in range(10 ** 9) %}{% endfor %}", ":1", "Range too big"),
    ],
)
def test_what_is_wrong_in_it_is_said_and_the_old_file_stays(services, issue, template, tmp_path, text, line, message):
    path = template(text)
    (tmp_path / "a.md").write_text("old")
    with pytest.raises(InputError) as caught:
        services.exporting.export(ExportFormat.MARKDOWN, tmp_path / "a.md")
    assert caught.value.fields["what"] == f"{path}{line}"
    assert message in str(caught.value.fields["reason"])
    assert (tmp_path / "a.md").read_text() == "old"


def test_an_endless_one_is_ended(services, issue, template):
    path = template(
        "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}"
        "{% endfor %}{% endfor %}{% endfor %}"
    )
    start = time.monotonic()
    with pytest.raises(InputError, match="too much time or memory"):
        UserTemplate(path.parent, seconds=0.2).render([[services.library.detail(issue)]], links=False)
    assert time.monotonic() - start < 20


def test_one_that_is_no_text_is_told(services, issue, template):
    template("").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(InputError, match="its text is damaged"):
        services.exporting.preview(issue, ExportFormat.MARKDOWN)


def test_other_forms_do_without_it(services, issue, template, tmp_path):
    template("{% for %}")
    services.exporting.export(ExportFormat.CSV, tmp_path / "a.csv")
    with pytest.raises(ExportError):
        services.exporting.export(ExportFormat.CSV, tmp_path / "a.csv" / "b")


def test_every_name_of_the_page_about_templates_is_known(services, issue, template):
    page = resource("templates/README.md").read_text("utf-8")
    names = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `") and "|" in line[3:]]
    known = {"issue", "article", "note", "link", "section"}
    variables = [name for name in names if name.split(".")[0] in known]
    assert len(variables) > 40
    tests = "".join(f"{{% if {name} is not defined %}}{name} {{% endif %}}" for name in variables)
    template(
        "{% set issue = issues[0] %}{% set section = issue.sections[0] %}{% set article = issue.articles[0] %}"
        "{% set link = {'url': '', 'label': ''} %}{% set note = article.notes[0] %}" + tests
    )
    assert services.exporting.preview(issue, ExportFormat.MARKDOWN) == ""


def test_notes_link_to_their_places_where_the_settings_say_so(services, issue, template, tmp_path):
    plain = services.exporting.preview(issue, ExportFormat.MARKDOWN)
    settings = load_settings()
    settings.set("place_links", True)
    settings.save()
    (note,) = services.annotating.annotations(AnnotationFilter())
    linked = f"[↗](minereader://annotation/{note.id})"
    for form in (ExportFormat.MARKDOWN, ExportFormat.OBSIDIAN):
        assert linked in services.exporting.preview(issue, form)
    assert linked not in plain
    template("{{ place_links }} {{ issues[0].articles[0].notes[0].address }}")
    assert services.exporting.preview(issue, ExportFormat.MARKDOWN) == f"True minereader://annotation/{note.id}"
