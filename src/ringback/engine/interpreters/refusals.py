"""Requests no call is made for, whatever the number: by their wording, in Hebrew and English.

Rules:
1. A sentence of `deeds_english`, `deceit_english` and their Hebrew likes names a deed ("burn down", "pretend to be"),
   not a topic: a call about a stolen card is welcome. So do several things said together (`clues_english`,
   `schemes_english` and their Hebrew likes).
2. The worst reason wins; each has its sentence `refuse.CODE`.
"""

import re

from ringback.engine.interpreters import (
    clues_english,
    clues_hebrew,
    deceit_english,
    deceit_hebrew,
    deeds,
    deeds_english,
    deeds_hebrew,
    english_words,
    hebrew,
    purpose_english,
    purpose_hebrew,
    schemes_english,
    schemes_hebrew,
    verbs,
)
from ringback.engine.interpreters.deeds import Words
from ringback.engine.interpreters.text import Text

_CODES = ("threat", "fraud", "impersonation", "harassment", "spam", "injection")
_AT_HEAD = ("threat", "harassment", "spam", "impersonation")
_LANGUAGES = (
    (deeds_english.CONCEPTS, {**deeds_english.SENTENCES, **deceit_english.SENTENCES}),
    (deeds_hebrew.CONCEPTS, {**deeds_hebrew.SENTENCES, **deceit_hebrew.SENTENCES}),
)
_TO_DO = re.compile(
    r"(?!tell me|find out how)"
    rf"(?:{'|'.join(verbs.ENGLISH)}|hire|send|have|help|keep|start|go|give|use|leave|speak|talk|do|run|conduct"
    rf"|place|put|cold|report|file|bug|tap|track|spy|hack|record)\b"
    r"|ת[א-ת]{3,}|ל[א-ת]{3,} |[א-ת]{3,}י את "
)
"""An order to do something, at the head of a message."""
_RAW = re.compile(r"###|<\|?(?:system|im_start)|\[system\]|^system:")


def _patterns(code: str) -> tuple[re.Pattern[str], ...]:
    return tuple(deeds.compiled(concepts, sentences[code]) for concepts, sentences in _LANGUAGES)


_DEEDS = {code: _patterns(code) for code in (*_CODES, "emergency", "danger")}
_TOGETHER = (
    (purpose_english, clues_english, schemes_english),
    (purpose_hebrew, clues_hebrew, schemes_hebrew),
)
_CLUES = {
    code: tuple(
        tuple(clues for table in tables for clues in deeds.together(table.CONCEPTS, table.SENTENCES.get(code, "")))
        for tables in _TOGETHER
    )
    for code in (*_CODES, "purpose")
}


def reason(words: Words) -> str | None:
    """The code of why nothing is called for this message, or None."""
    for code in _CODES:
        if _found(code, words) or _hinted(code, words):
            return code
    if _RAW.search(words.plain):
        return "injection"
    return "purpose" if _hinted("purpose", words) else None


def is_order(text: Text) -> bool:
    """The message tells the assistant to do something: "harass …", "order 50 pizzas …", "תאיימי על …"."""
    heads = [
        lead.end() if lead else 0 for lead in (english_words.LEAD.match(text.plain), hebrew.LEAD.match(text.plain))
    ]
    for head in {0, max(heads)}:
        words = deeds.flat_words(text.plain[head:])
        if _TO_DO.match(words) or any(_DEEDS[code][0].match(f" {words}") for code in _AT_HEAD):
            return True
    return False


def is_emergency(words: Words) -> bool:
    """Police, ambulance or fire brigade asked for by name."""
    return _found("emergency", words)


def is_danger(words: Words) -> bool:
    """Somebody's life is in danger now."""
    return _found("danger", words)


def _found(code: str, words: Words) -> bool:
    """A deed of that code, in the languages the words are written in."""
    return any(here and words.say(deed) for here, deed in zip(words.languages, _DEEDS[code], strict=True))


def _hinted(code: str, words: Words) -> bool:
    """Several things said that together tell such a deed."""
    return any(
        here and any(clues.are_in(words) for clues in hints)
        for here, hints in zip(words.languages, _CLUES[code], strict=True)
    )
