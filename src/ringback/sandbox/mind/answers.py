"""Answers to what the other side asks, out of the errand alone, and corrections of what they misheard. Pure."""

import re
from collections.abc import Set as AbstractSet

from ringback.sandbox.mind.brief import Brief, sizes
from ringback.sandbox.mind.facts import clocks, party_sizes, prices
from ringback.sandbox.mind.memory import Memory
from ringback.sandbox.mind.numbers import digits, numbers, tokens
from ringback.sandbox.mind.phrases import phrase
from ringback.sandbox.mind.talk import Say
from ringback.sandbox.mind.words import Mark

_MANNERS = {
    *["a", "an", "one", "the", "so", "ok", "okay", "yes", "and", "at", "for", "then", "that's", "that", "is"],
    *["אז", "כן", "אוקיי", "בסדר", "זה", "את"],
}


def answers(heard: str, found: AbstractSet[Mark], brief: Brief) -> list[str]:
    """One sentence for each thing that is asked for; empty when nothing we know of is."""
    replies = []
    if "who" in found:
        replies += [phrase("who", brief), brief.sentence]
    if "what" in found and "offer" not in found:
        replies.append(brief.sentence)
    if "name" in found:
        replies.append(phrase("name" if brief.principal else "no_name", brief))
    if brief.sentence in replies:
        return replies
    if "size" in found or ("choice" in found and sizes(heard)):
        size = next(iter(sizes(brief.goal)), None)
        replies.append(phrase("size", brief, size=size) if size else phrase("any_size", brief))
    if "party" in found and brief.party:
        replies.append(phrase("for_party", brief, party=str(brief.party)))
    if "time" in found and "done" not in found:
        wanted = brief.wanted
        replies.append(phrase("for_time", brief, time=wanted[0]) if wanted else phrase("any_time", brief))
    if "phone" in found:
        number = re.search(r"\+?\d[\d -]{6,}\d", brief.may_say)
        replies.append(digits(number[0], brief.language) if number else phrase("no_phone", brief))
    return replies


def mistaken(heard: str, wanted: tuple[str, ...], brief: Brief) -> str | None:
    """The correction when they repeat another time, size, number or thing than the errand's."""
    wrong = []
    said = clocks(heard, brief)
    if wanted and said and not set(said) & set(wanted):
        wrong.append(phrase("correct_time", brief, time=wanted[0]))
    size = sizes(brief.goal)
    if size and len(sizes(heard)) == 1 and not size & sizes(heard):
        wrong.append(phrase("correct_size", brief, size=next(iter(size))))
    parties = party_sizes(heard)
    if brief.party and parties and brief.party not in parties:
        wrong.append(phrase("correct_party", brief, party=str(brief.party)))
    if _another_thing(heard, brief):
        return phrase("correct", brief)
    return wrong[0] if len(wrong) == 1 else phrase("correct", brief) if wrong else None


def over_budget(memory: Memory) -> str | None:
    """What is said when the last price they named is above the budget; asking for a price agrees to none."""
    budget, named = memory.brief.budget, prices(memory.all_heard)
    if budget is None or memory.brief.is_question or not named or named[-1] <= budget:
        return None
    return phrase("over_budget", memory.brief)


def picked(heard: str, found: AbstractSet[Mark], brief: Brief) -> Say:
    """The answer to a question that asks for nothing we were told."""
    if clocks(heard, brief) or party_sizes(heard):
        return Say(phrase("right", brief))
    if "choice" in found:
        known = set(tokens(brief.goal))
        chosen = [word for word in tokens(heard) if word in known and word not in _MANNERS and len(word) > 2]
        return Say(phrase("this_one", brief, what=chosen[0]) if chosen else phrase("either", brief))
    if "extras" in found:
        return Say(phrase("no_thanks", brief))
    if "wh" in found or "sure" not in found:
        return Say(phrase("unknown", brief))
    return Say(phrase("fine" if prices(heard) else "right", brief))


def _another_thing(heard: str, brief: Brief) -> bool:
    """ "A pepperoni at seven, right?": one or two words before the time that are none of the errand's."""
    if "?" not in heard or not clocks(heard, brief):
        return False
    words = tokens(heard)
    first = next((n.start for n in numbers(words) if n.value > 1 or n.prefix), 0)
    before = words[:first]
    if any(mark in before for mark in ".!?"):
        return False
    things = [word for word in before if word[0].isalpha() and word not in _MANNERS and not sizes(word)]
    known = tokens(brief.goal)
    return 1 <= len(things) <= 2 and not any(_same(word, other) for word in things for other in known)


def _same(word: str, other: str) -> bool:
    """Equal but for a plural's s or a Hebrew prefix letter."""
    return word.rstrip("s") == other.rstrip("s") or (len(word) > 3 and word[1:] == other) or word == other[1:]
