"""Errands that are to be done over and over: "every Friday", "כל יום בשמונה". Only the first is planned, which is said.

What is told or asked may speak of every day ("ask if they are open every day"); that is left alone.
"""

import re
from dataclasses import replace

from ringback.engine.interpreters.text import Text, pattern
from ringback.engine.reading import Act, Reading, Situation

CODE = "recurring"
"""Why a reading's plan is for one call: `refuse.recurring` in the catalogue."""

_DAYS = r"(?:sunday|monday|tuesday|wednesday|thursday|friday|saturday)s?"
_EVERY = pattern(
    rf"""[ ,]*\b(?:(?:every|each) (?:single |other )?(?:(?P<day>{_DAYS}|morning|evening|night|afternoon|noon)
    |day|week|weekday|weekend|month|hour|year|two (?:days|weeks))|daily|weekly|monthly|hourly
    |(?:once|twice) (?:a|every|per) (?:day|week|month))\b
    |[ ,]*(?<![א-ת])ב?(?:כל|מדי) (?:(?P<he_day>יום (?:ראשון|שני|שלישי|רביעי|חמישי|שישי)|שבת|בוקר|ערב|לילה|צהריים)
    |יום(?! הולדת)|שבוע|חודש|שעה|יומיים|שבועיים|שנה)(?![א-ת])
    |[ ,]*(?<![א-ת])(?:פעם|פעמיים) (?:ב|כל )(?:יום|שבוע|חודש|שבועיים)(?![א-ת])"""
)
_MERE = pattern(
    r"""(?:[ ,.!-]|\b(?:please|make|do|call|change|set|it|that|this|them|to|actually|and|i|want|again|repeat)\b
    |(?<![א-ת])(?:בבקשה|ת?עש[הי]|תתקשר[יו]?|ת?שנ[הי]|תחזרי?|את|זה|על|אליהם|אליו|אליה|ל|בעצם|אני|רוצה|שוב|שיהיה)(?![א-ת]))*"""
)
"""Beside "every day" it says nothing."""
_TOLD = ("message", "question", "goal", "notes")


def once(text: Text) -> Text | None:
    """The message without "every", asking for the first time alone; None when it says no such thing."""
    found = _EVERY.search(text.plain)
    if found is None:
        return None
    group = next((name for name in ("day", "he_day") if found[name]), None)
    kept = text.said[slice(*found.span(group))] if group else ""
    kept = re.sub(r"(?<=day)s$", "", kept, flags=re.IGNORECASE)
    prefix = (
        "" if not group else " ב" if group == "he_day" else " in the " if not re.match(_DAYS, found["day"]) else " on "
    )
    said = f"{text.said[: found.start()]}{prefix}{kept}{text.said[found.end() :]}".strip()
    return Text(said, said.lower())


def is_said_of_it(text: Text, reading: Reading) -> bool:
    """It is the errand that recurs, not what is told or asked in the call."""
    found = _EVERY.search(text.plain)
    said = found.group().strip(" ,") if found else ""
    return _is_mere(text) or not any(
        said in reading.slots[slot].said.lower()
        and not reading.slots[slot].said.lower().startswith(said)
        and reading.task_type not in ("order", "booking", "appointment")
        for slot in _TOLD
        if slot in reading.slots
    )


def _is_mere(text: Text) -> bool:
    """The message says nothing else."""
    found = _EVERY.search(text.plain)
    return bool(found and _MERE.fullmatch(f"{text.plain[: found.start()]} {text.plain[found.end() :]}"))


def told(text: Text, reading: Reading, situation: Situation) -> Reading:
    """The reading of the first time, with why it is no more; nothing is said of it where nothing is asked for."""
    if situation.task_type and (_is_mere(text) or reading.act in (Act.OTHER, Act.NEGATE)):
        return Reading(Act.INFORM, reading.language, refusal=CODE)
    if reading.act is Act.REQUEST or (reading.act is Act.INFORM and situation.task_type):
        return replace(reading, refusal=reading.refusal or CODE)
    return reading
