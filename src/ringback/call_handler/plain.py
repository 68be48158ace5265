"""Whether words are plainly an answer: nothing among them that could carry a condition, another time or person. Pure.

Rules:
1. Plain are the closed lists of `plain_words`, figures, days and currencies, what we said ourselves, and a name where
   names stand. A plural or a Hebrew word behind its prefix letters is the same word.
2. The clause that tells the value must be plain. Where it only answers a question of ours, and agrees to nothing, one
   other word may stand in it that does not say whose or of what kind.
3. What follows in its sentence must be plain too, unless it is a clause of its own ("it's behind the bank"): then it
   has no word that governs others (`GOVERNS`). A sentence that begins with a condition or thinks again goes on with
   the one before it.
4. What stands before it begins plainly and has no modal verb, or ours follows with "so" or "but".
5. He, she, they and the staff are plain beside a "you"; people are where they are counted.
"""

from collections.abc import Sequence, Set

from ringback.call_handler import number_words as numbers
from ringback.call_handler import plain_words as plain
from ringback.call_handler import vocabulary as known
from ringback.call_handler.statements import Clause

_FIGURES = frozenset(
    (
        *numbers.SMALL,
        *numbers.HUNDREDS,
        *numbers.TIMES_HUNDRED,
        *numbers.TIMES_THOUSAND,
        *numbers.TEEN,
        *numbers.PART,
        *numbers.DIAL,
        *numbers.HALVES,
        *numbers.CURRENCIES,
        *known.DAYS,
        *known.RELATIVE,
        *known.MONTHS,
    )
)
_PLAIN = (
    plain.JOINING
    | plain.AGREEING
    | plain.MONEY_AND_TIME
    | plain.THINGS
    | _FIGURES
    | known.SUMS
    | known.EACH
    | known.EXCEPT
    | numbers.UNITS
) - plain.PEOPLE
_EXACTLY = plain.POLITENESS | known.CORRECTS | known.NOT
"""Plain in no other form."""
_GOVERNS = known.UNSURE | plain.GOVERNS
_MODALS = {"would", "could", "might", "should", "may", "must", "maybe"}
_CONCLUDES = {"so", "but", "now", "otherwise", "אז", "אבל", "היום", "עכשיו"}
_TURNS = {"but", "אבל", "i", "אני", "for", "with", "עם"}
"""Begin no clause that only adds to an answer."""
_GOES_ON = known.UNSURE | known.RETRACTS | plain.CONDITIONS
_ARTICLES = {"the", "a", "an", "my", "our", "his", "her"}
_IS = {"is", "will", "has", "מחכה", "יחכה", "תחכה", "יקבל"}
_BEFORE_A_PLACE = {"near", "by", "beside", "behind", "to", "facing"}
_PREFIXES = ("ו", "ה", "ב", "ל", "מ", "וה", "וב", "ול", "ומ", "מה", "בה", "לה")
_HOURS = {"open", "start", "finish", "begin", "פותחים", "סוגרים", "מתחילים", "מסיימים"}
"""With us before them they tell when the place works."""
_JUST = {"and", "so", "just", "only", "anyway", "רק", "ממילא"}
_SHORT = 3
NEVER_OURS = known.UNSURE | {"would", "could", "should", "may", "when", "until", "while", "elsewhen", "hearsay"}


def left_over(clauses: Sequence[Clause], telling: Set[int], ours: Set[str], *, told: bool = False) -> list[str]:
    """What makes the clauses at `telling` less than plain; `ours` are the words we said ourselves.

    `told`: they answer a question of ours and agree to nothing.
    """
    left: list[str] = []
    sentences = {clauses[at].sentence for at in telling}
    for at, clause in enumerate(clauses):
        begins = next(other.words[0] for other in clauses if other.sentence == clause.sentence)
        if clause.sentence not in sentences and not (clause.sentence - 1 in sentences and begins in _GOES_ON):
            continue
        odd = [word for place, word in enumerate(clause.words) if not _is_plain(clause.words, place, ours)]
        odd = [word for word in odd if not (told and word in plain.OTHERS)]
        ahead = next(
            (clauses[it] for it in sorted(telling) if it > at and clauses[it].sentence == clause.sentence), None
        )
        if at in telling:
            spared = told and (clause.asks or (len(odd) == 1 and not _restricts(odd[0], clause.words)))
            left += filter(_governs, odd) if spared else odd
        elif ahead is None:
            spared = begins not in known.RETRACTS and (_is_of_itself(clause) or (told and _adds(clause.words)))
            left += filter(_governs, odd) if spared else odd
        elif ahead.words[0] in _CONCLUDES:
            left += [word for word in odd if word.endswith("'d")]
        else:
            left += [word for word in odd if word in _MODALS]
            left += [word for word in odd[:1] if word == clause.words[0] and word not in ("elsewhen", "pending")]
    return left


