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
    """What the server allows at most: minutes of a call, dollars that a minute may cost, days a recording is kept."""

    max_minutes: int = 10
    usd_per_minute: float = 0.0
    recording_days: int | None = None


BOUNDS = Bounds()
LONGEST_DAYS = 36_500
_HOURS = re.compile(r"((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)")


@dataclass(frozen=True, slots=True)
class Setting:
    """`options` of a choice, the first while nothing is set; `least` and `most` of a number."""

    key: str
    group: Group
    kind: Kind
    options: tuple[str, ...] = ()
    language: Language | None = None
    """That of a text, where it has its own."""

    def least(self, bounds: Bounds) -> float:
        """Of money, what one minute may cost."""
        return bounds.usd_per_minute if self.kind == "money" else 1

    def most(self, bounds: Bounds) -> float | None:
        days = bounds.recording_days or LONGEST_DAYS
        return {"max_minutes": bounds.max_minutes, "recording_days": days}.get(self.key)


ALL: Mapping[str, Setting] = {
    one.key: one
    for one in (
        Setting("call_language", "speech", "choice", ("as_written", "he", "en")),
        Setting("assistant_gender", "speech", "choice", ("female", "male")),
        Setting("my_gender", "speech", "choice", ("unsaid", "female", "male")),
        Setting("voice", "speech", "choice", ("standard", *VOICES)),
        Setting("disclosure_he", "speech", "text", language="he"),
        Setting("disclosure_en", "speech", "text", language="en"),
        Setting("who_may_be_called", "limits", "choice", ("anyone", "contacts")),
        Setting("max_minutes", "limits", "count"),
        Setting("max_usd_a_call", "limits", "money"),
        Setting("max_usd_a_day", "limits", "money"),
        Setting("my_quiet_hours", "privacy", "hours"),
        Setting("recording_days", "privacy", "count"),
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
    contacts_only: bool = False
    minutes: int | None = None
    usd_a_call: float | None = None
    usd_a_day: float | None = None
    recording_days: int | None = None

    def manner(self, bounds: Bounds, left: float | None = None) -> Manner:
        """How a call that is planned now will be made; `left`: the dollars that may still be spent today."""
        return Manner(self.speaker, self.principal, self.voice, self.openings, self._minutes(bounds, left))

    def _minutes(self, bounds: Bounds, left: float | None) -> int | None:
        """The longest call, when it is to be shorter than the server allows."""
        rate = bounds.usd_per_minute
        paid = [max(1, int(usd / rate + 1e-6)) for usd in (self.usd_a_call, left) if usd is not None and rate]
        least = min([*paid, *([] if self.minutes is None else [self.minutes])], default=bounds.max_minutes)
        return least if least < bounds.max_minutes else None


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
        contacts_only=values.get("who_may_be_called") == "contacts",
        minutes=int(values["max_minutes"]) if "max_minutes" in values else None,
        usd_a_call=float(values["max_usd_a_call"]) if "max_usd_a_call" in values else None,
        usd_a_day=float(values["max_usd_a_day"]) if "max_usd_a_day" in values else None,
        recording_days=int(values["recording_days"]) if "recording_days" in values else None,
    )


def usable(key: str, value: str) -> bool:
    """A value that stands in the store can be used."""
    return key in ALL and wrong(ALL[key], value, Bounds(max_minutes=10_000)) is None


def as_kept(setting: Setting, text: str) -> str:
    """What was typed, as it is stored."""
    if setting.kind == "money":
        return text.strip().strip("$").strip()
    if setting.kind == "hours":
        parts = re.split(r"\s*[-–—]\s*", text.strip())
        return "-".join(part.zfill(5) if ":" in part else f"{part.zfill(2)}:00" for part in parts)
    if setting.language is None:
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


def _count(setting: Setting, value: str, bounds: Bounds) -> str | None:
    most = setting.most(bounds)
    number = int(value) if re.fullmatch(r"[0-9]{1,6}", value) else 0
    return None if number >= 1 and (most is None or number <= most) else "count"


def _money(setting: Setting, value: str, bounds: Bounds) -> str | None:
    amount = float(value) if re.fullmatch(r"[0-9]{1,5}(?:\.[0-9]{1,2})?", value) else 0.0
    return None if amount > 0 and amount >= setting.least(bounds) else "money"


def _hours(setting: Setting, value: str, bounds: Bounds) -> str | None:
    found = _HOURS.fullmatch(value)
    return None if found and found[1] != found[2] else "hours"


_CHECKS: Mapping[Kind, Callable[[Setting, str, Bounds], str | None]] = {
    "choice": _choice,
    "text": _text,
    "count": _count,
    "money": _money,
    "hours": _hours,
}
