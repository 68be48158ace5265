"""The practice model on a call that came in from a stranger: it takes a message, word for word. Pure."""

import re
from collections.abc import Mapping

from ringback.sandbox.mind import facts
from ringback.sandbox.mind.brief import Brief
from ringback.sandbox.mind.memory import Memory
from ringback.sandbox.mind.numbers import Language, tokens
from ringback.sandbox.mind.phrases import phrase
from ringback.sandbox.mind.talk import Action, CallTool, Say

_GOAL = re.compile(r"take a message\b|לקבל הודעה(?:\s|$)")
_FEWEST_WORDS = 3
_THANKS: Mapping[Language, str] = {
    "en": "Thank you, I will pass it on. Goodbye.",
    "he": "תודה, אמסור את זה. להתראות.",
}
_SUMMARY: Mapping[Language, str] = {"en": "They left a message.", "he": "הושארה הודעה."}


def wanted(brief: Brief) -> bool:
    return _GOAL.match(brief.goal) is not None


def take(memory: Memory, tool: str) -> tuple[Action, ...]:
    """The goodbye once a message was left, with all of it as notes; `tool` ends the call."""
    words = [word for word in tokens(memory.heard) if word.isalpha()]
    if len(words) < _FEWEST_WORDS:
        return (Say(phrase("again", memory.brief)),) if words and not memory.called(tool) else ()
    language = memory.brief.language
    notes = [facts.note(text) for text in memory.evidence]
    report = {"outcome": "succeeded", "summary": _SUMMARY[language], "facts": notes}
    return (Say(_THANKS[language]), CallTool(tool, report))
