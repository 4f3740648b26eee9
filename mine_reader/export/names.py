"""Names of the files that exports write."""

from pathlib import Path

from mine_reader.export.escape import clean

MAX_NAME_BYTES = 120

_FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|\n', "_"))
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{i}" for name in ("com", "lpt") for i in range(10))}


def safe_name(name: str, suffix: str = "") -> str:
    """Return `name` as a file name that every system takes, with `suffix`."""
    safe = clean(name).translate(_FORBIDDEN).strip(" .")
    room = MAX_NAME_BYTES - len(suffix.encode())
    safe = safe.encode("utf-8", "replace")[:room].decode("utf-8", "ignore").rstrip(" .")
    if not safe:
        safe = "_"
    if safe.split(".")[0].strip().lower() in _RESERVED:
        safe = f"_{safe}"
    return safe + suffix


def safe_relative(path: str) -> Path:
    """Return a relative path with safe parts, none of which leads up."""
    parts = [safe_name(part) for part in path.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return Path(*parts) if parts else Path("_")
