"""What an amount of money is of, when it is not the price itself: a deposit, the delivery; and a price before tax.

Rules:
1. "The deposit is fifty", "fifty for the delivery": of that charge. "Sixty with delivery" is the price.
2. A charge counts as the price where the value or its key names it, or when we asked how much it is.
3. It is no total when something comes on top of it.
4. "Fifty more" is a difference. "Two dogs" are no people.
5. "Fifty plus VAT" is the price before tax, and no total.
"""

import re
from collections.abc import Sequence

from ringback.call_handler.number_words import CURRENCIES, UNITS
from ringback.call_handler.word_forms import Word


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NET, DIFFERENCE, THINGS = "net", "difference", "things"
_NAMES = {
    "deposit": r"deposits?|down ?payment|[ובה]{0,2}(?:מקדמה|פיקדון)",
    "delivery": r"delivery|deliveries|shipping|courier|[ובהל]{0,2}(?:משלוח|משלוחים|שליח)",
    "cancellation": r"cancellation|cancel(?:l?ing)?|no-show|[ובהל]{0,2}ביטול",
    "discount": r"discount|rebate|[ובה]{0,2}הנחה",
    "parking": r"parking|[ובהל]{0,2}(?:חניה|חנייה)",
    "tip": r"tip|gratuity|[ובהל]{0,2}(?:טיפ|תשר)",
    "service": r"service|[ובהל]{0,2}שירות",
}
_NAMED = {name: re.compile(words) for name, words in _NAMES.items()}
_TAX = re.compile(r"vat|tax(?:es)?|tips?|gratuity|service|[ובהל]{0,2}(?:מעמ|מס|טיפ)")
_SMALL_WORDS = _set(
    "is of costs cost comes to the a an for it's will be charge charges fee fees was another extra just only של "
    "זה הוא היא עולה יעלה עולים בסך יהיה תהיה עוד רק עבור"
) | set(CURRENCIES)
_WITH = _set("with including includes incl included plus and without no כולל עם ועם פלוס בלי ללא")
_BEFORE_TAX = _set("plus before without excluding excl פלוס לפני בלי ועוד")
_DIFFERS = _set("more cheaper extra dearer higher lower יותר זול יקר נוספים תוספת")
_PEOPLE = _set(
    "people persons person guests diners adults kids children friends ladies seats places chairs heads guys "
    "couples us is as this was yes works sounds plus always at's אנשים סועדים איש נפשות מבוגרים ילדים חברים "
    "חברות אורחים מקומות כיסאות בנות זוגות נשים גברים"
)
_PLURAL = re.compile(r"[a-z]{3,}(?<!s)s|[א-ת]{2,}(?:ים|ות)")
_PARTIES = {"party_size", "guests", "people"}
_PRICES = {"price", "total", "cost"}
_NEAR = 4
_ON_TOP = re.compile(
    r"\b(?:comes? on top|on top of that|separate(?:ly)?|not includ(?:ed|ing)|excluding)\b|(?<!\w)(?:בנפרד|"
    r"לא כולל)(?!\w)",
    re.IGNORECASE,
)
_ASKS_PRICE = re.compile(r"how much|cost|price|charge|fee|כמה|עול[הי]|תעל|מחיר", re.IGNORECASE)


def charge_of(words: Sequence[Word], first: int, end: int) -> str | None:
    """What the amount at words[first:end] is of; None when it is the price, `NET` when it is so before tax."""
    if before_tax(words, end):
        return NET
    unit = end + (end < len(words) and words[end].text in CURRENCIES)
    behind = words[unit].text if unit < len(words) else ""
    if behind in _DIFFERS:
        return DIFFERENCE
    if (
        unit == end
        and behind == "of"
        and unit + 2 < len(words)
        and words[unit + 1].text in ("our", "the", "my", "their")
    ):
        behind = words[unit + 2].text
    if unit == end and behind not in _PEOPLE and (behind in UNITS or _PLURAL.fullmatch(behind)):
        return THINGS
    for side in (range(first - 1, max(-1, first - 1 - _NEAR), -1), range(end, min(len(words), end + _NEAR))):
        for at in side:
            name = _charge(words[at].text)
            if name is not None and not (at and words[at - 1].text in _WITH):
                return name
            if words[at].text not in _SMALL_WORDS:
                break
    return None


def before_tax(words: Sequence[Word], end: int) -> bool:
    """ "Fifty shekels plus VAT"."""
    at = end + (end < len(words) and words[end].text in CURRENCIES)
    at += at < len(words) and words[at].text == ","
    if not (at < len(words) and words[at].text in _BEFORE_TAX):
        return False
    return any(_TAX.fullmatch(word.text) for word in words[at + 1 : at + 1 + _NEAR])


def more_to_pay(text: str) -> bool:
    """Something comes on top of what is told."""
    return bool(_ON_TOP.search(text))


def counts(charge: str | None, key: str, value: str, asked: Sequence[str]) -> bool:
    """Whether an amount of `charge` may stand for the value of this key; `asked` are our turns before it."""
    kinds = set(key.split("_"))
    if charge == THINGS:
        return key not in _PARTIES
    if charge is None or not _PRICES & kinds:
        return True
    if charge == NET:
        return "total" not in kinds or bool(_TAX.search(value.lower()))
    name = re.compile(rf"(?<!\w)(?:{_NAMES.get(charge, charge)})(?!\w)", re.IGNORECASE)
    return bool(name.search(f"{' '.join(kinds)} {value}")) or any(
        name.search(text) and _ASKS_PRICE.search(text) for text in asked
    )


def _charge(text: str) -> str | None:
    return next((name for name, known in _NAMED.items() if known.fullmatch(text)), None)
