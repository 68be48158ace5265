"""What a user has set for their calls, read from what is stored of them; and what each setting may be. Pure.

Rules:
1. A user's setting only ever tightens what the server allows; what is not set is as the server has it.
2. What is stored was checked when it was set. What was written into the file by hand and cannot be used counts as not
   set.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ringback.engine.facts import SETTINGS, Fact
from ringback.engine.task import Language
from ringback.manner import NAMES, VOICES, Gender, Manner, problem, written

Group = Literal["speech", "limits", "privacy"]
Kind = Literal["choice", "text", "count", "money", "hours"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the server allows at most: minutes of a call, and dollars that a minute may cost."""

    max_minutes: int = 10
    usd_per_minute: float = 0.0


BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Setting:
    """`options` of a choice, the first while nothing is set; `most` of a count or an amount, None without one."""

    key: str
    group: Group
    kind: Kind
    options: tuple[str, ...] = ()
    language: Language | None = None
    """That of a text, where it has its own."""

    def most(self, bounds: Bounds) -> float | None:
        return bounds.max_minutes if self.key == "max_minutes" else None


ALL: Mapping[str, Setting] = {
    one.key: one
    for one in (
        Setting("call_language", "speech", "choice", ("as_written", "he", "en")),
        Setting("assistant_gender", "speech", "choice", ("female", "male")),
        Setting("my_gender", "speech", "choice", ("unsaid", "female", "male")),
        Setting("voice", "speech", "choice", ("standard", *VOICES)),
        Setting("disclosure_he", "speech", "text", language="he"),
        Setting("disclosure_en", "speech", "text", language="en"),
    )
}


@dataclass(frozen=True, slots=True)
class Wishes:
    """`language` is spoken on the phone where neither the plan nor the callee says otherwise; None: the user's own."""

    language: Language | None = None
    speaker: Gender = "female"
    principal: Gender | None = None
    voice: str = ""
    openings: Mapping[Language, str] = field(default_factory=dict)

    def manner(self, bounds: Bounds) -> Manner:
        """How a call that is planned now will be made."""
        return Manner(self.speaker, self.principal, self.voice, self.openings)


def of(facts: Iterable[Fact]) -> Wishes:
    """What these facts set."""
    values = {fact.key: fact.value for fact in facts if fact.section == SETTINGS and usable(fact.key, fact.value)}
    languages: Mapping[str, Language] = {"he": "he", "en": "en"}
    genders: Mapping[str, Gender] = {"female": "female", "male": "male"}
    own = {language: f"disclosure_{language}" for language in languages.values()}
    voice = values.get("voice", "")
    return Wishes(
        language=languages.get(values.get("call_language", "")),
        speaker=genders.get(values.get("assistant_gender", ""), "female"),
        principal=genders.get(values.get("my_gender", "")),
        voice=voice if voice in VOICES else "",
        openings={language: values[key] for language, key in own.items() if key in values},
    )


def usable(key: str, value: str) -> bool:
    """A value that stands in the store can be used."""
    return key in ALL and wrong(ALL[key], value, Bounds(max_minutes=10_000)) is None


def as_kept(setting: Setting, text: str) -> str:
    """What was typed, as it is stored."""
    if setting.kind != "text" or setting.language is None:
        return text.strip()
    name = NAMES[setting.language]
    return re.sub(r"\{\s*(?:name|שם)\s*\}", lambda _: name, written(text), flags=re.IGNORECASE)


def wrong(setting: Setting, value: str, bounds: Bounds) -> str | None:
    """Why this cannot be set: the last part of an id of the catalogue (`setting.wrong.…`); None when it can."""
    return _CHECKS[setting.kind](setting, value, bounds)


def _choice(setting: Setting, value: str, bounds: Bounds) -> str | None:
    return None if value in setting.options else "choice"


def _text(setting: Setting, value: str, bounds: Bounds) -> str | None:
    return problem(value)


_CHECKS: Mapping[Kind, Callable[[Setting, str, Bounds], str | None]] = {"choice": _choice, "text": _text}
