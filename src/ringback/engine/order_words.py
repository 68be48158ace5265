"""Pure: the words of an order and of what was heard, compared: things, counts, sizes, in any number and gender."""

import re

from ringback.engine.interpreters.numbers import number

HEAD = 12
"""Letters at the head of what is ordered, where its count stands."""
_TWO = {"שתי": 2, "ושתי": 2}
_WITH = re.compile(r"\s(?:with|without|עם|בלי|ללא)\s")
ARTICLES = frozenset(["the", "and", "some", "for", "one", "with", "without", "של", "את", "וגם", "עם", "בלי", "ללא"])
_NO_THING = ARTICLES | frozenset(
    [
        *["ones", "large", "small", "medium", "big", "family", "size", "extra"],
        *["גדול", "גדולה", "גדולים", "גדולות", "קטן", "קטנה", "קטנים", "קטנות", "בינוני", "בינונית", "משפחתי"],
        *["משפחתית"],
    ]
)
"""Words of an order that do not say what kind of thing it is."""


def named(what: str, heard: str) -> bool:
    """A word of the kind of thing (before "with …") was heard; with nothing to compare it counts as heard."""
    kind = stems(_WITH.split(what.lower())[0], _NO_THING)
    return not kind or not words_said(heard) or other_letters(what, heard) or bool(kind & words_said(heard))


def covers(told: str, asked: str) -> bool:
    """`told` has every word of what was `asked` for, and how many of it."""
    several = {count for count in counts(asked[:HEAD]) if count > 1}
    return stems(asked.lower(), ARTICLES) <= words_said(told) and several <= set(counts(told))


def stems(text: str, small: frozenset[str]) -> set[str]:
    words = re.findall(r"[^\W\d]+", text)
    return {stem(word) for word in words if len(word) > 2 and word not in small and not counts(word)}


def words_said(heard: str) -> set[str]:
    """The words that were heard, also without a letter joined to them."""
    words = re.findall(r"[^\W\d]+", heard.lower())
    return {stem(form) for word in words for form in (word, word[1:])}


def other_letters(one: str, other: str) -> bool:
    """One is in Hebrew letters, the other is not: there is nothing to compare."""
    return bool(re.search("[א-ת]", one)) != bool(re.search("[א-ת]", other))


def stem(word: str) -> str:
    """A word without the ending of its number or gender."""
    endings = ("יות", "ות", "ים", "ה", "ת") if "א" <= word[:1] <= "ת" else ("es", "s", "e")
    ending = next((one for one in endings if word.endswith(one) and len(word) > len(one) + 2), "")
    return word.removesuffix(ending)


def counts(text: str) -> list[int]:
    """The numbers of a text, in figures or words; Hebrew ones also with letters joined to them."""
    words = re.findall(r"\w+", text.lower())
    found = (_TWO.get(word) or number(word) or (number(word[1:]) if word[0] >= "א" else None) for word in words)
    return [count for count in found if count]
