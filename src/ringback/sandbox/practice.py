"""What the practice network tells about itself: its phone book, and what its people really said.

Nothing here exists at a real carrier; no call depends on it.
"""

from collections.abc import Callable
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from ringback.kit.errors import BadRequest
from ringback.sandbox.carrier.account import OwnNumber
from ringback.sandbox.carrier.exchange import Exchange
from ringback.sandbox.people.phone_book import Book


class Entry(BaseModel):
    """One line of the phone book."""

    phone_number: str = Field(examples=["+97236123456"])
    language: Literal["he", "en"]
    name: str
    about: str
    also: list[str] = Field(default=[], description="the same person's names in other languages")


class PracticeCall(BaseModel):
    """One call as the practice network knows it."""

    call_sid: str
    to: str = Field(examples=["+97236123456"])
    status: str
    said: list[str] = Field(description="the person's own words, in their order")
    heard: list[list[str]] = Field(description="the words the person made out, turn by turn")
    pressed: str = Field(description="keys the caller pressed, by their tones")


class Ring(BaseModel):
    """Body of `POST /practice/call`: who rings the customer's number."""

    caller: str = Field(alias="from", examples=["+97236123459"], pattern=r"^(\+[1-9]\d{6,14}|anonymous)$")


class Rung(BaseModel):
    call_sid: str


def create_router(book: Book, exchange: Callable[[], Exchange], number: OwnNumber) -> APIRouter:
    router = APIRouter()

    @router.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @router.get("/people")
    def people() -> list[Entry]:
        """The practice phone book."""
        return [
            Entry(
                phone_number=person.number or "",
                language=person.language,
                name=person.name,
                about=person.about,
                also=[other.name for other in book.listed if other.key == person.key and other is not person],
            )
            for person in book.listed
        ]

    @router.get("/practice/calls")
    def calls() -> list[PracticeCall]:
        """The calls of this start, oldest first."""
        return [
            PracticeCall(
                call_sid=leg.record.sid,
                to=leg.record.to,
                status=leg.record.status,
                said=leg.said,
                heard=leg.heard,
                pressed=leg.pressed,
            )
            for leg in exchange().legs
        ]

    @router.post("/practice/call")
    async def ring(wish: Ring) -> Rung:
        """This person rings the customer's number; anybody else's number, or `anonymous`, is a polite stranger."""
        person = book.find(wish.caller if wish.caller.startswith("+") else number.number).ringing()
        if person is None:
            raise BadRequest("This person never rings anybody; they have no state ring_back.", code="never_rings")
        return Rung(call_sid=exchange().ring(person, number.order(wish.caller)).sid)

    return router
