"""The closed lists of words for numbers, money and times of day, in Hebrew and English."""

from typing import Literal

Half = Literal["am", "pm"]


def _counted(words: str, start: int = 0, step: int = 1) -> dict[str, int]:
    return {word: start + step * place for place, word in enumerate(words.split())}


ORDINALS = {
    **_counted("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth", 1),
    **_counted("fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth", 14),
    "twentieth": 20,
    "thirtieth": 30,
}
SMALL = {
    **_counted("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"),
    **_counted("seventeen eighteen nineteen", 17),
    **_counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    **ORDINALS,
    **dict.fromkeys(("dozen", "תריסר"), 12),
    **_counted("אפס אחת שתיים שלוש ארבע חמש שש שבע שמונה תשע עשר"),
    **_counted("אחד שניים שלושה ארבעה חמישה שישה שבעה שמונה תשעה עשרה", 1),
    **_counted("עשרים שלושים ארבעים חמישים שישים שבעים שמונים תשעים", 20, 10),
    **dict.fromkeys(("שתים", "שנים", "שתי", "שני"), 2),
    "שלושת": 3,
    "ששה": 6,
    "ששים": 60,
}
HUNDREDS = {"מאה": 100, "מאתיים": 200, "אלף": 1000, "אלפיים": 2000}
TIMES_HUNDRED = {"hundred", "מאות"}
TIMES_THOUSAND = {"thousand", "אלפים"}
TEEN = {"עשר", "עשרה"}
PART = {"half": 30, "חצי": 30, "quarter": 15, "רבע": 15}
DIAL = {"noon": 0, "midday": 0, "midnight": 0, "חצות": 0}
HALVES: dict[str, Half] = {
    **dict.fromkeys(("am", "morning", "midnight", "בבוקר", "הבוקר", "בוקר", "חצות"), "am"),
    **dict.fromkeys(("pm", "evening", "afternoon", "tonight", "night", "noon", "midday"), "pm"),
    **dict.fromkeys(("בערב", "הערב", "ערב", "בצהריים", "הצהריים", "צהריים", "בלילה", "הלילה"), "pm"),
}
CURRENCIES = {
    **dict.fromkeys(("shekel", "shekels", "nis", "ils", "₪", "שקל", "שקלים", "שח"), "ILS"),
    **dict.fromkeys(("dollar", "dollars", "usd", "$", "דולר", "דולרים"), "USD"),
    **dict.fromkeys(("euro", "euros", "eur", "€", "יורו", "אירו"), "EUR"),
    **dict.fromkeys(("pounds", "gbp", "£"), "GBP"),
}
UNITS = {
    *CURRENCIES,
    *_counted("people persons person guests diners minutes minute min hours days weeks years percent kilo kilos grams"),
    *_counted("אנשים סועדים איש נפשות דקות דקה שעות ימים שבועות שנים אחוז אחוזים קילו גרם מקומות כיסאות"),
}
AT = {"at", "by", "until", "till", "past", "from", "around", "before", "after", "בשעה", "לשעה", "עד"}
PAUSES = {",", ".", *_counted("and then dash hyphen ואז מקף")}
"""What may stand between the figures of one phone number."""
