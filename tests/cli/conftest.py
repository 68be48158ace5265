"""An engine over a scripted call-handler on a real port, and `ringback` as a person or a script starts it."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import structlog
from typer.testing import CliRunner

from ringback.cli.main import app
from tests.cli.terminal import Terminal
from tests.engine.http.conftest import Engine, on_a_port, served_handler, settings  # noqa: F401  # fixtures
from tests.engine.http.conftest import engine as engine

Json = dict[str, Any]


@dataclass(frozen=True)
class Done:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def values(self) -> list[Json]:
        """The JSON values of standard output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Shell:
    """`ringback` in a folder of its own, against one engine."""

    url: str
    folder: Path

    async def run(self, *words: str, language: str = "en") -> Done:
        """As a script starts it; in a thread of this process, which costs no start."""
        env = {"RINGBACK_URL": self.url, "DEFAULT_LANGUAGE": language}
        done = await asyncio.to_thread(CliRunner().invoke, app, words, env=env)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Done(done.exit_code, done.stdout, done.stderr)

    def terminal(self, *words: str, language: str = "en") -> Terminal:
        """As a person starts it: a process of its own."""
        environment = {**os.environ, "RINGBACK_URL": self.url, "DEFAULT_LANGUAGE": language, "PYTHONUTF8": "1"}
        return Terminal([sys.executable, "-m", "ringback.cli.main", *words], self.folder, environment)


@pytest.fixture
def quiet() -> Iterator[None]:
    """The engine, which runs in the same process, writes nothing between a command's lines."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    yield
    structlog.reset_defaults()


@pytest.fixture
async def shell(quiet: None, engine: Engine, tmp_path: Path) -> AsyncIterator[Shell]:
    async with on_a_port(engine) as url:
        yield Shell(url, tmp_path)
