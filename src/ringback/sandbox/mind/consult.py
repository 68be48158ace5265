"""The user in the middle of the call: what we ask them, what their answer means, and what they tell us. Pure.

Rules:
1. A question is put when something else is offered and the errand says nothing of it; twice in a call at most.
2. What the user answered is done: a time is taken or asked for, a no declines. Nobody's answer is never a yes.
3. A yes that hangs on something ("yes, but only if outside") is put to them, and is a yes once they agree to that.
4. Guidance is a system message: the words after its first colon, or all of it.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ringback.sandbox.mind import facts as facts
from ringback.sandbox.mind.brief import Brief, read
from ringback.sandbox.mind.memory import Memory
from ringback.sandbox.mind.phrases import phrase
from ringback.sandbox.mind.talk import Answered, Called, CallTool, Said, Told, Turn
from ringback.sandbox.mind.words import marks, parts

ASK_USER = "ask_user"
MOST_QUESTIONS = 2

_CONDITION = re.compile(
    r"\b(?:(?:but |and )?only if|but if|as long as|provided(?: that)?|on condition(?: that)?|if(?! possible)|but)\b"
    r"|(?:^|(?<=[\s,]))(?:אבל )?(?:רק אם|בתנאי ש|ובלבד ש|אם(?! אפשר)(?=\s)|אבל(?=\s))",
    re.IGNORECASE,
)
_AGREED_AFTER = re.compile(r"[\s,]+(?:then )?(?:yes|ok(?:ay)?|fine|כן|בסדר|אז כן)\W*$", re.IGNORECASE)
_NO_MATTER = ("no problem", "not a problem", "אין בעיה", "לא נורא")


_HOLDS = re.compile(r"\bchecking\b|\bmoment\b|רגע|בודקת", re.IGNORECASE)
"""Words that only keep them waiting; they may end after the answer has come."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with what was offered: exactly one of these, or with none of them it is declined."""

    take: bool = False
    time: str = ""
    """Taken, or asked for, as `take` says."""
    instead: str = ""
    condition: str = ""
    """Taken only if they agree to this; `time` as for `take`."""
    put_off: bool = False


def question(heard: str, others: Sequence[str], brief: Brief) -> CallTool:
    """The question about what they offer: other times, or something in their own words."""
    full = "full" in marks(heard, brief.language)
    offer = " / ".join(others[:2]) if others else f"“{heard}”"
    name = "ask_full" if full and others else "ask_other" if others else "ask_words"
    yes = [phrase("option_time", brief, what=time) for time in others[:2]] or [phrase("option_yes", brief)]
    arguments = {
        "question": phrase(name, brief, what=offer),
        "options": [*yes, phrase("option_no", brief)],
        "default": phrase("ask_default", brief),
    }
    return CallTool(ASK_USER, arguments)


def asked(talk: Sequence[Turn]) -> int:
    """How often the user was asked."""
    return sum(isinstance(turn, Called) and turn.name == ASK_USER for turn in talk)


def waiting(talk: Sequence[Turn]) -> bool:
    """True while the user's answer is awaited."""
    since = _since_question(talk)
    return bool(since) and not any(isinstance(turn, Answered) for turn in since)


def unheeded(talk: Sequence[Turn]) -> str | None:
    """The user's answer, as the tool brought it, while nothing was said upon it."""
    since = _since_question(talk)
    at = next((at for at, turn in enumerate(since) if isinstance(turn, Answered)), None)
    if at is None or any(isinstance(turn, Said) and turn.text and not _HOLDS.search(turn.text) for turn in since[at:]):
        return None
    answer = since[at]
    return answer.output if isinstance(answer, Answered) else None


