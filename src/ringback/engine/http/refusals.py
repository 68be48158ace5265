"""What a refused request is told, in the language of whoever made it.

Rules:
1. A sentence that was made of the catalogue stays: it is in the language of its conversation.
2. Any other is written in English where it arises; in Hebrew its code has a sentence of its own, `refused.CODE`.
"""

import re
from collections.abc import Mapping

from fastapi import Request

from ringback.engine.http.user import language_of
from ringback.engine.phrases import Phrases
from ringback.engine.task import Language
from ringback.kit.errors import RingbackError
from ringback.kit.http import Told

_HEBREW = re.compile("[א-ת]")


def create(phrases: Mapping[Language, Phrases], default_language: Language) -> Told:
    def told(request: Request, error: RingbackError) -> str:
        key = f"refused.{error.code}"
        if language_of(request, default_language) != "he" or _HEBREW.search(error.detail) or not phrases["he"].has(key):
            return error.detail
        return phrases["he"].text(key)

    return told
