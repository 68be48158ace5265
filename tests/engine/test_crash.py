"""The crash proof in small: two engines and the call-handler killed at random while errands run (`make crash`)."""

import asyncio
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
async def test_whatever_is_killed_every_errand_ends_once() -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tools.crash", "--tasks", "12", "--kills", "8", "--once"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    told, _ = await process.communicate()
    assert process.returncode == 0, told.decode()
    assert "tasks confirmed 12, finished 12" in told.decode()
