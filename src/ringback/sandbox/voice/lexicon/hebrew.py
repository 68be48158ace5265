"""Hebrew words to phonemes: the lexicon first, then prefix letters, then the letters themselves.

Rules:
1. Sounds are written in the voice model's alphabet; Hebrew borrows its nearest ones (ח and כ are said h, ר is ɹ).
2. A word that is not in `he.toml` is looked up again without its prefix letters (ו ש ה מ ב כ ל).
3. What remains unknown is read by its letters: vowel letters as vowels, an "a" between consonants that need one.
The same word always gives the same sounds, so the ear expects what the voice says.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

SOUNDS = {
    **{letter: letter for letter in "bdfhklmnpstvwz"},
    "a": "ɑ",
    "e": "ɛ",
    "i": "i",
    "o": "O",
    "u": "u",
    "g": "ɡ",
    "r": "ɹ",
    "y": "j",
    "kh": "h",
    "sh": "ʃ",
    "ts": "ts",
    "ch": "ʧ",
    "j": "ʤ",
    "zh": "ʒ",
    "'": "",
}
"""Latin letters of the lexicon to the voice model's phonemes."""

_ACCENTED = {"á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u"}
_VOWELS = "aeiou"
_SOUND = re.compile(r"[szkc]h|ts|['a-záéíóú]")

PREFIXES = {"ו": "ve", "ש": "she", "ה": "ha", "מ": "mi", "ב": "be", "כ": "ke", "ל": "le"}
_LONGEST_PREFIX = 3
PREFIX_MARK = "־"
"""Ends prefix letters that stand alone."""

_PLAIN = {
    "ב": "v",
    "ג": "g",
    "ד": "d",
    "ז": "z",
    "ח": "kh",
    "ט": "t",
    "כ": "kh",
    "ך": "kh",
    "ל": "l",
    "מ": "m",
    "ם": "m",
    "נ": "n",
    "ן": "n",
    "ס": "s",
    "פ": "f",
    "ף": "f",
    "צ": "ts",
    "ץ": "ts",
    "ק": "k",
    "ר": "r",
    "ש": "sh",
    "ת": "t",
    "ה": "h",
}
_FIRST = {"ב": "b", "כ": "k", "פ": "p", "ו": "v"}
_GERESH = {"ג": "j", "ז": "zh", "צ": "ch", "ץ": "ch", "ת": "t", "ח": "kh", "ד": "d", "ט": "t", "ע": "r", "ו": "w"}


@cache
def words() -> dict[str, str]:
    """The lexicon: Hebrew spelling to Latin letters."""
    text = Path(__file__).with_name("he.toml").read_text(encoding="utf-8")
    return {word: said for topic in tomllib.loads(text).values() for word, said in topic.items()}


@cache
def phonemes(word: str) -> str:
    """The word's sounds, a stress mark before the stressed vowel; "" when it has no Hebrew letter."""
    if word.endswith(PREFIX_MARK):
        return _sounds(_prefixed(word[:-1], ""))
    return _sounds(words().get(word) or _without_prefixes(word) or _by_letters(word))


def apart(word: str) -> tuple[str, ...]:
    """A word of the lexicon behind prefix letters as two: "לשבע" is "ל־", "שבע". Any other word is itself."""
    cut = _prefix_length(word)
    return (word[:cut] + PREFIX_MARK, word[cut:]) if cut else (word,)


def _prefix_length(word: str) -> int:
    """How many prefix letters stand before a word of the lexicon; 0 when it is one itself, or none."""
    if word not in words():
        for cut in range(1, min(_LONGEST_PREFIX, len(word) - 2) + 1):
            prefix = word[:cut]
            if word[cut:] in words() and all(letter in PREFIXES for letter in prefix) and len(set(prefix)) == cut:
                return cut
    return 0


@cache
def joined(first: str, second: str) -> tuple[str, str] | None:
    """The sounds of two words that are said otherwise together ("אחת עשרה"); the first may have prefix letters."""
    for cut in range(min(_LONGEST_PREFIX, len(first) - 2) + 1):
        said = words().get(f"{first[cut:]} {second}")
        if said and all(letter in PREFIXES for letter in first[:cut]):
            one, two = said.split(" ")
            return _sounds(_prefixed(first[:cut], one)), _sounds(two)
    return None


