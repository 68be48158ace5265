"""What the checks of the phone line say, and others who speak English, in the user's language. Pure.

Rules:
1. They speak English; the catalogue has each of their sentences, with placeholders for what varies.
2. A sentence that is not in the catalogue stays as it is.
"""

import re
from collections.abc import Callable
from functools import cache

from ringback.engine.phrases import Phrases

_HOLE = re.compile(r"\\\{(\w+)\\\}")


@cache
def _sentences(prefix: str) -> list[tuple[re.Pattern[str], str]]:
    """Each English sentence as a pattern, those with the least left open first; and its id."""
    texts = sorted(Phrases("en").all(prefix).items(), key=lambda item: (item[1].count("{"), -len(item[1])))
    return [(re.compile(_HOLE.sub(r"(?P<\1>.+)", re.escape(text))), key) for key, text in texts]


def said(sentence: str, phrases: Phrases, prefix: str = "doctor.", shown: Callable[[str], str] = str) -> str:
    """The sentence in the language of `phrases`, what varies in it as `shown`; `prefix`: of the ids of who speaks."""
    for pattern, key in _sentences(prefix):
        if found := pattern.fullmatch(sentence):
            return phrases.text(key, **{name: shown(value) for name, value in found.groupdict().items()})
    return sentence
