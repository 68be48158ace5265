"""One scripted Twilio for all tests of orders."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from tests.call_handler.house import Late
from tests.call_handler.shop import Network, Opener
from tests.fakes.server import serving
from tests.fakes.twilio_rest import FakeTwilio


@pytest.fixture(scope="module")
async def network() -> AsyncIterator[Network]:
    late = Late()
    async with serving(late) as url:
        late.app = FakeTwilio().app
        yield Network(late, url)


@pytest.fixture
def shop(network: Network, tmp_path: Path) -> Opener:
    return partial(network.shop, tmp_path)
