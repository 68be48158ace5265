"""Phone numbers: text to E.164, and may it be called. Nothing here is dialled, stored or logged.

Rules (their order matters):
1. Star codes and emergency numbers are refused before anything is parsed: a parser makes other numbers of them.
2. Satellite and global networks, premium and personal ("follow me") numbers, short numbers and countries that are not
   allowed are refused.
3. A number the numbering plan knows is `sure`. One that only has the shape of a mobile is kept, but not `sure`: plans
   lag behind. Everything else is impossible.
4. Running text gives a number only where it reads as one: dates, times, cards, IBANs and order numbers are left alone.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

import phonenumbers
from phonenumbers import timezone
from phonenumbers.tzdata import TIMEZONE_DATA

_E164 = phonenumbers.PhoneNumberFormat.E164
_Type = phonenumbers.PhoneNumberType
_KINDS = {
    _Type.MOBILE: "mobile",
    _Type.FIXED_LINE: "fixed_line",
    _Type.FIXED_LINE_OR_MOBILE: "fixed_line_or_mobile",
    _Type.TOLL_FREE: "toll_free",
    _Type.PREMIUM_RATE: "premium_rate",
    _Type.SHARED_COST: "shared_cost",
    _Type.VOIP: "voip",
    _Type.PERSONAL_NUMBER: "personal",
    _Type.PAGER: "pager",
    _Type.UAN: "uan",
    _Type.VOICEMAIL: "voicemail",
}
_DEAR = {"premium_rate", "personal"}
"""What may cost a fortune. Shared-cost and company-wide numbers (in Israel 1-700 and 1-599) are called."""
_GLOBAL_NETWORKS = {870, 878, 881, 882, 883, 888, 979}
_EMERGENCY_REGIONS = ("US", "GB", "IL")
_EMERGENCY_EXTRA = {"100", "101", "102", "112", "911", "999", "000"}
_LONGEST_SHORT = 6
_AMERICAN = re.compile(r"1\d{10}")
"""A North American number with its country's code, which is premium whatever the region it is read in."""
_NO_ZONE = "Etc/Unknown"

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_PLAIN = re.compile(r"^(?:tel:)?\s*([+*#]*[\d\s().\-/*#]*\d[\s).\-]*[*#]?)$", re.IGNORECASE)


class Refusal(StrEnum):
    """Why a number is not called."""

    EMERGENCY = "emergency"
    SHORT = "short"
    STAR = "star"
    PREMIUM = "premium"
    SATELLITE = "satellite"
    COUNTRY = "country"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """What a text says as a phone number. `callable` only without a `refusal`.

    `e164` is also given for premium, satellite and foreign numbers, so that the refusal can name them. `kind` is the
    numbering plan's word (`mobile`, `fixed_line`, `voip`, …) or ours. `region` is the country's two letters.
    """

    e164: str | None
    kind: str = "unknown"
    region: str | None = None
    refusal: Refusal | None = None
    sure: bool = True

    @property
    def callable(self) -> bool:
        return self.refusal is None and self.e164 is not None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phone rings: its country, and every time zone it may be in."""

    region: str | None
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A number within a text: `text[start:end]` is how it was written."""

    start: int
    end: int
    number: PhoneNumber


def check(text: str, region: str, countries: Collection[str] = ()) -> PhoneNumber:
    """Read `text` as one number, local to `region` unless it says otherwise; `countries` empty allows all."""
    plain = _PLAIN.match(_INVISIBLE.sub("", _ascii_digits(text)).strip())
    if plain is None:
        return PhoneNumber(None, "invalid", refusal=Refusal.IMPOSSIBLE)
    raw = re.sub(r"[^\d+*#]", "", plain.group(1))
    if raw[0] in "*#" or raw[-1] in "*#":
        return PhoneNumber(None, "short_code", refusal=Refusal.STAR)
    return _classify(raw, region, countries)


def place(e164: str, region: str) -> Place:
    """Where `e164` rings: one the plan does not know, anywhere in its country; one of no country, in `region`."""
    number = phonenumbers.parse(e164)
    zones = timezone.time_zones_for_number(number)
    if zones == (_NO_ZONE,):
        zones = TIMEZONE_DATA.get(str(number.country_code), zones)
    example = phonenumbers.example_number(region)
    if zones == (_NO_ZONE,) and example is not None:
        zones = timezone.time_zones_for_number(example)
    return Place(phonenumbers.region_code_for_number(number) or _home(number), tuple(zones))


