"""What is remembered of a user, in words: what each thing is called, and what is said when it is saved or forgotten."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from ringback.engine import settings_words
from ringback.engine.facts import SECTIONS, SETTINGS, Fact
from ringback.engine.phrases import Phrases
from ringback.engine.plan import number

_LRI, _PDI = "\u2066", "\u2069"


def left_to_right(written: str) -> str:
    """A number that reads left to right inside any text."""
    return f"{_LRI}{written}{_PDI}"


def memory_text(phrases: Phrases, section: str, key: str, value: str | None, region: str) -> str:
    """`Saved: …` or, without a value, `Forgotten: …`; the text of a `data.changed` entry."""
    name = fact_label(phrases, section, key)
    if value is None:
        told = section == "preferences" and ": " not in key
        return phrases.text("forgot.fact", label=f"{name}, {key}" if told else name)
    if section == SETTINGS:
        return phrases.text("saved.setting", label=name, value=settings_words.said(key, value, phrases))
    if section == "contacts":
        return phrases.text("saved.contact", key=key, value=left_to_right(number(value, region)))
    written = left_to_right(number(value, region)) if value.startswith("+") else value
    return phrases.text("saved.fact", label=name, value=written)


def fact_label(phrases: Phrases, section: str, key: str) -> str:
    """What a fact is called: "The name", "Agreed with Pizza Place", "Pizza Place: usual order"."""
    match section:
        case "profile":
            return phrases.text(f"memory.{key}") if phrases.has(f"memory.{key}") else key
        case "settings" if phrases.has(f"setting.{key}"):
            return phrases.text(f"setting.{key}")
        case "agreed":
            return phrases.text("memory.agreed", place=key)
        case "preferences":
            place, _, slot = key.rpartition(": ")
            usual = phrases.text(f"label.{slot}") if phrases.has(f"label.{slot}") else slot
            return phrases.text("memory.usual", place=place, label=usual) if place else phrases.text("memory.told")
        case _:
            return key


def remembered(facts: Sequence[Fact], phrases: Phrases, region: str) -> Iterator[str]:
    """All that is remembered, a line each."""
    yield phrases.text("memory.all" if facts else "memory.none")
    for fact in sorted(facts, key=lambda fact: SECTIONS.index(fact.section)):
        value = left_to_right(number(fact.value, region)) if fact.value.startswith("+") else fact.value
        yield phrases.text("memory.line", label=fact_label(phrases, fact.section, fact.key), value=value)


def changed(phrases: Phrases, fact: Fact, before: Fact | None, region: str) -> dict[str, Any]:
    """The data of a `data.changed` entry for a fact that was saved."""
    text = memory_text(phrases, fact.section, fact.key, fact.value, region)
    return {"section": fact.section, "key": fact.key, "value": fact.value, "text": text, "before": stored(before)}


def stored(fact: Fact | None) -> dict[str, Any] | None:
    """A fact as a journal entry keeps it, so that a change can be taken back."""
    return {**asdict(fact), "at": fact.at.isoformat()} if fact else None
