"""Requests no call is made for, whatever the number: by their wording, in Hebrew and English.

Rules:
1. A sentence of `deeds_english`, `deceit_english` and their Hebrew likes names a deed ("burn down", "pretend to be"),
   not a topic: a call about a stolen card is welcome. So do several things said together (`deeds_together`).
2. The worst reason wins; each has its sentence `refuse.CODE`.
"""

import re

from ringback.engine.interpreters import (
    deceit_english,
    deceit_hebrew,
    deeds,
    deeds_english,
    deeds_hebrew,
    deeds_together,
    english_words,
    harmless,
    hebrew,
    verbs,
)
from ringback.engine.interpreters.text import Text

_CODES = ("threat", "fraud", "impersonation", "harassment", "spam", "injection")
_AT_HEAD = ("threat", "harassment", "spam", "impersonation")
_LANGUAGES = (
    (deeds_english.CONCEPTS, {**deeds_english.SENTENCES, **deceit_english.SENTENCES}),
    (deeds_hebrew.CONCEPTS, {**deeds_hebrew.SENTENCES, **deceit_hebrew.SENTENCES}),
)
_TO_DO = re.compile(
    r"(?!tell me|find out how)"
    rf"(?:{'|'.join(verbs.ENGLISH)}|hire|send|have|help|keep|start|go|give|use|leave|speak|talk|do|place|put|cold)\b"
    r"|ת[א-ת]{3,}|ל[א-ת]{3,} |[א-ת]{3,}י את "
)
"""An order to do something, at the head of a message."""
_LATIN, _HEBREW = re.compile("[a-z]"), re.compile("[א-ת]")
_RAW = re.compile(r"###|<\|?(?:system|im_start)|\[system\]|^system:")


def _patterns(code: str) -> tuple[re.Pattern[str], ...]:
    return tuple(deeds.compiled(concepts, sentences[code]) for concepts, sentences in _LANGUAGES)


_DEEDS = {code: _patterns(code) for code in (*_CODES, "emergency", "danger")}
_TOGETHER = {
    code: deeds.together(deeds_together.ENGLISH_CONCEPTS, deeds_together.ENGLISH.get(code, ""))
    + deeds.together(deeds_together.HEBREW_CONCEPTS, deeds_together.HEBREW[code])
    for code in deeds_together.HEBREW
}


def reason(text: Text) -> str | None:
    """The code of why nothing is called for this message, or None."""
    words = harmless.without(deeds.flat_words(text.plain))
    for code in _CODES:
        if _found(code, words) or any(all(part.search(words) for part in parts) for parts in _TOGETHER.get(code, ())):
            return code
    return "injection" if _RAW.search(text.plain) else None


def is_order(text: Text) -> bool:
    """The message tells the assistant to do something: "harass …", "order 50 pizzas …", "תאיימי על …"."""
    heads = [
        lead.end() if lead else 0 for lead in (english_words.LEAD.match(text.plain), hebrew.LEAD.match(text.plain))
    ]
    for head in {0, max(heads)}:
        words = deeds.flat_words(text.plain[head:])
        if _TO_DO.match(words) or any(_DEEDS[code][0].match(words) for code in _AT_HEAD):
            return True
    return False


def is_emergency(text: Text) -> bool:
    """Police, ambulance or fire brigade asked for by name."""
    return _says("emergency", text)


def is_danger(text: Text) -> bool:
    """Somebody's life is in danger now."""
    return _says("danger", text)


def _says(code: str, text: Text) -> bool:
    return _found(code, harmless.without(deeds.flat_words(text.plain)))


def _found(code: str, words: str) -> bool:
    """A deed of that code, in the languages the words are written in."""
    in_english, in_hebrew = _DEEDS[code]
    return bool(
        (_LATIN.search(words) and in_english.search(words)) or (_HEBREW.search(words) and in_hebrew.search(words))
    )