def day(e164: str, at: datetime) -> date | None:
    """Which day it is where `e164` rings; None when it may be either of two, or the number tells no place."""
    try:
        zones = timezone.time_zones_for_number(phonenumbers.parse(e164))
    except phonenumbers.NumberParseException:
        return None
    days = {at.astimezone(ZoneInfo(zone)).date() for zone in zones if zone != _NO_ZONE}
    return days.pop() if len(days) == 1 else None


def zone(region: str) -> str | None:
    """The time zone of a country that has but one."""
    country = phonenumbers.country_code_for_region(region)
    anyone = phonenumbers.PhoneNumber(country_code=country, national_number=1)
    zones = timezone.time_zones_for_geographical_number(anyone) if country else ()
    return zones[0] if len(zones) == 1 and zones[0] != _NO_ZONE else None


@lru_cache(maxsize=1024)
def is_callable(e164: str, region: str, countries: frozenset[str] = frozenset()) -> bool:
    """`check(…).callable`, remembered: for the same contacts, turn after turn."""
    return check(e164, region, countries).callable


def _classify(raw: str, region: str, countries: Collection[str]) -> PhoneNumber:
    digits = raw.lstrip("+")
    if _is_emergency(digits, region):
        return PhoneNumber(None, "emergency", refusal=Refusal.EMERGENCY)
    try:
        number = phonenumbers.parse(raw, region)
    except phonenumbers.NumberParseException:
        if len(digits) <= _LONGEST_SHORT:
            return PhoneNumber(None, "short_code", refusal=Refusal.SHORT)
        return PhoneNumber(None, "invalid", refusal=Refusal.IMPOSSIBLE)
    judged = _judge(number, len(digits), countries)
    if judged.refusal is Refusal.IMPOSSIBLE and _AMERICAN.fullmatch(raw):
        abroad = _judge(phonenumbers.parse(f"+{raw}"), len(digits), countries)
        return abroad if abroad.refusal is Refusal.PREMIUM else judged
    return judged


def _judge(number: phonenumbers.PhoneNumber, written: int, countries: Collection[str]) -> PhoneNumber:
    """`written` is how many digits the text had."""
    e164 = phonenumbers.format_number(number, _E164)
    if number.country_code in _GLOBAL_NETWORKS:
        return PhoneNumber(e164, "satellite", refusal=Refusal.SATELLITE)
    region = phonenumbers.region_code_for_number(number) or _home(number)
    kind = _KINDS.get(phonenumbers.number_type(number), "unknown")
    if kind in _DEAR:
        return PhoneNumber(e164, kind, region, Refusal.PREMIUM)
    sure = phonenumbers.is_valid_number(number)
    if not sure and written <= _LONGEST_SHORT:
        return PhoneNumber(None, "short_code", region, Refusal.SHORT)
    if not sure and not _has_mobile_shape(number, region):
        return PhoneNumber(None, "invalid", region, Refusal.IMPOSSIBLE)
    if countries and region not in countries:
        return PhoneNumber(e164, kind, region, Refusal.COUNTRY, sure)
    return PhoneNumber(e164, kind if sure else "mobile", region, sure=sure)


