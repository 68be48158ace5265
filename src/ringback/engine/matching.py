"""Pure: which known name is meant, whatever the spelling. It only finds; the plan shows what was found.

Rules:
1. Names are compared as words: without case, punctuation, geresh, vowel points, and articles ("the", ה).
2. The nearest way of being the same wins: equal words; a part of the name; the same letters but for those that full
   spelling adds in Hebrew (פיצריה, פיצרייה); a prefix letter glued to the name (לפיצה פלייס); one slip of the pen in a
   long name. From the second way on only a name that is the only one is taken.
3. A name in another script matches when the user, or the book, said that both name the same place.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from ringback.engine.reading import Known
from ringback.engine.task import Source

_APART = re.compile(r"[^\w*]+")
_SILENT = re.compile(r"[\u0591-\u05c7'’׳״\"`.]")
_ARTICLES = frozenset({"the", "a", "an", "my"})
_FINALS = str.maketrans("ךםןףץ", "כמנפצ")
_PREFIX = re.compile(r"[ולבמכש]{1,2}(?=[א-ת]{3})")
_LONG = 7
"""Letters a name needs before one slip is overlooked."""

Words = tuple[str, ...]


def words(name: str) -> Words:
    """A name as the words it is compared by."""
    parts = _APART.split(_SILENT.sub("", name).casefold())
    return tuple(_bare(part) for part in parts if part and part not in _ARTICLES)


def same(one: str, other: str) -> bool:
    """Both spell the same name."""
    return bool(words(one)) and (words(one) == words(other) or _consonants(words(one)) == _consonants(words(other)))


_SORTS = (
    frozenset({"restaurant", "מסעדה", "מסעדת"}),
    frozenset({"clinic", "מרפאה", "מרפאת", "קליניקה", "קליניקת"}),
    frozenset({"garage", "מוסך"}),
    frozenset({"salon", "hairdresser", "barber", "מספרה", "מספרת"}),
    frozenset({"pizza", "pizzeria", "פיצה", "פיצריה", "פיצרייה", "פיצריית"}),
    frozenset({"dentist", "שיניים"}),
    frozenset({"doctor", "dr", "רופא", "רופאה", "דר"}),
    frozenset({"hotel", "מלון"}),
)
"""Words that say what sort of place a name is of."""


def same_place(one: str, other: str) -> bool:
    """Both spell the same name, or one says only what sort of place the other is: "the restaurant", "מסעדת הדקל"."""
    said = set(words(one))
    return same(one, other) or any(said and said <= sort and sort & set(words(other)) for sort in _SORTS)


def is_restaurant(name: str) -> bool:
    return bool(words(name)) and set(words(name)) <= _SORTS[0]


def find(name: str, known: Sequence[Known], aliases: Mapping[str, str] | None = None) -> Known | None:
    """The one known name that is meant, or None; contacts stand before the practice book in `known`.

    `aliases` are other names of what is known: alias to name.
    """
    said = words(name)
    if not said:
        return None
    pairs = [*(aliases or {}).items(), *((candidate.name, other) for candidate in known for other in candidate.also)]
    linked = [other for pair in pairs for one, other in (pair, pair[::-1]) if same(one, name)]
    meant = {words(other) for other in (name, *linked)}
    exact = [candidate for candidate in known if words(candidate.name) in meant]
    if exact:
        return min(exact, key=lambda found: (found.source is not Source.CONTACT, words(found.name) != said))
    for way in (_is_part, _same_consonants, _with_prefix, _one_slip):
        found = _only(said, known, way)
        if found is not None:
            return found
    return None


def _only(said: Words, known: Sequence[Known], way: Callable[[Words, Words], bool]) -> Known | None:
    """The first of those that match in this way, when they all have one number."""
    found = [candidate for candidate in known if way(said, words(candidate.name))]
    return found[0] if len({candidate.phone_number for candidate in found}) == 1 else None


def _is_part(said: Words, name: Words) -> bool:
    return set(said) <= set(name)


def _same_consonants(said: Words, name: Words) -> bool:
    return _consonants(said) == _consonants(name)


def _with_prefix(said: Words, name: Words) -> bool:
    bare = _bare(_PREFIX.sub("", said[0], count=1)) if _PREFIX.match(said[0]) else ""
    return bool(bare) and _consonants((bare, *said[1:])) == _consonants(name)


def _one_slip(said: Words, name: Words) -> bool:
    """One letter is another, stands twice or once only, or two change places; a letter more may be another name."""
    one, other = " ".join(said), " ".join(name)
    if min(len(one), len(other)) < _LONG or one[:1] != other[:1]:
        return False
    if re.sub(r"(.)\1", r"\1", one) == re.sub(r"(.)\1", r"\1", other):
        return True
    at = [place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or not 0 < len(at) <= 2:
        return False
    return len(at) == 1 or (at[1] == at[0] + 1 and one[at[0] : at[1] + 1] == other[at[0] : at[1] + 1][::-1])


def _consonants(name: Words) -> Words:
    """Words without what full spelling adds inside them: י, ו, and א before the end."""
    return tuple(
        word[:1] + re.sub(r"[יוא](?=.)", "", word[1:]) if "א" <= word[:1] <= "ת" and len(word) > 3 else word
        for word in (word.translate(_FINALS) for word in name)
    )


def _bare(word: str) -> str:
    """A Hebrew word without its article, when enough of it is left."""
    return word[1:] if word.startswith("ה") and len(word) > 3 else word
