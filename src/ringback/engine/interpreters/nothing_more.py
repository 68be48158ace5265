"""What a message says only to end: "no notes", "that's all", "בלי הערות". It is no wish, and nobody is to be told it.

"Without onions" and "no extras" are wishes and stay.
"""

from ringback.engine.interpreters.text import Text, pattern
from ringback.engine.reading import Situation

_NO_NOTES = (
    r"(?:(?:with )?(?:no|without(?: any)?) (?:other |special |extra |further |more |additional )*"
    r"(?:notes?|requests?|remarks?|comments?|instructions|questions)"
    r"|(?:בלי|אין(?: לי)?|ללא) (?:הערות|בקשות|דגשים)(?: מיוחדות| מיוחדים| נוספות)?)"
)
_NOTHING_ELSE = (
    r"(?:(?:and )?(?:nothing|no) (?:else|more)|(?:and )?that(?:'s| is|s) (?:it|all)|nothing special"
    r"|ו?(?:שום דבר|כלום) (?:נוסף|יותר|אחר|מיוחד)|ו?(?:זה הכל|זה הכול|זהו(?: זה)?)|לא משהו מיוחד)"
)
_FILL = r"(?:(?:no|yes|כן|ok|okay|so|and|thanks|thank you|please|לא|אז|תודה|בבקשה|אוקיי?|טוב)[ ,.!]*)*"
_ALL_DONE = pattern(rf"{_FILL}{_NOTHING_ELSE}[ ,.!]*{_FILL}")
_ALL_WITHOUT_NOTES = pattern(rf"{_FILL}{_NO_NOTES}[ ,.!]*{_FILL}")
_HEAD = pattern(rf"{_NOTHING_ELSE}[,.;!]+ (?=\S)")
_TAIL = pattern(
    rf"[,.;:!-]+ ?(?:(?:{_NOTHING_ELSE}|{_NO_NOTES})[ ,.!]*)+(?:(?:thanks|thank you|please|תודה|בבקשה)[ ,.!]*)*$"
)


def is_all(text: Text, situation: Situation) -> bool:
    """The message says nothing else; "no notes" takes those of the plan in hand away, where it has any."""
    noted = "notes" in situation.slots
    return bool(_ALL_DONE.fullmatch(text.plain) or (not noted and _ALL_WITHOUT_NOTES.fullmatch(text.plain)))


def without(text: Text) -> Text:
    """The message but for where it says so, before or behind the rest."""
    if head := _HEAD.match(text.plain):
        text = Text(text.said[head.end() :], text.plain[head.end() :])
    found = _TAIL.search(text.plain)
    return Text(text.said[: found.start()], text.plain[: found.start()]) if found and found.start() else text