def forms_of(word: str) -> set[str]:
    """The word, and it without its ending or the letters before it."""
    forms = {word, word.removesuffix("s"), word.removesuffix("es"), word + "s", word.removesuffix("'s")}
    return forms | {word.removeprefix(joined) for joined in _PREFIXES if len(word) > len(joined) + 1}


def _restricts(word: str, words: Sequence[str]) -> bool:
    """It says whose or of what kind: as the subject, or behind a "with" or "for"."""
    at = words.index(word)
    begins = at <= (words[0] in _ARTICLES)
    narrows = bool({"with", "for", "עם"} & {*words[max(0, at - 2) : at]}) or word[0] == "ל"
    return (begins or narrows) and plain.US.isdisjoint(words[max(0, at - 1) : at + 2])


def _governs(word: str) -> bool:
    return not _GOVERNS.isdisjoint(forms_of(word)) or word.endswith("'d") or _is_when(word)


def _is_when(word: str) -> bool:
    """ "כשיתפנה", and not "כשתגיעו"."""
    return len(word) > _SHORT and word.startswith(("כש", "וכש")) and not word.startswith(("כשת", "כשאת"))


def _adds(words: Sequence[str]) -> bool:
    return words[0] not in _TURNS and words[0][0] != "ל"


def _is_of_itself(clause: Clause) -> bool:
    """A clause of its own: of another figure, of what is there or what they do, or what we should do."""
    words = clause.words
    begins, *rest = words[1:] if words[0] in _JUST and len(words) > 1 else words
    if begins in ("the", "our", "your") and rest:
        begins = rest[0]
    elif begins[0] == "ה" and len(begins) > _SHORT:
        begins = begins[1:]
    elif begins in plain.OWN or begins in plain.PLEASE_DO or begins.endswith(("תי", "נו")):
        return True
    else:
        return bool(clause.named) or (begins[0] == "ת" and len(begins) > _SHORT) or bool(rest and rest[0] in _IS)
    return bool(clause.named) or not forms_of(begins).isdisjoint(plain.THINGS)


def _is_plain(words: Sequence[str], at: int, ours: Set[str]) -> bool:
    word, before, after = words[at], words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    forms = forms_of(word)
    speaks_to_us = not plain.US.isdisjoint(words)
    if word[0].isdecimal() or (at == 0 and word in _CONCLUDES) or after in ("included", "הצהריים"):
        return True
    if before in plain.TITLES:
        return speaks_to_us or not forms.isdisjoint(ours)
    if before in plain.BEFORE_NAMES or not plain.NAMED.isdisjoint(words[max(0, at - 2) : at]):
        return True
    if before == "the" and words[at - 2] in _BEFORE_A_PLACE:
        return True
    if not forms.isdisjoint(plain.PEOPLE):
        return before in _FIGURES or before[:1].isdecimal() or word in ours or "bring" in words or before in known.NOT
    if word in plain.OTHERS or not forms.isdisjoint(plain.STAFF):
        return word in ours or speaks_to_us or not plain.OF_THE_USER.isdisjoint(ours)
    if not forms.isdisjoint(plain.PARTIES):
        return (
            word in ours or word[0] == "ל" or after in ("of", "table") or before in _FIGURES or "for" in words[:at][-2:]
        )
    if after in ("will", "can") and speaks_to_us:
        return True
    if _is_when(word) or (word in _HOURS and before in ("we", "i", "אנחנו")):
        return word in ours
    exactly = not _EXACTLY.isdisjoint({word, word.removeprefix("ו")})
    return exactly or not _PLAIN.isdisjoint(forms) or not forms.isdisjoint(ours)
