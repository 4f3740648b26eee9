"""A vault of Obsidian's: a folder of the user's, in which some files are ours and some stretches of them."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Protocol

from mine_reader.errors import ExportError
from mine_reader.export.obsidian import emptied_file, vault_file, vault_issue, vault_name
from mine_reader.files import write_whole
from mine_reader.model import AnnotationId, IssueDetail, IssueId
from mine_reader.services.export_folder import Ledger

_TRIES = 5
_VAULT = "vault"


class VaultLedger(Ledger, Protocol):
    """Remembers also which files it knows."""

    def under(self, folder: Path) -> tuple[Path, ...]:
        """Return the files below a folder that were written."""
        ...


class Vault:
    """Writes files of issues. One that we did not make is never touched, nor a character outside our stretches.

    A file that cannot be written stops no other: `failed` is what went wrong first.
    """

    def __init__(self, folder: Path, ledger: VaultLedger, *, links: bool = False) -> None:
        self._given = folder
        self._links = links
        self._folder = folder.resolve()
        self._ledger = ledger
        self._make()
        self._known = self._find()
        self.written: list[str] = []
        self.failed: ExportError | None = None

    def _make(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise ExportError(path=str(self._given), reason="Not a directory") from error
        except OSError as error:
            raise ExportError(path=str(self._given), reason=error.strerror or str(error)) from error

    def _find(self) -> dict[IssueId, Path]:
        """Return where the issues are: in files that we wrote and that still say so."""
        found: dict[IssueId, Path] = {}
        for path in sorted(self._ledger.under(self._folder)):
            try:
                data = path.read_bytes()
            except OSError:
                continue
            issue_id = vault_issue(_text(data))
            if issue_id is not None:
                found.setdefault(issue_id, path)
        return found

    @property
    def known(self) -> frozenset[IssueId]:
        """The issues that have a file here."""
        return frozenset(self._known)

    def write(self, detail: IssueDetail, chosen: Collection[AnnotationId]) -> None:
        """Bring the file of an issue up to date; one without `chosen` annotations gets none if it has none."""
        path = self._known.get(detail.issue.id)
        if path is None:
            if not chosen:
                return
            path = self._known_by_name(detail) or self._free(vault_name(detail))
        self._try(path, lambda text: vault_file(text, detail, chosen, links=self._links))

    def _known_by_name(self, detail: IssueDetail) -> Path | None:
        """Return a file of this name that says it is of this issue: the vault or the library has moved since."""
        path = self._folder / vault_name(detail)
        try:
            return path if vault_issue(_text(path.read_bytes())) == detail.issue.id else None
        except OSError:
            return None

    def forget(self, present: Iterable[IssueId]) -> None:
        """Take the notes out of the files of issues that are not among those `present`."""
        for issue_id in self._known.keys() - set(present):
            self._try(self._known[issue_id], lambda text, gone=issue_id: emptied_file(text or "", gone))

    def _try(self, path: Path, change: "_Change") -> None:
        try:
            self._change(path, change)
            self.written.append(str(self._given / path.relative_to(self._folder)))
        except ExportError as error:
            self.failed = self.failed or error

    def _change(self, path: Path, change: "_Change") -> None:
        if not path.resolve().is_relative_to(self._folder):
            raise ExportError(path=str(path), reason="it is outside the folder")
        for _ in range(_TRIES):
            before = self._present(path)
            text = change(None if before is None else _text(before))
            after = text.encode("utf-8", "surrogateescape")
            if after == before:
                return
            # First, so that what a killed export wrote is known for ours; no hash, since the user may write into it
            # what no other export is to replace.
            self._ledger.record(path, frozenset({_VAULT}))
            if self._present(path) == before:
                write_whole(path, after)
                return
        raise ExportError(path=str(path), reason="another program is writing it")

    def _present(self, path: Path) -> bytes | None:
        try:
            return path.read_bytes()
        except FileNotFoundError as error:
            if self._folder.is_dir():
                return None
            raise ExportError(path=str(path), reason=error.strerror) from error
        except OSError as error:
            raise ExportError(path=str(path), reason=error.strerror or str(error)) from error

    def _free(self, name: str) -> Path:
        """Return a path that no file has, whatever the case of its letters."""
        try:
            taken = {path.name.lower() for path in self._folder.iterdir()}
        except OSError:
            taken = set()
        stem, count = Path(name).stem, 1
        while name.lower() in taken or self._folder / name in self._known.values():
            count += 1
            name = f"{stem}-{count}.md"
        return self._folder / name


class _Change(Protocol):
    def __call__(self, text: str | None, /) -> str: ...


def _text(data: bytes) -> str:
    # What is no UTF-8 is written back as it was.
    return data.decode("utf-8", "surrogateescape")
