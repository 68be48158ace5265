"""Pure: what the talk leaves open of an errand that is said to be done, each with the callee's words.

Rules:
1. An order is done when the callee named something of it, or took it on as a whole ("I noted it", "it will be ready at
   seven") after we had named it. "Sure, at seven" names nothing and takes nothing on.
2. Of several things how many must be said. Another thing or topping than was ordered, one of several things left out,
   or another number of people is never done.
   An errand to cancel is done when they said that it is cancelled.
3. What they took on in the end is not told as failed.
4. A doubt is a fact without support: its value is what was asked for, its quote what was said instead, its key has a
   sentence `doubt.KEY`. Of a result that was not confirmed, an hour or a number of people nobody named is one too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ringback.engine.calls import HOLDING
from ringback.engine.mandate import BEYOND, meant
from ringback.engine.order_words import ARTICLES, HEAD, counts, named, other_letters, stem, stems, words_said
from ringback.engine.task import Outcome, OutcomeFact, Status, Task
from ringback.wire import Reason

Talk = Sequence[tuple[str, str]]
"""Who spoke ("agent" or "callee") and what they said, in order."""

_ORDERS = re.compile(
    r"(?:order|buy|להזמין|לקנות)\s+(?P<what>.+?)(?=\s+(?:for|at|by|on|to)\s|\s+ל[\d־]|$)", re.IGNORECASE
)
_COMES_WITH = re.compile(r"\s(?:with|עם)\s+(?:(?:the|some|a)\s+)?([^\W\d]+)")
_AND = re.compile(r",? (?:and|plus) |, |,? ו(?!רד|ופל|ודק|יטמי|יסקי|ניל)(?=[א-ת]{3})")
"""Between the things of an order."""
_TAKEN_ON = re.compile(
    r"(?<!fully )(?<!all )(?<!already )(?<!completely )(?<!we're )"
    r"(?<!we are )\b(?:noted|booked|confirmed|all set)\b(?! (?:nothing|no|up|out)\b)|"
    r"\b(?:your|the|that) order(?:'s| is| has been| was) (?!not\b|full\b)\w+|"
    r"\b(?:i|we)(?:'ve| have)? (?:wrote|written|put|took|taken|got|placed)(?: \w+){0,2} (?:down|order)\b|"
    r"\b(?:be|is|are|it's|have it|have them) ready\b|on (?:its|the) way\b|"
    r"\b(?:i|we)(?:'ll| will) (?:make|prepare|bring|deliver|send|have it|have them)\b|"
    r"(?<![א-ת])ו?(?:רשמתי|רשמנו|רשום|רשומה|נרשמה?|הזמנתי|הוזמנה?|אישרתי|מאושרת?|סידרתי|לקחתי|"
    r"(?<!כבר )סגרנו(?! (?:היום|כבר|את|לפני))|"
    r"ההזמנה (?:נקלטה|התקבלה|בוצעה|סגורה|אצלי|אצלנו|תהיה|בדרך)|קיבלתי את ההזמנה|"
    r"(?:יהיה|תהיה|יהיו) מוכ[נן]\w*|(?:נכין|אכין|נשלח|אשלח|נביא|אביא)(?: \w+)?)(?![א-ת])",
    re.IGNORECASE,
)
_SEATS = re.compile(
    r"\btable for \w+|\b\w+ (?:people|persons|guests|diners)\b|(?<!\w)\w+ (?:סועדים|אנשים|איש)(?!\w)|שולחן ל[־-]?\w+",
    re.IGNORECASE,
)
_FILLER = 2
"""Words of a turn that may say nothing: "all right"."""
_BROKE_OFF = (Reason.CALLEE_HANGUP, Reason.LINE_DROPPED, Reason.MODEL_DOWN, Reason.MAX_DURATION)
_CANCELS = re.compile(r"cancel\b|לבטל(?![א-ת])", re.IGNORECASE)
_CANCELLED = re.compile(
    r"(?<!not )\b(?:cancell?(?:ed|ing)|removed|deleted|called (?:it )?off)\b|"
    r"(?<![א-ת])(?<!לא )(?:ביטלתי|ביטלנו|בוטלה?|מבוטלת?|מבטלת?|מבטלים|מחקתי|נמחקה?|הורדתי|הסרתי|הוסרה?)(?![א-ת])",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,.;!?]")
_DENIES = re.compile(
    r"\b(?:no|not|none|nothing|out of|\w+n't|cannot)\b|(?<![א-ת])(?:אין|לא|נגמרו?|נגמרה|אזלו?|חסרה?)(?![א-ת])",
    re.IGNORECASE,
)
"""In a clause that names what they do not have."""
_KEYS = re.compile(r"\b(?:press|dial)\b|הקישו|הקש|לחצו", re.IGNORECASE)
_HOUR = re.compile(r"\b(?:at|by) \w+|\bfor \w+(?=\W*$|[,.?!])|(?<!\w)[בל]־?(?=\w{3})\w+", re.IGNORECASE)
_MONEY = re.compile(r"(?:[\w-]+ ){1,4}(?:shekels?|nis|dollars?|שקל\w*|ש״ח|₪)", re.IGNORECASE)
_CLOSES = re.compile(r"^\W*(?:thank|thanks|bye|goodbye|תודה|להתראות|ביי)(?:\W+\w+){0,3}\W*$", re.IGNORECASE)


def doubted(task: Task, outcome: Outcome, talk: Talk) -> Outcome:
    """The same, with what the talk leaves open of it; then it is unconfirmed."""
    done = outcome.status is Status.SUCCEEDED
    if not done and (outcome.status is not Status.UNCONFIRMED or outcome.reason not in (Reason.GOAL_REACHED, *BEYOND)):
        return outcome
    begun = next((at for at, (who, _) in enumerate(talk) if who == "agent"), -1)
    heard = [text for who, text in talk[begun + 1 :] if who == "callee" and text and not _KEYS.search(text)]
    ours = " ".join(text for who, text in talk if who == "agent")
    found = [*_of_the_order(task, heard, ours, outcome), *_of_the_table(task, heard, outcome)]
    if _CANCELS.match(task.said("goal")) and not any(_CANCELLED.search(text) for text in heard):
        found.append(_doubt("not_cancelled", task.said("goal"), _last(heard, outcome)))
    if not done and outcome.reason == Reason.GOAL_REACHED:
        found += _unsaid(task, heard, outcome)
    if not found:
        return outcome
    return replace(outcome, status=Status.UNCONFIRMED, facts=(*outcome.facts, *found))


def taken_on(task: Task, outcome: Outcome, talk: Talk) -> Outcome:
    """The same, unless the last they said takes on what the call is reported to have failed at: then nobody knows."""
    if task.type not in HOLDING or (outcome.status, outcome.reason) != (Status.FAILED, Reason.GOAL_NOT_REACHED):
        return outcome
    heard = [text for who, text in talk if who == "callee" and not _CLOSES.match(text)]
    if not heard or not _takes_on(heard[-1]):
        return outcome
    note = OutcomeFact("note", heard[-1], quote=heard[-1], supported=True)
    return replace(outcome, status=Status.UNCONFIRMED, facts=(*outcome.facts, note))


def cut_off(outcome: Outcome, talk: Talk) -> Outcome:
    """The same, with the last that they said in a talk that broke off before anything was reported of it."""
    if outcome.reason not in _BROKE_OFF or outcome.facts:
        return outcome
    heard = [text for who, text in talk if who == "callee" and text not in ("", "…")]
    last = _last([text for text in heard if len(text.split()) > _FILLER] or heard, outcome)
    return replace(outcome, facts=(OutcomeFact("note", last, quote=last, supported=True),)) if last else outcome


def _of_the_order(task: Task, heard: Sequence[str], ours: str, outcome: Outcome) -> Iterator[OutcomeFact]:
    what = _what(task)
    if not what:
        return
    named_here = [clause for text in heard for clause in _CLAUSE.split(text) if not _DENIES.search(clause)]
    several = next((count for count in counts(what[:HEAD])[:1] if count > 1), None)
    counted = several in {count for text in heard for count in counts(_HOUR.sub(" ", text))}
    read_back = [text for text in heard if "?" in text and counts(_MONEY.sub(" ", text))]
    last = read_back[-1] if read_back else _last(heard, outcome)
    if task.type == "order":
        left_out = next((part for part in _AND.split(what) if not named(part, " ".join(named_here) or " ")), None)
        if read_back and left_out is not None:
            yield _doubt("ordered_item", left_out, last)
        elif otherwise := _with_another(what, read_back):
            yield _doubt("ordered_topping", what, otherwise)
        elif heard and not (read_back or counted or _something_of(what, named_here) or _taken_on(what, heard, ours)):
            yield _doubt("ordered_thing", what, last)
            return
    if several and not counted:
        yield _doubt("ordered_count", str(several), last)


def _of_the_table(task: Task, heard: Sequence[str], outcome: Outcome) -> Iterator[OutcomeFact]:
    """They spoke of so many people, and never of as many as will come."""
    asked = task.value("party_size")
    if not asked.isdecimal() or any(fact.key == "party_size" and fact.supported for fact in outcome.facts):
        return
    said = {count for text in heard for count in counts(text)}
    hours = {minutes // 60 % 12 for time in _times(task, outcome) for minutes in meant(time)}
    named_with = [(count, text) for text in heard for found in _SEATS.findall(text) for count in counts(found)]
    seats = [(count, text) for count, text in named_with if count % 12 not in hours]
    if seats and int(asked) not in said:
        yield _doubt("asked_people", asked, seats[-1][1])


def _times(task: Task, outcome: Outcome) -> list[str]:
    return [task.value("time"), *(fact.value for fact in outcome.facts if "time" in fact.key)]


def _unsaid(task: Task, heard: Sequence[str], outcome: Outcome) -> Iterator[OutcomeFact]:
    """What was asked for and no fact, borne out or not, speaks of."""
    told = {fact.key for fact in outcome.facts}
    people, time = task.value("party_size"), task.value("time")
    if people.isdecimal() and "party_size" not in told and int(people) not in {n for one in heard for n in counts(one)}:
        yield OutcomeFact("asked_people", people)
    if time and "time" not in told:
        yield OutcomeFact("asked_time", time)


def _doubt(key: str, asked: str, quote: str) -> OutcomeFact:
    return OutcomeFact(key, asked, quote=quote or None)


def _what(task: Task) -> str:
    """What is ordered, in the user's words; "" when nothing is."""
    if task.type == "order":
        return task.said("items")
    goal = _ORDERS.match(task.said("goal")) if task.type == "phone_call" else None
    return goal["what"] if goal else ""


