"""Importing issues and looking at them."""

from collections.abc import Callable, Iterable
from pathlib import Path

from mine_reader.model import (
    Change,
    ImportReport,
    Issue,
    IssueDetail,
    IssueId,
    IssuePage,
    Outline,
    Source,
    SourceId,
    SplitOptions,
)

Progress = Callable[[int, int, str], bool]
"""done, total, name of what is next → whether to go on (False cancels; what is done stays)."""


class Library:
    """Issues and sources."""

    def import_paths(
        self, paths: Iterable[Path], *, source: str | None = None, progress: Progress | None = None
    ) -> ImportReport:
        """Import files and folders; one bad file never stops the others. Slow: not on the UI thread."""
        raise NotImplementedError

    def import_welcome(self, text: str, name: str) -> IssueId | None:
        """Put the welcome issue into an empty library; None if it is not empty."""
        raise NotImplementedError

    def outline(self, today: str | None = None) -> Outline:
        """Return everything the sidebar shows; `today` is the local date (ISO), None for the clock's."""
        raise NotImplementedError

    def issue(self, issue_id: IssueId) -> Issue:
        """Return an issue; NotFoundError."""
        raise NotImplementedError

    def detail(self, issue_id: IssueId) -> IssueDetail:
        """Return an issue with its articles' texts and its annotations; NotFoundError."""
        raise NotImplementedError

    def page(self, issue_id: IssueId) -> IssuePage:
        """Return what the reader shows, rendering it if no cached rendering fits. Slow: not on the UI thread."""
        raise NotImplementedError

    def correct(
        self,
        issue_id: IssueId,
        *,
        title: str | None = None,
        number: str | None = None,
        date: str | None = None,
        source: str | None = None,
    ) -> Change:
        """Set the user's own title, number, date or source; "" takes a correction back. Undoable."""
        raise NotImplementedError

    def set_options(self, source_id: SourceId, options: SplitOptions) -> Change:
        """Settle how issues of a source are split, and split those that are there again. Slow."""
        raise NotImplementedError

    def repair(self, issue_id: IssueId, options: SplitOptions) -> Change:
        """Settle how one issue is split, and split it again. Slow. Undoable."""
        raise NotImplementedError

    def edit_source(
        self, source_id: SourceId, *, name: str | None = None, group: str | None = None, position: int | None = None
    ) -> Change:
        """Rename, group or reorder a source. Undoable."""
        raise NotImplementedError

    def source(self, source_id: SourceId) -> Source:
        """Return a source; NotFoundError."""
        raise NotImplementedError

    def delete_issue(self, issue_id: IssueId) -> Change:
        """Take an issue out of the library. Undoable."""
        raise NotImplementedError

    def delete_source(self, source_id: SourceId) -> Change:
        """Take a source and its issues out of the library. Undoable."""
        raise NotImplementedError
