"""Any text to words, and words to sounds: one source for the voice and for the ear.

Rules:
1. `spoken` writes text as people say it: digits, clock times, prices and phone numbers become words; the rest
   that has no sound (emoji, other scripts) is left out.
2. Hebrew words are Hebrew in any text, Latin words English: a mixed sentence is said word by word in its script.
3. Sounds are in the voice model's alphabet; `arpabet` gives the recogniser's names of the same sounds.
"""

import re
import threading
from functools import cache
from typing import Any

from ringback.sandbox.voice.extra import load
from ringback.sandbox.voice.lexicon import hebrew, numbers

LONGEST_TEXT = 2000
"""Characters that are said of one text; what follows is left out."""

PAUSES = ".,?!"
_MARKS = {"…": ".", ";": ",", ":": ",", "—": ",", "–": ",", "(": ",", ")": ",", "\n": "."}

_TOKEN = re.compile(
    r"(?P<clock>(?<![\d:])\d{1,2}:[0-5]\d(?![\d:])(?P<half>\s?[ap]\.?m\b\.?)?)"
    r"|(?P<hour>(?<![\d.])\d{1,2}(?=\s?[ap]\.?m\b)(?P<of_day>\s?[ap]\.?m\b\.?))"
    r"|(?P<phone>(?:\+\d|\b0\d|\b\d{3}-)[\d\-]{5,}\d)"
    r"|(?P<number>\d[\d,]*(?:\.\d+)?)"
    r"|(?P<hebrew>[א-ת](?:[א-ת]|[׳״](?=[א-ת])|׳)*)"
    r"|(?P<latin>[A-Za-z\u00c0-\u024f]+(?:'[A-Za-z]+)*)"
    r"|(?P<money>[₪$€])"
    r"|(?P<percent>%)"
    r"|(?P<mark>[.,?!…;:—–()\n])",
    re.IGNORECASE,
)
_NIQQUD = re.compile("[\u0591-\u05bd\u05bf-\u05c7\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MASCULINE_NOUN = re.compile(r"\s?(?:ש״ח|₪|שקל|סועדים|אנשים|ימים|שבועות|חודשים|ילדים|מבוגרים|מקומות|דולר)")
_CURRENCY = {
    "he": {"₪": "שקלים", "$": "דולר", "€": "אירו", "%": "אחוז"},
    "en": {"₪": "shekels", "$": "dollars", "€": "euros", "%": "percent"},
}
_PREFIXED_NUMBER = re.compile(r"(?<![א-ת])([ובהלכמש]{1,2})[-־ ]?(?=\d)")
_ABBREVIATIONS = {"ש״ח": "שקלים", "אחה״צ": "אחר הצהריים", "ביה״ס": "בית הספר", "עו״ד": "עורך דין"}


def spoken(text: str, language: str) -> list[str]:
    """Words and pause marks (one of ".,?!") in the order they are said; words keep their spelling."""
    text = _NIQQUD.sub("", text[:LONGEST_TEXT]).replace('"', "״").replace("’", "'")
    text = re.sub(r"(?<=[א-ת])'", "׳", text)
    for short, full in _ABBREVIATIONS.items():
        text = text.replace(short, full)
    text = _PREFIXED_NUMBER.sub(r"\1־", text)
    text = re.sub(r"([₪$€])\s?(\d[\d,.]*\d|\d)", r"\2 \1", text)
    said: list[str] = []
    for token in _TOKEN.finditer(text):
        words = _said(token, text, language)
        before = _PREFIX_BEFORE.search(text[: token.start()])
        if before and token.lastgroup not in ("hebrew", "latin", "mark") and said and said[-1] == before[1]:
            said.pop()
            words[0] = before[1] + words[0]
        if words and words[0] in PAUSES and (not said or said[-1] in PAUSES):
            continue
        said += words
    return said


_PREFIX_BEFORE = re.compile(r"(?<![א-ת])([ובהלכמש]{1,2})־$")


def _said(token: re.Match[str], text: str, language: str) -> list[str]:
    found = token.groupdict()
    if found["clock"] or found["hour"]:
        return _clock(found, language)
    if found["phone"]:
        return _phone(found["phone"], language)
    if found["number"]:
        return _number(found["number"], language, text[token.end() :])
    if found["money"] or found["percent"]:
        return [_CURRENCY[language][token[0]]]
    if found["mark"]:
        return [_MARKS.get(token[0], token[0])]
    return [token[0] if found["hebrew"] else token[0].lower()]


def _clock(found: dict[str, str | None], language: str) -> list[str]:
    hour, _, minute = re.sub(r"[^\d:]", "", found["clock"] or found["hour"] or "").partition(":")
    half = (found["half"] or found["of_day"] or "").strip().lower()[:1]
    if int(hour) > 24 or (half and int(hour) > 12):
        return [*numbers.cardinal(int(hour), language), *numbers.cardinal(int(minute or 0), language)]
    twenty_four = int(hour) % 12 + (12 if half == "p" else 0) if half else int(hour) % 24
    return list(numbers.clock(twenty_four, int(minute or 0), language))


def _phone(figures: str, language: str) -> list[str]:
    """Digit by digit, a breath at each hyphen and before every third or fourth digit of a long run."""
    said = ["plus" if language == "en" else "פלוס"] if figures.startswith("+") else []
    for group in figures.strip("+").split("-"):
        for at in range(0, len(group), 4 if len(group) % 3 == 1 else 3):
            part = group[at : at + (4 if len(group) % 3 == 1 else 3)]
            said += [*numbers.digits(part, language), ","]
    return said[:-1] if said[-1:] == [","] else said


def _number(figures: str, language: str, following: str) -> list[str]:
    whole, _, fraction = figures.replace(",", "").partition(".")
    masculine = language == "he" and bool(_MASCULINE_NOUN.match(following))
    said = list(numbers.cardinal(int(whole), language, masculine=masculine))
    if fraction:
        said += ["point" if language == "en" else "נקודה", *numbers.digits(fraction, language)]
    return said


def transcribe(text: str, language: str) -> list[str]:
    """Phoneme strings of the text, a sentence each, pauses included, ready for the voice model."""
    sentences: list[list[str]] = [[]]
    for script, run in _runs(spoken(text, language)):
        match script:
            case "pause":
                sentences[-1].append(run[0])
                if run[0] in ".?!":
                    sentences.append([])
            case "he":
                sentences[-1].append(" ".join(_hebrew_run(run)))
            case _:
                sentences[-1].append(_english(" ".join(_letters_apart(run))))
    said = (re.sub(r" +([.,?!])", r"\1", " ".join(part for part in parts if part)) for parts in sentences)
    return [sentence for sentence in said if re.search(r"\w", sentence)]


def _runs(said: list[str]) -> list[tuple[str, list[str]]]:
    runs: list[tuple[str, list[str]]] = []
    for word in said:
        script = "pause" if word in PAUSES else "he" if "א" <= word[0] <= "ת" else "en"
        if runs and runs[-1][0] == script != "pause":
            runs[-1][1].append(word)
        else:
            runs.append((script, [word]))
    return runs


def _hebrew_run(run: list[str]) -> list[str]:
    sounds: list[str] = []
    at = 0
    while at < len(run):
        both = hebrew.joined(run[at], run[at + 1]) if at + 1 < len(run) else None
        sounds += both or (hebrew.phonemes(run[at]),)
        at += 2 if both else 1
    return sounds


def _letters_apart(run: list[str]) -> list[str]:
    """Single letters in capitals, so that they are spelled ("p m")."""
    return [word.upper() if len(word) == 1 and word not in "ai" else word for word in run]


_loading = threading.Lock()


@cache
def _g2p() -> Any:
    return load("hibari.g2p").G2P()


def _english(text: str) -> str:
    with _loading:
        return str(_g2p()(text)).strip()


@cache
def pronunciations(word: str) -> tuple[tuple[str, ...], ...]:
    """ARPAbet names of a word's sounds, each way it is said; empty when it has no sound."""
    if "א" <= word[:1] <= "ת":
        said = hebrew.variants(word)
    else:
        said = tuple({_english(form): None for form in (*_letters_apart([word]), word)})
    return tuple(sounds for sounds in (arpabet(one) for one in said) if sounds)


_ARPABET = {
    "A": "EY",
    "I": "AY",
    "O": "OW",
    "W": "AW",
    "Y": "OY",
    "ᵊ": "AH",
    "æ": "AE",
    "ə": "AH",
    "ɐ": "AH",
    "ʌ": "AH",
    "ɛ": "EH",
    "ɜ": "ER",
    "ɚ": "ER",
    "ɪ": "IH",
    "ᵻ": "IH",
    "i": "IY",
    "u": "UW",
    "ʊ": "UH",
    "ɔ": "AO",
    "ɑ": "AA",
    "b": "B",
    "d": "D",
    "f": "F",
    "ɡ": "G",
    "h": "HH",
    "j": "Y",
    "k": "K",
    "l": "L",
    "m": "M",
    "n": "N",
    "ŋ": "NG",
    "p": "P",
    "ɹ": "R",
    "s": "S",
    "ʃ": "SH",
    "t": "T",
    "T": "T",
    "θ": "TH",
    "ð": "DH",
    "v": "V",
    "w": "W",
    "z": "Z",
    "ʒ": "ZH",
    "ʤ": "JH",
    "ʧ": "CH",
}


def arpabet(sounds: str) -> tuple[str, ...]:
    """The recogniser's names of the voice model's phonemes."""
    names: list[str] = []
    for sound in sounds:
        name = _ARPABET.get(sound, "")
        if name == "R" and names[-1:] in (["AH"], ["ER"]):
            names[-1] = "ER"
        elif name:
            names.append(name)
    return tuple(names)
