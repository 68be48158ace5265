"""`ringback up` as a person starts it: three processes that live and end together."""

import asyncio
import os
import pty
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import httpx2
import pytest

from ringback.cli.network import free_ports

pytestmark = pytest.mark.slow

Environment = dict[str, str]


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    engine, handler, sandbox = map(str, free_ports(3))
    keys = ("OPENAI_API_KEY", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_PHONE_NUMBER")
    ports = {"ENGINE_PORT": engine, "CALL_HANDLER_PORT": handler, "SANDBOX_PORT": sandbox}
    folders = {"DATA_DIR": str(tmp_path / "data"), "LOG_DIR": str(tmp_path / "logs")}
    return {**os.environ, **dict.fromkeys(keys, ""), **ports, **folders, "DEFAULT_LANGUAGE": "en"}


@asynccontextmanager
async def up(environment: Environment, stdin: int = asyncio.subprocess.DEVNULL) -> AsyncIterator["Up"]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "ringback.cli.main", "up"),
        stdin=stdin,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=environment,
    )
    running = Up(process, environment)
    try:
        yield running
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


class Up:
    def __init__(self, process: asyncio.subprocess.Process, environment: Environment) -> None:
        self.process = process
        self.output = ""
        self._environment = environment

    async def says(self, pattern: str) -> None:
        """Reads on until the output has the pattern."""
        assert self.process.stdout is not None
        while not re.search(pattern, self.output):
            chunk = await self.process.stdout.read(4096)
            assert chunk, self.output
            self.output += chunk.decode()

    async def alive(self) -> list[bool]:
        return [await answers(self._environment[name]) for name in ("ENGINE_PORT", "CALL_HANDLER_PORT", "SANDBOX_PORT")]

    async def ends(self) -> int:
        assert self.process.stdout is not None
        self.output += (await self.process.stdout.read()).decode()
        return await self.process.wait()


async def answers(port: str) -> bool:
    async with httpx2.AsyncClient() as client:
        try:
            return (await client.get(f"http://127.0.0.1:{port}/health")).is_success
        except httpx2.TransportError:
            return False


def child(parent: int, module: str) -> int:
    """The pid of the child that runs `module`."""
    for process in Path("/proc").iterdir():
        with suppress(OSError, IndexError, ValueError):
            owner = int((process / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if owner == parent and module in (process / "cmdline").read_text():
                return int(process.name)
    raise AssertionError(f"no {module}")


async def test_it_names_the_addresses_and_a_signal_ends_all_three(environment: Environment) -> None:
    async with up(environment) as running:
        await running.says(r"The page: http://\S+")
        assert "practice network" in running.output
        await running.says(r"ringback config --set OPENAI_API_KEY")
        assert await running.alive() == [True, True, True]
        async with up(environment) as second:
            assert await second.ends() == 1
            assert "SANDBOX_PORT" in second.output, "a port in use is named with the cure"
        assert await running.alive() == [True, True, True]
        running.process.send_signal(signal.SIGTERM)
        assert await running.ends() == 0
        assert await running.alive() == [False, False, False]


async def test_when_one_dies_all_end_and_it_is_named(environment: Environment) -> None:
    async with up(environment) as running:
        await running.says(r"The page:")
        os.kill(child(running.process.pid, "ringback.sandbox"), signal.SIGKILL)
        assert await running.ends() == 1
        assert "The practice network ended" in running.output
        assert await running.alive() == [False, False, False]


async def test_in_a_terminal_it_opens_a_chat_and_ctrl_c_ends_all_three(environment: Environment) -> None:
    ours, theirs = pty.openpty()
    async with up(environment, theirs) as running:
        await running.says(r"Ctrl-C ends it all")
        os.write(ours, b"call Pizza Place and order a large margherita for seven\n")
        await running.says(r"In whose name should I call\?")
        os.write(ours, b"Dana\n")
        await running.says(r"Shall I call\?")
        running.process.send_signal(signal.SIGINT)
        assert await running.ends() == 0
        assert await running.alive() == [False, False, False]
    os.close(ours)
    os.close(theirs)
