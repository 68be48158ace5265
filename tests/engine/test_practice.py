"""The practice network's phone book over real HTTP."""

from typing import Any

from fastapi import FastAPI, HTTPException

from ringback.engine.ports import Person
from ringback.engine.practice import FRESH, RETRY, PracticeBook
from tests.fakes.clock import StillClock
from tests.fakes.server import serving


class Network:
    def __init__(self) -> None:
        self.asked = 0
        self.people: Any = [
            {"name": "פיצה פלייס", "phone_number": "+97236123456", "language": "he", "about": "pizza", "new": 1}
        ]
        self.app = FastAPI()
        self.app.get("/people")(self._people)

    def _people(self) -> Any:
        self.asked += 1
        if self.people is None:
            raise HTTPException(500)
        return self.people


PIZZA = Person("פיצה פלייס", "+97236123456", "he", "pizza")


async def test_the_people_are_asked_for_once_while_they_are_fresh() -> None:
    network, clock = Network(), StillClock()
    async with serving(network.app) as url:
        book = PracticeBook(url, clock)
        assert await book.people() == [PIZZA]
        assert await book.people() == [PIZZA]
        assert network.asked == 1
        clock.advance(FRESH.total_seconds())
        assert await book.people() == [PIZZA]
        assert network.asked == 2


async def test_a_network_in_trouble_leaves_what_was_known() -> None:
    network, clock = Network(), StillClock()
    async with serving(network.app) as url:
        book = PracticeBook(url, clock)
        network.people = None
        assert await book.people() == []
        network.people = [{"odd": True}]
        clock.advance(RETRY.total_seconds())
        assert await book.people() == []
        network.people = [{"name": "a", "phone_number": "+1", "language": "en"}]
        assert await book.people() == []
        clock.advance(RETRY.total_seconds())
        assert await book.people() == [Person("a", "+1", "en")]
        network.people = None
        clock.advance(FRESH.total_seconds())
        assert await book.people() == [Person("a", "+1", "en")]
    clock.advance(FRESH.total_seconds())
    assert await book.people() == [Person("a", "+1", "en")]


async def test_without_a_practice_network_nobody_is_known() -> None:
    assert await PracticeBook("", StillClock()).people() == []
