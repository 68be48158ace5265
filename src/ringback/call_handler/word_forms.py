"""The words of an utterance as numbers and times are read from them. Pure."""

import re
from dataclasses import dataclass

from ringback.call_handler import number_words as known

_KNOWN = {
    *known.SMALL,
    *known.HUNDREDS,
    *known.TIMES_HUNDRED,
    *known.TIMES_THOUSAND,
    *known.PART,
    *known.DIAL,
    *known.CURRENCIES,
}
_ORDINALS = {number: word for word, number in known.ORDINALS.items()}
_BEFORE_A_WORD = "ובלכהמש"
_TOKEN = re.compile(
    r"\d{1,2}:\d{2}(?!\d)|\d+(?:,\d{3})*(?:\.\d+)?|[^\W\d_]+(?:['’\"״][^\W\d_]+)?|[₪$€£]|[,;.!?]", re.UNICODE
)
_SHORT_IS = re.compile(
    rf"\b({'|'.join(word for word in known.SMALL if word.isascii())}|(?:sun|mon|tues|wednes|thurs|fri|satur)day)'s\b"
)
_DOTTED = re.compile(r"\b([ap])\.\s?m\b\.?")


@dataclass(frozen=True, slots=True)
class Word:
    """`joined` says with which letters before it a Hebrew word came."""

    text: str
    joined: str = ""


def words_of(text: str) -> list[Word]:
    plain = _DOTTED.sub(r"\1m", text.lower()).replace("־", " ").replace("’", "'")
    plain = re.sub(r"(\d+)(?:st|nd|rd|th)\b", _ordinal, re.sub(r"(?<=\w)[\"״](?=\w)", "", plain))
    plain = _SHORT_IS.sub(r"\1 is", plain)
    plain = re.sub(r"\b(?:the )?day after tomorrow\b", "overmorrow", plain)
    return [_word(token) for token in _TOKEN.findall(plain)]


def _ordinal(figures: re.Match[str]) -> str:
    """ "14th" as it is said, as far as days of a month go."""
    tens, ones = divmod(number := int(figures[1]), 10)
    if number in _ORDINALS or tens not in (2, 3) or ones not in _ORDINALS:
        return _ORDINALS.get(number, figures[1])
    return f"{'twenty' if tens == 2 else 'thirty'} {_ORDINALS[ones]}"


def _word(token: str) -> Word:
    if token in _KNOWN:
        return Word(token)
    for cut in (1, 2):
        if token[cut:] in _KNOWN and all(letter in _BEFORE_A_WORD for letter in token[:cut]):
            return Word(token[cut:], token[:cut])
    return Word(token)
