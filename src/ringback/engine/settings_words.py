"""A user's settings in words: their values, what stands while nothing is set, and what is wrong with a value. Pure."""

from ringback.engine.phrases import Phrases
from ringback.engine.wishes import ALL, LONGEST_DAYS, Bounds, Setting, Wishes
from ringback.manner import DISCLOSURE, LONGEST_OPENING, NAMES


def said(key: str, value: str, phrases: Phrases) -> str:
    """A value as it is read out."""
    setting = ALL.get(key)
    if setting is None or setting.kind != "choice":
        return value
    return option(setting, value, phrases)


def option(setting: Setting, value: str, phrases: Phrases) -> str:
    """One of a choice; a proper name stands for itself."""
    key = f"setting.{setting.key}.{value}"
    return phrases.text(key) if phrases.has(key) else value.capitalize()


def standard(setting: Setting, wishes: Wishes, bounds: Bounds) -> str:
    """The value that holds while nothing is set; empty for none."""
    if setting.language is not None:
        return DISCLOSURE[setting.language][wishes.speaker]
    if setting.options:
        return setting.options[0]
    most = setting.most(bounds)
    return "" if most is None or most == LONGEST_DAYS else f"{most:g}"


def cure(setting: Setting, why: str, phrases: Phrases, bounds: Bounds) -> str:
    """What is wrong, and what would be right."""
    most = setting.most(bounds)
    return phrases.text(
        f"setting.wrong.{why}",
        label=phrases.text(f"setting.{setting.key}"),
        options=", ".join(setting.options),
        least=f"{setting.least(bounds):g}",
        most="" if most is None else f"{most:g}",
        longest=LONGEST_OPENING,
        name=NAMES[setting.language or phrases.language],
    )
