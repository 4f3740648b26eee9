"""The command line: a client of the services, without a screen."""

COMMANDS = (
    "import",
    "list",
    "show",
    "mark",
    "notes",
    "search",
    "download",
    "feeds",
    "refresh",
    "export",
    "backup",
    "restore",
    "check",
)
"""First words that make a command line; everything else opens the window."""
