"""The command line, run in this process over a library of its own."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from mine_reader.cli import app
from mine_reader.services import open_services
from mine_reader.text.prepare import prepare

TEXT = """\
---
title: 海边周刊 第 3 期
date: 2023-10-15
---

## 技术

> 机器与人

### 灯塔怎样工作

> https://example.org/a

灯塔每十秒闪一次。

1『想去看看（2023-10-16）』

### 潮汐表

> https://example.org/b

一天两次。
"""


class RealPreparer:
    """Prepares in this process."""

    def __init__(self) -> None:
        self.prepare = prepare

    def close(self) -> None:
        """Nothing was started."""


class CommandLine:
    """Runs commands; `out` and `err` are what the last one wrote."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = self.err = ""

    def __call__(self, *arguments: object) -> int:
        try:
            status = app.run([str(argument) for argument in arguments])
        except SystemExit as stop:
            status = int(stop.code or 0)
        self.out, self.err = self._capsys.readouterr()
        return status

    def json(self, *arguments: object) -> Any:
        """Run a command that succeeds; return its document."""
        assert self(*arguments, "--json") == 0, self.err
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def english(monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def cli(capsys, monkeypatch) -> CommandLine:
    monkeypatch.setattr(app, "open_services", partial(open_services, preparer=RealPreparer()))
    return CommandLine(capsys)


@pytest.fixture
def file(tmp_path) -> Path:
    path: Path = tmp_path / "weekly" / "3.md"
    path.parent.mkdir()
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def issue(cli, file) -> Any:
    """An imported issue, as JSON."""
    return cli.json("import", file)["issues"][0]
