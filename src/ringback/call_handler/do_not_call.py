"""The do-not-call list over HTTP: who asked not to be called again, by hand or in a call.

Rules:
1. An order to a number on the list is refused with `do_not_call`, whoever orders it.
2. A number of any country may be on it: which countries are called may change.
3. What somebody said in a call comes onto the list by itself; only a person takes it off again.
"""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from ringback.call_handler.http import NOT_ADMITTED, Admitted, errors
from ringback.kit.errors import NotFound

_BAD_NUMBER = errors(s400="No phone number")


class Entry(BaseModel):
    """A number that is not called, since when and why."""

    phone_number: str
    since: datetime
    why: str


class NewEntry(BaseModel):
    phone_number: str = Field(max_length=40, description="E.164, or local to DEFAULT_REGION.")
    why: str = Field(default="added by hand", max_length=200)


class TheList(BaseModel):
    """Newest first."""

    numbers: list[Entry]


router = APIRouter()


@router.get("/do-not-call", responses=NOT_ADMITTED)
async def read(desk: Admitted) -> TheList:
    """Everyone who is not called, newest first."""
    barred = await desk.guard.all_barred()
    return TheList(
        numbers=[
            Entry(phone_number=one.phone_number, since=datetime.fromtimestamp(one.at, UTC), why=one.why)
            for one in barred
        ]
    )


@router.post("/do-not-call", responses=NOT_ADMITTED | _BAD_NUMBER, status_code=201)
async def add(desk: Admitted, new: NewEntry) -> NewEntry:
    """Never call this number again; adding it twice changes nothing."""
    e164 = desk.rules.number(new.phone_number, of_any_country=True)
    await desk.guard.bar(e164, new.why, datetime.now(UTC).timestamp())
    return NewEntry(phone_number=e164, why=new.why)


@router.delete(
    "/do-not-call/{phone_number}",
    responses=NOT_ADMITTED | _BAD_NUMBER | errors(s404="Not on the list"),
    status_code=204,
)
async def remove(desk: Admitted, phone_number: Annotated[str, Path(max_length=40)]) -> None:
    """This number may be called again."""
    if not await desk.guard.unbar(desk.rules.number(phone_number, of_any_country=True)):
        raise NotFound("This number is not on the list.")
