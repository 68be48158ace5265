"""Slips of the keyboard in the words requests are made of: "cancell my apointment tomorow".

Rules:
1. Only long words of the closed list below are mended, and only where one letter is missing, too many, wrong or
   changed places with its neighbour; words that are words themselves stay.
2. A yes is never read from a mended text: no word that says yes is in the list.
"""

import re

from ringback.engine.interpreters.names import PLACE_HEADS
from ringback.engine.interpreters.text import Text, words

_MEANT = words(
    """
    appointment reservation restaurant reschedule schedule postpone cancel delivery deliver message tomorrow tonight
    monday tuesday wednesday thursday friday saturday sunday january february september october november december
    dentist doctor evening morning afternoon birthday people available dinner
    """
)
_STAY = words(
    """
    massage cancer sundae sundaes mourning preservation delivers delivered sunday's dinners diner dinners doctored
    cancels canceled cancelled canceling cancelling scheduled schedules scheduler rescheduled postponed reservations
    appointments restaurants messages messaged peoples evenings mornings dentists doctors mondays sundays fridays
    """
)
_WORD = re.compile(r"(?<![\w@./'-])[a-z]{6,13}(?![\w@/'-])")


def _near(word: str) -> frozenset[str]:
    """Every spelling one slip away that keeps the first letter."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    splits = [(word[:at], word[at:]) for at in range(1, len(word) + 1)]
    return frozenset(
        [
            *(head + tail[1:] for head, tail in splits if tail),
            *(head + tail[1] + tail[0] + tail[2:] for head, tail in splits if len(tail) > 1),
            *(head + letter + tail[1:] for head, tail in splits if tail for letter in letters),
            *(head + letter + tail for head, tail in splits for letter in letters),
        ]
    )


_SHORT = (
    (re.compile(r"(?<![\w/])w/ ?(?=\w)", re.IGNORECASE), "with "),
    (re.compile(r"(?<!\w)(?:tmrw|tmr|tmrow|tmw|2moro|2morrow)(?!\w)", re.IGNORECASE), "tomorrow"),
    (re.compile(r"(?<!\w)(?:tonite|2nite|2night)(?!\w)", re.IGNORECASE), "tonight"),
    (re.compile(r"(?<!\w)(?:ppl|peeps)(?!\w)", re.IGNORECASE), "people"),
    (re.compile(r"(?<!\w)(?:pls|plz|plse)(?!\w)", re.IGNORECASE), "please"),
    (re.compile(r"(?<!\w)arvo(?!\w)", re.IGNORECASE), "afternoon"),
    (re.compile(r"(?<!\w)n(?:vm|m|ever ?mind)(?!\w)", re.IGNORECASE), "never mind"),
    (re.compile(r"(?<![\w/'])w (?=[a-z]{2})", re.IGNORECASE), "with "),
    (re.compile(r"(?<=\w )(?:n|&) (?=(?:ask|tell|book|order|get|say|make|see|check|find)\b)"), "and "),
    (re.compile(r"(?<![\w'])u(?![\w'])"), "you"),
    (re.compile(r"(?<![\w'])r(?= (?:u|you|they|we)\b)"), "are"),
    (re.compile(r"(?:(?<=\w )(?:at )?)(?P<hour>\d{1,2}(?::\d\d)?) ?-?ish(?!\w)", re.IGNORECASE), r"around \g<hour>"),
    (re.compile(r"(?<!\w)table (?=\d{1,2}(?! ?[ap]m|:)\b)"), "table for "),
    (re.compile(r"(?<![א-ת])תז(?:מנ|מני|מניי|מיניי|ימני|ינמי)י(?![א-ת])"), "תזמיני"),
    (re.compile(r"(?<![א-ת])(?:תיתקשרי|תתקשירי|תתקשריי|תקשרי|תתשקרי|תתקרשי)(?![א-ת])"), "תתקשרי"),
    (re.compile(r"(?<![א-ת])(?:תיקבעי|תקבעיי|תקיבעי)(?![א-ת])"), "תקבעי"),
    (re.compile(rf"(?<![א-ת])([לבמ])[לבמ](?=ה?{PLACE_HEADS}(?![א-ת]))"), r"\1"),
)
"""What is written short, slips in the verbs a Hebrew request begins with, two letters glued to a place: "לבמרפאה"."""
_SLIPS = {slip: word for word in sorted(_MEANT) for slip in _near(word) if slip not in _MEANT | _STAY and len(slip) > 5}


def mended(text: Text) -> Text:
    """The text with such words as they were meant; the same text where there are none."""
    for short, meant in _SHORT:
        if short.search(text.plain):
            said = short.sub(meant, text.said)
            text = Text(said, short.sub(meant, text.plain))
    slips = [hit for hit in _WORD.finditer(text.said) if hit.group() in _SLIPS]
    for hit in reversed(slips):
        word = _SLIPS[hit.group()]
        text = Text(
            text.said[: hit.start()] + word + text.said[hit.end() :],
            text.plain[: hit.start()] + word + text.plain[hit.end() :],
        )
    return text
