"""What stands beside a number in a message that begins with no verb of a request: a name, or what the call is for."""

import re
from collections.abc import Sequence

from ringback.engine.interpreters import english, hebrew, kinds, names, verbs
from ringback.engine.interpreters.requests import Request, Slots, spans, value
from ringback.engine.interpreters.text import Text, trim
from ringback.engine.reading import Known, Situation
from ringback.engine.task import Language


def what_for(text: Text, language: Language, number: Slots) -> Request | None:
    """A sentence beside a number, which no verb we know begins: all of it is what the call is for."""
    said = re.sub(r" +(?=[,.;])", "", trim(text.said))
    if len(said.split()) < _SENTENCE or _TELLS_OF.match(text.plain):
        return None
    fenced = text.fenced(spans(text))
    place = names.hebrew_place(fenced) if language == "he" else names.place(fenced, meeting=True)
    whom = {"callee": value(place.said)} if place else {}
    phrase = hebrew.goal(said) if language == "he" else english.goal(said)
    return kinds.typed(Request("phone_call", {**number, **whom, "goal": value(phrase)}), language, text)


def asks_there(text: Text, language: Language, known: Sequence[Known]) -> Request | None:
    """What is told first and then asked of somebody known: "I left my jacket at …, ask if they found it"."""
    found = names.known_name(text, known) if _ASKS_THERE.search(text.plain) else None
    if found is None:
        return None
    said = trim(text.said)
    return Request("phone_call", {"callee": value(found[0].name), "goal": value(said)})


_ASKS_THERE = re.compile(
    r"[,.;!] *(?:and |so |please |can you |could you )*(?:ask|find out|check|tell|call|let)\b"
    r"|[,.;!] *(?:אז |ו|בבקשה |אפשר )*(?:תשאלי?|לשאול|תבררי?|לברר|תבדקי?|תגידי?|תבקשי?|תתקשרי?)(?![א-ת])"
)
_SENTENCE = 4
_TELLS_OF = re.compile(
    r"(?:is|are|what|who|whose|which|do|does|did|he|she|it|they|this|that|there|his|her|their"
    r"|its|i (?:am|was|have|had)|we (?:are|were|have)|my \w+ is)\b"
    r"|(?:מה|מי|של מי|איזה|האם|הוא|היא|הם|זה|זאת|יש|אין|היה|היתה|אני [א-ת]+ה?$)(?![א-ת])"
)


def name(text: Text) -> Slots:
    """A name that came with a number and nothing else: "Pizza Place 03-…"."""
    said = trim(
        re.sub(r"(?:^|(?<= ))(?:number|phone|tel|the|is|of|מספר|טלפון|המספר|הטלפון|של|הוא)(?= |:|$)", "", text.said)
    )
    asks = _ASKS_FOR.search(said.lower()) or verbs.hebrew(said.split(" ")[0], at_head=True)
    return {"callee": value(said)} if said and len(said.split()) <= 5 and not asks else {}


_IS_CALLED = re.compile(
    r"(?:it'?s|it is|this is|that'?s|(?:his|her|their|the) name is) (?P<en>[a-z][\w'-]+(?: [a-z][\w'-]+)?)"
    r"|(?:זה|זאת|זו|קוראים (?:לו|לה|להם)|השם של(?:ו|ה|הם)(?: הוא)?) (?P<he>[א-ת]{2,}(?: [א-ת'\"]{2,})?)"
)
_NO_CALLEE = re.compile(
    r"(?:fine|ok(?:ay)?|good|great|right|wrong|perfect|urgent|important|not|all|the|an?|my|too|so|for|on|at|about|it|him|her"
    r"|them|true|enough|late|cold|open|closed|right now)\b.*"
    r"|(?:בסדר|טוב|מצוין|נכון|לא|כן|הכל|דחוף|חשוב|מעולה|בשביל|של|על|מה|מי|עבור|נהדר|סבבה|מושלם|יקר|הוא|היא|הם|אני|יותר|מאוד)"
    r"(?![א-ת]).*"
)


def is_called(text: Text, situation: Situation) -> Slots:
    """Whose the number of the plan is, where the plan has no name: "it's Roy", "זה רועי"."""
    found = _IS_CALLED.fullmatch(text.plain.rstrip(" .!"))
    if found is None or "callee" in situation.slots or "phone_number" not in situation.slots:
        return {}
    said = text.cut(*found.span("en" if found["en"] else "he"))
    return {} if _NO_CALLEE.fullmatch(said.lower()) else {"callee": value(said)}


_ASKS_FOR = re.compile(
    r"^(?:renew|return|let|pay|fix|repair|extend|report|request|replace|exchange|register|sign|update|upgrade|check|confirm"
    r"|find|ask|tell|get|bring|take|send|book|order|cancel|move)\b|\b(?:my|our|me|us|that|if|about|please|why|when|how)\b"
    r"|(?<![א-ת])(?:את|שלי|שלנו|לי|לנו|אם|מתי|כמה|למה|ש?אני|בבקשה)(?![א-ת])"
)
"""A sentence, and no name."""
