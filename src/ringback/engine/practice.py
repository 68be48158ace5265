"""The practice network's phone book: the `PhoneBook` port's adapter."""

from datetime import UTC, datetime, timedelta

import httpx2
import structlog
from pydantic import BaseModel, TypeAdapter, ValidationError

from ringback.engine.ports import Clock, Person
from ringback.engine.task import Language

log = structlog.get_logger()

FRESH = timedelta(seconds=60)
RETRY = timedelta(seconds=2)
SECONDS, FIRST_SECONDS = 1.0, 10.0
"""For an answer, while something is known and while nothing is: a network that starts on a busy machine is slow."""


class _Entry(BaseModel):
    name: str
    phone_number: str
    language: Language
    about: str = ""
    also: tuple[str, ...] = ()


_ENTRIES = TypeAdapter(list[_Entry])


class PracticeBook:
    """`url` is the practice network's root; without one, or while it does not answer, nobody new is known."""

    def __init__(self, url: str, clock: Clock) -> None:
        self._url = url
        self._clock = clock
        self._people: list[Person] = []
        self._next = datetime.min.replace(tzinfo=UTC)

    async def people(self) -> list[Person]:
        """Asked for again when what is known is no longer fresh."""
        now = self._clock.now()
        if self._url and now >= self._next:
            people = await self._ask()
            self._next = now + (RETRY if people is None else FRESH)
            self._people = self._people if people is None else people
        return self._people

    async def _ask(self) -> list[Person] | None:
        try:
            patience = SECONDS if self._people else FIRST_SECONDS
            async with httpx2.AsyncClient(timeout=patience, trust_env=False) as http:
                answer = (await http.get(f"{self._url}/people")).raise_for_status()
            entries = _ENTRIES.validate_json(answer.content)
        except (httpx2.HTTPError, ValidationError) as exc:
            log.warning("practice book not read", error=type(exc).__name__)
            return None
        log.info("practice book read", status=answer.status_code, people=len(entries))
        return [Person(entry.name, entry.phone_number, entry.language, entry.about, entry.also) for entry in entries]
