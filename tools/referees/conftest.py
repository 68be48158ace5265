"""Judges nobody here wrote, as processes of their own. `make referees` installs and asks them."""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import pytest

from ringback.cli.network import free_ports

FOLDER = Path(os.environ.get("REFEREES") or Path.home() / ".cache" / "ringback-referees")
SPECS = Path(os.environ.get("SPECS") or Path(__file__).parents[3] / "shared" / "specs")
START_SECONDS = 60


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@asynccontextmanager
async def process(*command: str, port: int, env: Mapping[str, str] | None = None) -> AsyncIterator[str]:
    """The root URL of a program that listens on `port`, while it runs."""
    running = await asyncio.create_subprocess_exec(
        *command,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, **(env or {})},
    )
    url = f"http://127.0.0.1:{port}"
    try:
        async with asyncio.timeout(START_SECONDS), httpx2.AsyncClient(trust_env=False) as client:
            while running.returncode is None:
                try:
                    await client.get(url)
                    break
                except httpx2.TransportError:
                    await asyncio.sleep(0.2)
        assert running.returncode is None, f"{command[0]} ended"
        yield url
    finally:
        if running.returncode is None:
            running.terminate()
        await running.wait()


def node(name: str) -> str:
    return str(FOLDER / "node_modules" / ".bin" / name)


def port() -> int:
    return free_ports(1)[0]