def _home(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.region_code_for_country_code(number.country_code or 0)


def _is_emergency(digits: str, region: str) -> bool:
    if not digits or len(digits) > _LONGEST_SHORT:
        return False
    regions = {region, *_EMERGENCY_REGIONS}
    return digits in _EMERGENCY_EXTRA or any(phonenumbers.connects_to_emergency_number(digits, r) for r in regions)


def _has_mobile_shape(number: phonenumbers.PhoneNumber, region: str) -> bool:
    """As long as the country's mobile numbers and with their first digit."""
    example = phonenumbers.example_number_for_type(region, _Type.MOBILE)
    if example is None or not phonenumbers.is_possible_number(number):
        return False
    ours, theirs = (phonenumbers.national_significant_number(n) for n in (number, example))
    return len(ours) == len(theirs) and ours[0] == theirs[0]


# --- numbers in running text ---------------------------------------------------------------------------------------

_DIGIT_WORDS = {
    **dict.fromkeys(("zero", "oh", "o", "אפס"), "0"),
    **dict.fromkeys(("one", "אחת", "אחד"), "1"),
    **dict.fromkeys(("two", "שתיים", "שתים", "שניים", "שנים"), "2"),
    **dict.fromkeys(("three", "שלוש", "שלושה"), "3"),
    **dict.fromkeys(("four", "ארבע", "ארבעה"), "4"),
    **dict.fromkeys(("five", "חמש", "חמישה"), "5"),
    **dict.fromkeys(("six", "שש", "שישה"), "6"),
    **dict.fromkeys(("seven", "שבע", "שבעה"), "7"),
    **dict.fromkeys(("eight", "שמונה"), "8"),
    **dict.fromkeys(("nine", "תשע", "תשעה"), "9"),
}
_TIMES = {"double": 2, "triple": 3}
_WORD = rf"(?:{'|'.join(sorted({*_DIGIT_WORDS, *_TIMES}, key=len, reverse=True))})"
_SPELLED = re.compile(rf"(?<!\w)([לבמ]?-?)({_WORD}(?:[\s,\-]+(?:ו?{_WORD}|\d))*)(?!\w)", re.IGNORECASE)

_DIALLING = (
    r"(?:call|dial|phone|ring|tel|number\s+is|"
    r"(?:ת|י|נ|ל|א)?(?:תקשר|תקשרי|התקשר|חייג|חייגי|צלצל|צלצלי)|טלפון|להתקשר|לחייג|המספר)"
)
_SHORT_AFTER_VERB = re.compile(
    rf"(?<!\w){_DIALLING}(?:\s+(?:to|at|up|the|number|אל|למספר|מספר))*[\s:]*(?:ל\s*-?\s*)?(\d(?:[\s\-]?\d){{1,5}})"
    r"(?![\d\-.,:/]*\d)(?!\w)",
    re.IGNORECASE,
)
_SHORT_BEFORE_VERB = re.compile(
    r"^\s*(?:ל\s*-?\s*)?(\d{2,6})[\s,:]+(?:בבקשה\s+)?ת?(?:תקשרי?|התקשרי?|חייגי?|צלצלי?)(?!\w)"
)
_GLUED = r"(?P<glued>(?:ו?[לבמהש]|ו) ?-? ?)?"
"""The letters Hebrew joins to a number: "ל054-…", "ול-054-…"."""
_STAR = re.compile(rf"(?<![\w*#]){_GLUED}(?P<said>\*\s?\d{{2,6}}#?)(?!\w)")
_LOOSE = re.compile(rf"(?<![\w@.,/\-]){_GLUED}(?P<said>\+?\(?\d[\d\-\s().]{{5,18}}\d)(?![\w@]|[.,/\-]\d)")
_NOT_A_PHONE = re.compile(
    r"(?:order|invoice|card|account|iban|isbn|\bid\b|passport|code|zip|הזמנה|חשבונית|כרטיס|חשבון|ת\.?ז|זהות|דרכון"
    r"|קוד)\W+"
    r"(?:(?:number|no|מספר|is|הוא|#)\W+)*$",
    re.IGNORECASE,
)
_IDENTITY = re.compile(
    r"(?:\b(?:id|passport|credit card|ssn)|ת\.?ז\.?|זהות|דרכון|כרטיס אשראי)"
    r"[ :#\-]+(?:(?:number|no\.?|מספר|is|הוא|היא|שלי|#)[ :#\-]+)*$",
    re.IGNORECASE,
)
"""Before a number that says who somebody is, whatever its form."""
_REFERENCE = re.compile(
    r"(?:\b(?:invoice|tracking|reference|(?:order|booking|account|confirmation) (?:number|no\.?|code))|חשבונית|אסמכתא"
    r"|מספר (?:הזמנה|מעקב|חשבון))[ :#\-]+(?:(?:number|no\.?|code|is|מספר|הוא|היא|שלי|#)[ :#\-]+)*$",
    re.IGNORECASE,
)
"""Before digits in one piece that are the number of a thing."""
_WITHIN = re.compile(r"(?:\d[.,]|(?:://|www\.)\S*)$", re.IGNORECASE)
"""Before digits that are part of a decimal number or of an address of the web."""
_DIGIT = re.compile(r"\d")
_DATE = re.compile(r"^(?:\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4}\b|\d\d?\.\d\d[\s\-]+\d\d?\.\d\d$)")


def extract(text: str, region: str, countries: Collection[str] = ()) -> list[Found]:
    """The phone numbers in a Hebrew or English text, in order; also refused ones, so that the refusal can be said."""
    clean, origin = _readable(text)
    if not _DIGIT.search(clean) and not _SPELLED.search(clean):
        return []
    found: dict[tuple[int, int], PhoneNumber] = {}
    for start, end, number in _candidates(clean, region, countries):
        if all(end <= s or start >= e for s, e in found):
            found[start, end] = number
    return [Found(origin[s], origin[e - 1] + 1, number) for (s, e), number in sorted(found.items())]


def _candidates(clean: str, region: str, countries: Collection[str]) -> Iterator[tuple[int, int, PhoneNumber]]:
    """Surest readings first; a later one never overlaps an earlier one."""
    for hit in _STAR.finditer(clean):
        yield *hit.span("said"), PhoneNumber(None, "short_code", refusal=Refusal.STAR)
    for hit in _SPELLED.finditer(clean):
        digits = _spoken_digits(hit.group(2))
        dialled = re.search(rf"{_DIALLING}\s*(?:to\s*)?$", clean[: hit.start()], re.IGNORECASE)
        if len(digits) >= 7 or (dialled and len(digits) >= 3):
            yield *hit.span(2), check(digits, region, countries)
    for match in phonenumbers.PhoneNumberMatcher(clean, region, leniency=phonenumbers.Leniency.VALID):
        before = clean[: match.start]
        if _IDENTITY.search(before) or _WITHIN.search(before):
            continue
        if match.raw_string.isdigit() and _REFERENCE.search(before):
            continue
        written = sum(c.isdigit() for c in match.raw_string)
        yield match.start, match.end, _judge(match.number, written, countries)
    short = [
        (*hit.span(1), number)
        for hit in (*_SHORT_AFTER_VERB.finditer(clean), *_SHORT_BEFORE_VERB.finditer(clean))
        if (number := check(hit.group(1), region, countries)).refusal in (Refusal.EMERGENCY, Refusal.SHORT)
    ]
    yield from (hit for hit in short if hit[2].refusal is Refusal.EMERGENCY)
    yield from _loose(clean, region, countries)
    yield from short


def _loose(clean: str, region: str, countries: Collection[str]) -> Iterator[tuple[int, int, PhoneNumber]]:
    """What is written as a number without being one of the plan; an impossible one behind no letter but ל, to dial."""
    for hit in _LOOSE.finditer(clean):
        raw, glued = hit["said"], hit["glued"] or "ל"
        if _DATE.match(raw) or _NOT_A_PHONE.search(clean[: hit.start()]) or _digit_count(raw) > 13:
            continue
        number = check(raw, region, countries)
        impossible = number.refusal is Refusal.IMPOSSIBLE
        dear = number.refusal in (Refusal.PREMIUM, Refusal.SATELLITE)
        if not number.sure or dear or (impossible and "ל" in glued):
            yield *hit.span("said"), number  # the matcher left out what is sure for a reason


def _spoken_digits(words: str) -> str:
    digits, times = "", 1
    for word in re.split(r"[\s,\-]+", words.lower()):
        if word in _TIMES:
            times = _TIMES[word]
            continue
        digits += _DIGIT_WORDS.get(word, _DIGIT_WORDS.get(word.removeprefix("ו"), word)) * times
        times = 1
    return digits


def _digit_count(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _ascii_digits(text: str) -> str:
    return "".join(_ascii_digit(c) for c in text)


def _ascii_digit(char: str) -> str:
    if char.isascii():
        return char
    value = unicodedata.decimal(char, None)
    if value is not None:
        return str(value)
    if char == "＋":
        return "+"
    return "-" if unicodedata.category(char) == "Pd" or char == "־" else " " if char.isspace() else char


def _readable(text: str) -> tuple[str, list[int]]:
    """The text with plain digits and dashes and nothing invisible, and where each of its characters stood."""
    if text.isascii():
        return re.sub(r"(?<=\d)_(?=\d)", "-", text), list(range(len(text)))
    kept = [(i, _ascii_digit(c)) for i, c in enumerate(text) if not _INVISIBLE.match(c)]
    clean = re.sub(r"(?<=\d)_(?=\d)", "-", "".join(c for _, c in kept))
    return clean, [i for i, _ in kept]