def _last(heard: Sequence[str], outcome: Outcome) -> str:
    """Their words that were taken for the agreement, else the last that are more than a goodbye."""
    quotes = [fact.quote for fact in outcome.facts if fact.supported and fact.quote]
    cited = [text for text in heard if any(quote in text for quote in quotes)]
    return next(reversed(cited or [text for text in heard if not _CLOSES.match(text)] or [""]))


def _something_of(what: str, heard: Sequence[str]) -> bool:
    """Any word of the order was heard, its size or topping too; in other letters that cannot be told."""
    whole = " ".join(heard)
    return other_letters(what, whole) or bool(stems(what.lower(), ARTICLES) & words_said(whole))


def _taken_on(what: str, heard: Sequence[str], ours: str) -> bool:
    """They took on as a whole what we had named."""
    return named(what, ours) and any(_takes_on(text) for text in heard)


def _takes_on(text: str) -> bool:
    return any(_TAKEN_ON.search(clause) for clause in _CLAUSE.split(text) if not _DENIES.search(clause))


def _with_another(what: str, read_back: Sequence[str]) -> str | None:
    """Their words when the thing was last read back with something else than it was ordered with."""
    last = next((text for text in reversed(read_back) if named(what, text)), None)
    if last is None or other_letters(what, last):
        return None
    wanted = [stem(word) for word in _COMES_WITH.findall(what.lower())]
    told = [stem(word) for word in _COMES_WITH.findall(last.lower())]
    fits = all(word in wanted for word in told[:1]) and (not wanted or bool(told))
    return None if fits else last
