"""What an errand orders, and what of it is missing when the other side says it back. Pure.

Rules:
1. The thing ordered stands right after the verb and ends where time, name or place begin.
2. Its kind is what stands before "with": another kind, or another topping, is another thing; a missing one only a slip.
"""

from ringback.sandbox.mind.answers import mistaken
from ringback.sandbox.mind.brief import Brief, sizes
from ringback.sandbox.mind.memory import Memory
from ringback.sandbox.mind.numbers import numbers, stem, tokens
from ringback.sandbox.mind.phrases import phrase
from ringback.sandbox.mind.times import clock_words, times
from ringback.sandbox.mind.words import parts

_VERBS = {"order", "buy", "get", "להזמין", "לקנות"}
_ENDS = {
    *["for", "at", "by", "on", "under", "in", "to", "from", "today", "tomorrow", "tonight", "this", ",", ";", ".", "?"],
    *["מחר", "היום", "הערב", "בשעה", "לשעה", "על", "בשם", "ולשאול", "ולברר", "ולבדוק"],
}
_ASKS = {"ask", "check", "find"}
_WITH = {"with", "without", "and", "plus", "עם", "בלי", "ללא"}
_SMALL = {"a", "an", "the", "of", "some", "one", "pizza", "pizzas", "של", "את", "פיצה", "פיצות"}


def ordered(goal: str) -> list[str]:
    """The words of what is ordered, with its count and sizes; empty when the goal orders nothing."""
    words = tokens(goal.removeprefix("to "))
    if not words or words[0] not in _VERBS:
        return []
    return words[1 : _end(words, 1)]


def correction(memory: Memory) -> str | None:
    """What is said to set right what they repeat; None when it is right, or a slip that was named already."""
    heard, brief = memory.heard, memory.brief
    if wrong := mistaken(heard, memory.wanted, brief):
        return wrong
    words, another = _put_right(heard, brief) or ("", False)
    return words if words and (another or not memory.have_said(words)) else None


def _put_right(heard: str, brief: Brief) -> tuple[str, bool] | None:
    """(the order said again, whether they have another kind of thing) when their question leaves out a part of it."""
    words = ordered(brief.goal)
    asked = [part for part in parts(heard) if part.endswith("?") and times(part)]
    if not words or not asked:
        return None
    said = tokens(asked[-1])
    things = _things(words)
    missing = [word for word in things if not _among(word, said)]
    if len(missing) == len(things):
        return None
    several = [number.value for number in numbers(words) if number.value > 1]
    uncounted = not set(several[:1]) <= {number.value for number in numbers(said)}
    instead = [word for word in _things(_behind_with(said)) if not _among(word, words)]
    if not missing and not uncounted and not instead:
        return None
    at = next((at for at, word in enumerate(words) if word in _WITH), len(words))
    kind = _things(words[:at])
    what = " ".join(words)
    if several and brief.wanted:
        time = clock_words(brief.wanted[0], brief.language)
        what += f" ל{time}" if brief.language == "he" else f" for {time}"
    another = bool(kind) and all(word in missing for word in kind)
    return phrase("this_one", brief, what=what), another or bool(instead)


def _behind_with(words: list[str]) -> list[str]:
    """What it is said to come with."""
    at = next((at for at, word in enumerate(words) if word in ("with", "עם")), len(words))
    return words[at + 1 : _end(words, at + 1)]


def _end(words: list[str], start: int) -> int:
    """Where what is named from `start` on ends."""
    rest = words[start:]
    ends = [at for at, word in enumerate(rest) if word in _ENDS or (word == "and" and set(rest[at + 1 :]) & _ASKS)]
    ends += [number.start for number in numbers(rest) if number.prefix]
    return start + min(ends, default=len(rest))


def _things(words: list[str]) -> list[str]:
    """The words that name things."""
    counts = {at for number in numbers(words) for at in range(number.start, number.end)}
    small = _SMALL | _WITH
    return [
        word
        for at, word in enumerate(words)
        if at not in counts and word[0].isalpha() and word not in small and not sizes(word)
    ]


def _among(word: str, said: list[str]) -> bool:
    """Whether it is there, in any number and behind any Hebrew prefix letter."""
    return any(stem(word) in (stem(other), stem(other[1:])) for other in said)