def verdict(output: str, others: Sequence[str], brief: Brief) -> Verdict:
    """What the tool's output means for what was offered last (`others`, times)."""
    text = _answer(output)
    if not text:
        return Verdict(put_off=True)
    plain = text.lower()
    for words in _NO_MATTER:
        plain = plain.replace(words, "")
    found = marks(plain, brief.language) | marks(plain, "he" if brief.language == "en" else "en")
    times = facts.clocks(text, brief)
    new = [time for time in times if time not in others]
    if new:
        return Verdict(time=new[0])
    if condition := _condition(text, plain, brief):
        return Verdict(time=next(iter([*times, *others]), ""), condition=condition)
    if "no" in found:
        return Verdict()
    if times or (others and "yes" in found):
        return Verdict(take=True, time=times[0] if times else others[0])
    return Verdict(take=True) if "yes" in found else Verdict(instead=text)


def obeyed(verdict: Verdict, brief: Brief) -> str | None:
    """What is said to them upon it; None when it is put off."""
    match verdict:
        case Verdict(put_off=True):
            return None
        case Verdict(condition=condition) if condition:
            return phrase("condition", brief, what=condition)
        case Verdict(take=True, time=""):
            return phrase("yes", brief)
        case Verdict(instead="", time=""):
            return phrase("decline", brief)
        case Verdict(instead=""):
            return phrase("accept" if verdict.take else "propose_time", brief, time=verdict.time)
        case _:
            return phrase("propose", brief, what=verdict.instead.rstrip(" ."))


def upon_condition(memory: Memory) -> str | None:
    """What is said when they have answered to the user's condition, which is put to them twice at most.

    What was offered is taken if they agree, else declined. None when no condition was put last.
    """
    brief, answers = memory.brief, [turn for turn in _since_question(memory.talk) if isinstance(turn, Answered)]
    given = verdict(answers[-1].output, memory.offered, brief) if answers else Verdict()
    put = obeyed(given, brief)
    if not given.condition or not put or memory.said[-1:] != [put]:
        return None
    statements = [marks(part, brief.language) for part in parts(memory.heard) if not part.endswith("?")]
    refused = any(found & {"no", "full"} for found in statements)
    agreed = not refused and any("yes" in found for found in statements)
    if not agreed and not refused and memory.said.count(put) == 1:
        return put
    return obeyed(Verdict(take=agreed, time=given.time if agreed else ""), brief)


def wishes(talk: Sequence[Turn]) -> list[str]:
    """What the user told us during the call, oldest first."""
    told = [" ".join(turn.text.split()) for turn in talk if isinstance(turn, Told)]
    return [text.partition(": ")[2] or text for text in told if text]


def wish_sentence(wish: str, heard: str, brief: Brief) -> str | None:
    """The wish as one sentence to the other side; None when it only allows what they offered (`heard`)."""
    own = read(wish[:1].lower() + wish[1:], brief.language)
    if own.is_question or own.goal != wish[:1].lower() + wish[1:].rstrip(" .!"):
        return own.sentence
    if set(facts.clocks(wish, brief)) & set(facts.clocks(heard, brief)):
        return None
    return phrase("also", brief, what=wish.rstrip(" .!"))


def _since_question(talk: Sequence[Turn]) -> tuple[Turn, ...]:
    """The last question to the user and what came after it."""
    at = next((at for at in range(len(talk) - 1, -1, -1) if _asks(talk[at])), None)
    return () if at is None else tuple(talk[at:])


def _asks(turn: Turn) -> bool:
    return isinstance(turn, Called) and turn.name == ASK_USER


def _condition(text: str, plain: str, brief: Brief) -> str:
    """What a yes hangs on; "" when it is plain, or no yes."""
    found = _CONDITION.search(text)
    if found is None:
        return ""
    before = marks(plain[: found.start()], brief.language) | marks(plain[: found.start()], "en")
    before |= marks(plain[: found.start()], "he")
    return "" if "no" in before else _AGREED_AFTER.sub("", text[found.end() :]).strip(" ,.!")


def _answer(output: str) -> str:
    """The user's own words; "" when nobody answered."""
    try:
        read_as = json.loads(output)
    except ValueError:
        return output.strip()
    if not isinstance(read_as, dict):
        return str(read_as).strip()
    if read_as.get("by") == "default" or read_as.get("default"):
        return ""
    said = read_as.get("answer") or read_as.get("text")
    return said.strip() if isinstance(said, str) else ""
