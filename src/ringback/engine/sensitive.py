"""Pure: what is never learned, whoever says it: cards, accounts, identity numbers, secrets, health.

Rules:
1. A number counts by its own check digits, so that a telephone number or a time is none of these.
2. Words are closed lists; a word that only may mean it ("code") needs what it opens beside it.
3. A business that treats people tells about their health: nothing said there is learned.
"""

import re
import unicodedata
from typing import Literal

Kind = Literal["card", "account", "identity", "secret", "health"]

_HE = r"(?<![א-ת])ו?(?:כש|ש)?(?:מה|[בהלמ])?"


def _listed(english: str, hebrew: str) -> str:
    """Words apart by spaces; `_` stands for a space within one, `*` for any ending."""

    def one_of(words: str, letter: str) -> str:
        return "|".join(word.replace("_", "[ -]").replace("*", f"{letter}*") for word in words.split())

    return rf"(?:\b(?:{one_of(english, '[a-z]')})\b|{_HE}(?:{one_of(hebrew, '[א-ת]')})(?![א-ת]))"


_RUN = re.compile(r"(?<![\w+])\d(?:[ .\-־–]?\d){7,22}(?!\w)")
_IBAN = re.compile(r"(?<!\w)([A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{2,4}){3,8})(?!\w)", re.IGNORECASE)
_SSN = re.compile(r"(?<![\d-])(?!000|666)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])")
_IDENTITY = re.compile(
    _listed(
        "passport driver'?s?_licen[cs]e identity national_id id_number id_no social_security ssn",
        r"דרכון תעודת_ה?זהות ת[\"״.]?ז רישיון_ה?נהיגה",
    )
    + r"[^\d]{0,20}[\w-]*\d{4}",
    re.IGNORECASE,
)
_SECRET = re.compile(
    _listed(
        "passwords? passphrase passcode pin pin_code pin_number cvv2? cvc otp one_time_code api_key private_key "
        "seed_phrase "
        "(?:verification|security|secret|access|login|alarm|door|entry)_(?:code|key|word)",
        "סיסמה סיסמא סיסמאות סיסמת* סיסמתי קוד_(?:סודי|אימות|ה?כניסה|ה?אזעקה|אבטחה|גישה|חד_פעמי) מילת_סוד",
    ),
    re.IGNORECASE,
)
_HEALTH = re.compile(
    _listed(
        "allerg* diabet* insulin cancer oncolog* tumou?r chemo* hiv aids hepatitis epilep* asthma* pregnan* "
        "abortion miscarriage ivf fertility gyna?ecolog* urolog* depression depressed anxiety bipolar adhd "
        "autis* psychiatr* psycholog* psychotherap* therapist medication medicines? prescription antidepress* "
        "diagnos* disabilit* disabled surgery dialysis biopsy blood_(?:test|tests|pressure|sugar) "
        "heart_(?:attack|disease|condition) stroke dementia alzheimer* parkinson* cardiolog* dermatolog* "
        "neurolog* addict* rehab mental_health chronic illness disease mri ct_scan colonoscopy celiac coeliac",
        "אלרג* סוכרת סוכרתי* אינסולין סרטן סרטני* אונקולוג* גידול כימותרפיה איידס אפילפסיה אסתמה אסטמה היריון "
        "הריון הפלה הפריה פוריות גינקולוג* אורולוג* דיכאון דכאון חרדה חרדות ביפולרי* אוטיז* אוטיסט* "
        "קשב_וריכוז פסיכיאטר* פסיכולוג* פסיכותרפ* טיפול_נפשי בריאות_הנפש תרופה תרופות מרשם אבחנה אבחון נכות "
        "נכה ניתוח דיאליזה ביופסיה בדיקת_דם בדיקות_דם לחץ_דם התקף_לב מחלת* מחלה מחלות חולה שבץ דמנציה "
        "אלצהיימר פרקינסון קרדיולוג* נוירולוג* התמכרות גמילה צליאק צליאקי* קולונוסקופיה",
    ),
    re.IGNORECASE,
)
_TREATS = re.compile(
    _listed(
        "clinics? hospitals? doctors? dr physician dentists? dental medical pharmac* hmo health_?care physio* nurse",
        'מרפא(?:ה|ת|ות) רופא(?:ה|ת|ים|ות)? ד["״]ר דוקטור בית_ה?חולים בי["״]ח קופת_ה?חולים כללית מכבי מאוחדת לאומית '
        "בית_ה?מרקחת פיזיותרפ* רפואי* שיניים",
    ),
    re.IGNORECASE,
)


def kind(text: str) -> Kind | None:
    """What kind of sensitive thing the text holds, if any."""
    plain = "".join(_plain(char) for char in text)
    for run in _RUN.findall(plain):
        digits = re.sub(r"\D", "", run)
        if 13 <= len(digits) <= 19 and digits[0] in "23456" and _luhn(digits):
            return "card"
        if len(digits) == 9 and not run.startswith("0") and _israeli_id(digits):
            return "identity"
    if any(_is_iban(found) for found in _IBAN.findall(plain)):
        return "account"
    if _SSN.search(plain) or _IDENTITY.search(plain):
        return "identity"
    if _SECRET.search(plain):
        return "secret"
    return "health" if _HEALTH.search(plain) else None


def treats(name: str) -> bool:
    """The name of somebody who treats people: what is arranged there says something of their health."""
    return bool(_TREATS.search(name) or _HEALTH.search(name))


def _plain(char: str) -> str:
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    return "" if unicodedata.category(char) == "Cf" else char


def _luhn(digits: str) -> bool:
    doubled = [int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(digits))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def _israeli_id(digits: str) -> bool:
    weighed = [int(d) * (1 + place % 2) for place, d in enumerate(digits)]
    return sum(n - 9 if n > 9 else n for n in weighed) % 10 == 0


def _is_iban(found: str) -> bool:
    account = re.sub(r"[ -]", "", found).upper()
    if not 15 <= len(account) <= 34:
        return False
    numeric = "".join(str(int(char, 36)) for char in account[4:] + account[:4])
    return int(numeric) % 97 == 1