@cache
def variants(word: str) -> tuple[str, ...]:
    """Every way the word is said, alone and joined with another."""
    said = {phonemes(word): None}
    for pair in words():
        first, _, second = pair.partition(" ")
        if (second and word.endswith(first)) or second == word:
            both = joined(word if word.endswith(first) else first, second)
            if both:
                said[both[0] if word.endswith(first) else both[1]] = None
    return tuple(said)


def _without_prefixes(word: str) -> str:
    cut = _prefix_length(word)
    return _prefixed(word[:cut], words()[word[cut:]]) if cut else ""


def _prefixed(prefix: str, said: str) -> str:
    return "".join(PREFIXES[letter] for letter in prefix) + "'" * bool(prefix) + _stressed(said)


def _stressed(said: str) -> str:
    """The word with its stress written out."""
    if any(accent in said for accent in _ACCENTED):
        return said
    for at in range(len(said) - 1, -1, -1):
        if said[at] in _VOWELS:
            accent = next(mark for mark, plain in _ACCENTED.items() if plain == said[at])
            return said[:at] + accent + said[at + 1 :]
    return said


def _sounds(said: str) -> str:
    sounds = _SOUND.findall(_stressed(said))
    return "".join("ˈ" + SOUNDS[_ACCENTED[sound]] if sound in _ACCENTED else SOUNDS[sound] for sound in sounds)


def _by_letters(word: str) -> str:
    """Latin letters of an unknown word. Consonant runs get an "a" where Hebrew would not join them."""
    return _voweled(_consonants_and_vowels(word))


def _consonants_and_vowels(word: str) -> list[str]:
    word = re.sub(r"[^א-ת׳]", "", word)
    sounds: list[str] = []
    at = 0
    while at < len(word):
        letter, rest = word[at], word[at + 1 :]
        after_vowel = not sounds or sounds[-1] in _VOWELS
        last = not rest.strip("׳")
        match letter:
            case _ if rest.startswith("׳") and letter in _GERESH:
                sounds.append(_GERESH[letter])
                at += 1
            case "׳":
                pass
            case "ו" if rest.startswith("ו"):
                sounds.append("v")
                at += 1
            case "ו" if sounds and not (after_vowel and rest[:1] in ("א", "ה", "י")):
                sounds.append("o")
            case "י" if rest.startswith("י"):
                sounds.extend(["a", "y"] if not after_vowel else ["y"])
                at += 1
            case "י" if not sounds or (after_vowel and not last) or rest in ("ה", "ו", "ות"):
                sounds.extend(["y"] if after_vowel else ["i", "y"])
            case "י":
                sounds.append("y" if after_vowel else "i")
            case "א" | "ע" if len(rest) > 1 and rest[0] in "וי":
                sounds.append("o" if rest[0] == "ו" else "i")
                at += 1
            case "א" | "ע":
                sounds.append("a")
            case "ה" if last and sounds:
                sounds.append("a")
            case _ if not sounds and letter in _FIRST:
                sounds.append(_FIRST[letter])
            case _:
                sounds.append(_PLAIN.get(letter, ""))
        at += 1
    return [sound for sound in sounds if sound]


def _voweled(sounds: list[str]) -> str:
    out: list[str] = []
    for at, sound in enumerate(sounds):
        out.append(sound)
        if sound in _VOWELS or at + 1 == len(sounds) or sounds[at + 1] in _VOWELS:
            continue
        run = 0
        while run < len(out) and out[-1 - run] not in _VOWELS:
            run += 1
        if run == len(out) or run >= 2 or at + 2 == len(sounds):
            out.append("i" if sound == "y" else "a")
    if sounds and not any(sound in _VOWELS for sound in out):
        out.append("a")
    joined = []
    for sound, following in zip(out, [*out[1:], ""], strict=True):
        joined.append(sound)
        if sound in _VOWELS and sound == following:
            joined.append("'")
    return "".join(joined)
