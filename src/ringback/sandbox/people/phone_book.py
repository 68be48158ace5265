"""The practice people: their files in `people/`, read and checked, and the phone book they make.

Rules:
1. `script` documents the files; an unknown key, state or group ends the start with the file's name.
2. A number that is not in the book is answered by `default.toml`: in Hebrew in Israel and in English elsewhere, and
   on in the other language when spoken to in it (the group `language` of its `hear` tells by which words).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ringback.kit.errors import SettingsError
from ringback.sandbox.people.script import DROP, GIVE_UP, HANG_UP, RING_BACK, Script, State, groups_of

Answers = Literal["person", "machine", "busy", "nobody", "fails"]
Language = Literal["he", "en"]

LANGUAGES: tuple[Language, ...] = ("he", "en")
DEFAULT = "default"
WORDS = "words"
LANGUAGE_WORDS = "language"
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Person:
    """One person in one language. `script` is None when they never speak (busy, nobody, fails)."""

    key: str
    language: Language
    number: str | None
    name: str
    about: str
    voice: str
    answers: Answers
    rings_ms: int
    script: Script | None

    def ringing(self) -> "Person | None":
        """The person as one who rings us: they begin in the state `ring_back`. None when they never do."""
        if self.script is None or RING_BACK not in self.script.states:
            return None
        return replace(self, answers="person", rings_ms=0, script=replace(self.script, start=RING_BACK))


class _StateTable(BaseModel):
    model_config = ConfigDict(extra="forbid")
    say: Annotated[list[str], BeforeValidator(lambda v: [v] if isinstance(v, str) else v)] = []
    collect: list[str] = []
    also: list[str] = []
    ask: dict[str, str] = {}
    again: str = ""
    asks: int = Field(default=2, ge=0, le=5)
    on: dict[str, str] = {}
    when: dict[str, dict[str, str]] = {}
    next: str | None = None
    otherwise: str | None = Field(default=None, alias="else")
    give_up: str = GIVE_UP
    set: dict[str, str] = {}
    forget: list[str] = []
    wait_ms: int = Field(default=0, ge=0, le=60_000)
    cut_ms: int | None = Field(default=None, ge=20)
    interrupt_ms: int | None = Field(default=None, ge=100)
    interrupt: str = ""
    beep: bool = False
    press: str = ""
    music_ms: int = Field(default=0, ge=0, le=60_000)
    keys: dict[str, str] = {}

    def state(self) -> State:
        given = {name: getattr(self, name) for name in type(self).model_fields}
        return State(
            **given
            | {
                "say": tuple(self.say),
                "collect": tuple(self.collect),
                "also": tuple(self.also),
                "on": tuple(self.on.items()),
                "forget": tuple(self.forget),
            }
        )


class _LanguageTable(BaseModel):
    model_config = ConfigDict(extra="forbid")
    number: str | None = Field(default=None, pattern=r"^\+[1-9]\d{6,14}$")
    name: str
    about: str
    voice: str = "alloy"
    start: str = ""
    on: dict[str, str] = {}
    before: dict[str, list[str]] = {}
    hear: dict[str, Any] = {}
    states: dict[str, _StateTable] = {}


class _PersonTable(BaseModel):
    model_config = ConfigDict(extra="forbid")
    answers: Answers = "person"
    rings_ms: int = Field(default=3000, ge=0, le=120_000)
    he: _LanguageTable
    en: _LanguageTable


Classes = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Language → class → spoken form → value."""


def read_person(key: str, text: str, classes: Classes) -> tuple[Person, ...]:
    """The person of one file, once in each language. Raises SettingsError that names the file."""
    try:
        table = _PersonTable.model_validate(tomllib.loads(text))
        people = []
        for language in LANGUAGES:
            part: _LanguageTable = getattr(table, language)
            speaks = table.answers in {"person", "machine"} or RING_BACK in part.states
            people.append(
                Person(
                    key=key,
                    language=language,
                    number=part.number,
                    name=part.name,
                    about=part.about,
                    voice=part.voice,
                    answers=table.answers,
                    rings_ms=table.rings_ms,
                    script=_script(part, classes[language]) if speaks else None,
                )
            )
    except (ValidationError, tomllib.TOMLDecodeError, ValueError) as error:
        raise SettingsError(f"The practice person {key}.toml is not right: {error}", code="bad_person") from error
    return tuple(people)


def read_classes(text: str) -> Classes:
    """The classes of words.toml, written as the groups of a person's `hear`."""
    table = tomllib.loads(text)
    return {
        language: {name: _forms(values, {}) for name, values in table.get(language, {}).items()}
        for language in LANGUAGES
    }


