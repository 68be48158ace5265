"""Shared by the engine's tests."""

import pytest

from tests.engine.world import World


@pytest.fixture
def world() -> World:
    return World()
