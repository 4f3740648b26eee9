"""Real issues through the real preparer, into a library and back."""

from mine_reader.model import ImportOutcome
from mine_reader.services import open_services
from mine_reader.text.prepare import prepare


class InProcess:
    def prepare(self, text, name, options):
        return prepare(text, name, options)

    def close(self):
        pass


def test_real_issues_are_whole_in_the_library(seeds, library_path, tmp_path):
    services = open_services(library_path, preparer=InProcess(), cache_dir=tmp_path / "cache")
    files = sorted(seeds.glob("*.txt"))
    report = services.library.import_paths(files)
    assert [item.outcome for item in report.imported] == [ImportOutcome.NEW] * 5
    issues = [services.library.issue(item.issue_id) for item in report.imported]
    assert [issue.total for issue in issues] == [17, 8, 319, 9, 70]
    assert [len(services.library.detail(issue.id).annotations) for issue in issues] == [0, 0, 3, 0, 0]
    for issue in issues:
        page = services.library.page(issue.id)
        assert [part.text for part in page.parts if part.kind == "article"] == [item.text for item in page.articles]
    again = services.library.import_paths(files)
    assert [item.outcome for item in again.imported] == [ImportOutcome.UNCHANGED] * 5
    assert services.backup.check().problems == ()
    services.close()