def _script(part: _LanguageTable, classes: Mapping[str, Mapping[str, str]]) -> Script:
    script = Script(
        start=part.start,
        hear={group: _forms(words, classes) for group, words in part.hear.items()},
        states={name: table.state() for name, table in part.states.items()},
        on=tuple(part.on.items()),
        before=part.before,
    )
    problems = list(_problems(script))
    if problems:
        raise ValueError("; ".join(problems))
    return script


def _forms(words: Any, classes: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    forms: dict[str, str] = {}
    if isinstance(words, dict):
        for value, spoken in words.items():
            forms |= dict.fromkeys([value, *spoken], value)
        return forms
    for word in words:
        if word.startswith("<"):
            if word[1:-1] not in classes:
                raise ValueError(f"words.toml has no class {word}")
            forms |= classes[word[1:-1]]
        else:
            forms[word] = word
    return forms


def _problems(script: Script) -> Iterator[str]:
    """What a script lacks to be a talk that always ends."""
    ends = {HANG_UP, DROP}
    for group in {group for one, others in script.before.items() for group in (one, *others)} - script.hear.keys():
        yield f"before names {group!r}, which is not in hear"
    for name in (script.start, GIVE_UP):
        if name not in script.states:
            yield f"there is no state {name!r}"
    for name, state in script.states.items():
        waits = state.wait_ms or (state.listens and state.again)
        if not (state.say or state.beep or state.press or state.music_ms or waits):
            yield f"state {name} says nothing and waits for nothing"
        targets = [target for _, target in (*state.on, *script.on)]
        targets += [target for options in state.when.values() for target in options.values()]
        targets += [
            *state.keys.values(),
            state.give_up,
            *(target for target in (state.next, state.otherwise) if target),
        ]
        for target in targets:
            if target not in script.states and target not in ends:
                yield f"state {name} leads to {target!r}, which is no state"
        groups = {*state.collect, *state.also, *state.ask, *state.when, *groups_of(state.on), *groups_of(script.on)}
        for group in groups - script.hear.keys():
            yield f"state {name} listens for {group!r}, which is not in hear"
        if any(_SLOT.search(text) for text in (*state.ask.values(), state.again, state.interrupt)):
            yield f"state {name} asks with a slot; only say may hold slots"
        if state.interrupt_ms is not None and not state.interrupt:
            yield f"state {name} has interrupt_ms and no interrupt"


@dataclass(frozen=True, slots=True)
class Book:
    """Everybody who can be called."""

    people: tuple[Person, ...]

    def find(self, number: str) -> Person:
        """Who answers this number."""
        for person in self.people:
            if person.number == number:
                return person
        language = "he" if number.startswith("+972") else "en"
        return next(person for person in self.people if person.key == DEFAULT and person.language == language)

    def twin(self, person: Person) -> Person | None:
        """The same person in the other language, for those who answer to any number."""
        if person.number is not None:
            return None
        return next((p for p in self.people if p.key == person.key and p.language != person.language), None)

    @property
    def listed(self) -> tuple[Person, ...]:
        """Those with a number, in its order."""
        return tuple(sorted((p for p in self.people if p.number), key=lambda p: p.number or ""))

    def phrases(self, language: str) -> list[str]:
        """Everything the people can say in a language, with <slot> for what they repeat; each once."""
        said = {_SLOT.sub(r"<\1>", text): None for script in self._scripts(language) for text in script.texts}
        return list(said)

    def slots(self, language: str) -> dict[str, list[str]]:
        """What can stand in each <slot> of the phrases."""
        values: dict[str, dict[str, None]] = {}
        for script in self._scripts(language):
            for slot in {slot for text in script.texts for slot in _SLOT.findall(text)}:
                values.setdefault(slot, {}).update(dict.fromkeys(script.hear[slot].values()))
        return {slot: list(known) for slot, known in values.items()}

    def _scripts(self, language: str) -> Iterator[Script]:
        for person in self.people:
            if person.language == language and person.script is not None:
                yield person.script


def _people_folder() -> Traversable:
    return files("ringback.sandbox.people")


@cache
def book() -> Book:
    """The book of the people that come with the package."""
    folder = _people_folder()
    classes = read_classes((folder / f"{WORDS}.toml").read_text(encoding="utf-8"))
    people: list[Person] = []
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        key = file.name.removesuffix(".toml")
        if file.name.endswith(".toml") and key != WORDS:
            people += read_person(key, file.read_text(encoding="utf-8"), classes)
    return Book(tuple(people))
