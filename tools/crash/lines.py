"""The phone network of the crash proof: lines that ring, are busy or not answered, or a pizza place that is heard and
speaks on every number. Each dial is noted.

It is the practice network with another phone book: Twilio's REST, its callbacks and its failures are the same.
"""

import os
from dataclasses import replace
from pathlib import Path

import uvicorn

from ringback.kit import logs
from ringback.sandbox.app import create_app
from ringback.sandbox.people.phone_book import Answers, Book, Person, book
from ringback.sandbox.settings import SandboxSettings

_ANSWERS: tuple[Answers, ...] = ("busy", "busy", "busy", "busy", "nobody", "busy", "busy", "busy", "fails", "nobody")


class Lines(Book):
    dialled: int
    """The file each dial is noted in."""

    def find(self, number: str) -> Person:
        os.write(self.dialled, f"{number}\n".encode())
        return self.at(number)

    def at(self, number: str) -> Person: ...


class SilentLines(Lines):
    """Nobody's numbers; how a line ends follows from its last digit, how long it rings from the two before."""

    def at(self, number: str) -> Person:
        rings = int(number[-3:-1]) * 100
        return Person("line", "en", number, "A line", "", "alloy", _ANSWERS[int(number[-1])], rings, None)


class PizzaPlaces(Lines):
    def at(self, number: str) -> Person:
        pizza = next(person for person in self.people if (person.key, person.language) == ("pizza_place", "en"))
        return replace(pizza, number=number)


def main(dialled: Path, *, sound: bool) -> None:
    settings = SandboxSettings()
    logs.configure("sandbox", settings.log_dir)
    lines = (PizzaPlaces if sound else SilentLines)(book().people)
    object.__setattr__(lines, "dialled", os.open(dialled, os.O_WRONLY | os.O_CREAT | os.O_APPEND))
    uvicorn.run(create_app(settings, lines), host="127.0.0.1", port=settings.port, log_config=None)
