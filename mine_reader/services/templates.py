"""The user's own template for Markdown exports, beside the settings."""

from collections.abc import Sequence
from pathlib import Path

from mine_reader.errors import InputError, WorkerError
from mine_reader.export.markdown import TemplateFault, render_template, template_values
from mine_reader.files import write_whole
from mine_reader.model import IssueDetail
from mine_reader.resources import resource

NAME = "markdown.md.j2"
_SECONDS = 10.0
_SECONDS_EACH = 0.2


class UserTemplate:
    """A template that may be there or not; it is rendered where it can be killed."""

    def __init__(self, folder: Path, seconds: float = _SECONDS) -> None:
        self._path = folder / NAME
        self._seconds = seconds

    @property
    def path(self) -> Path:
        """Where it lies, or would."""
        return self._path

    def make(self) -> Path:
        """Return its path, after putting a copy of ours there if there is none; ExportError."""
        if not self.present():
            write_whole(self._path, resource(f"templates/{NAME}").read_bytes())
        return self._path

    def present(self) -> bool:
        """Return whether the user has one."""
        return self._path.is_file()

    def render(self, groups: Sequence[Sequence[IssueDetail]], *, links: bool) -> Sequence[str]:
        """Return a document for each group of issues; InputError says what is wrong with the template."""
        from mine_reader.net.worker import call  # noqa: PLC0415 - no start needs it

        values = [template_values(details) for details in groups]
        seconds = self._seconds + _SECONDS_EACH * sum(map(len, values))
        try:
            found = call(render_template, self._source(), values, links, seconds=seconds)
        except WorkerError as error:
            raise InputError(what=str(self._path), reason="it takes too much time or memory") from error
        if isinstance(found, TemplateFault):
            place = f"{self._path}:{found.line}" if found.line else str(self._path)
            raise InputError(what=place, reason=found.message)
        return found

    def _source(self) -> str:
        try:
            return self._path.read_text("utf-8-sig")
        except OSError as error:
            raise InputError(what=str(self._path), reason=error.strerror or str(error)) from error
        except UnicodeDecodeError as error:
            raise InputError(what=str(self._path), reason="its text is damaged") from error
