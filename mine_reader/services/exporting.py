"""Annotations and issues out of the library, into files."""

from enum import StrEnum
from pathlib import Path

from mine_reader.model import ExportReport, IssueId


class ExportFormat(StrEnum):
    """What an export writes."""

    MARKDOWN = "markdown"
    INLINE = "inline"
    JSON = "json"


class Exporting:
    """Exports. All writing is atomic: a failed export leaves the old file."""

    def export(
        self, form: ExportFormat, output: Path, *, issue_id: IssueId | None = None, tag: str | None = None
    ) -> ExportReport:
        """Write one issue, the annotations under a tag, or everything.

        `output` is a file, or a folder for the formats that write a file an issue; ExportError.
        """
        raise NotImplementedError

    def preview(self, issue_id: IssueId, form: ExportFormat) -> str:
        """Return what `export` would write for one issue."""
        raise NotImplementedError

    def save_into_file(self, issue_id: IssueId) -> ExportReport:
        """Write the inline export over the imported file; FileChangedError when that is not as it was imported."""
        raise NotImplementedError
