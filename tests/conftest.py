"""Shared by all tests: one event loop kind, and hypothesis profiles."""

import os
from collections.abc import Iterator
from functools import cache

import httpcore2
import pytest
from hypothesis import settings

from tests.postgres import Postgres, running_postgres

settings.register_profile("gate", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))

httpcore2.default_ssl_context = cache(httpcore2.default_ssl_context)  # 40 ms a client, and no test speaks TLS


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Ask for it only where it is needed (`request.getfixturevalue`): it takes seconds to start."""
    with running_postgres() as server:
        yield server
