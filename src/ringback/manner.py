"""How a call is made, beyond what it is for: its first sentence, the voice, who speaks of whom, how long. Pure.

Rules:
1. The engine writes it as lines of the call's instructions; the call-handler reads them there and acts on them.
2. Nothing is loosened: a first sentence that does not say that a machine calls and for whom is not said, a voice that
   is not known is not used, and a call is only ever made shorter.
3. What is left as it was has no line.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Language = Literal["he", "en"]
Gender = Literal["female", "male"]
Problem = Literal["no_machine", "no_name", "human", "too_long"]

VOICES = ("alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin", "cedar")
"""Those of OpenAI's realtime models."""
LONGEST_OPENING = 200
NAMES: Mapping[Language, str] = {"he": "{שם}", "en": "{name}"}
"""What stands for the name in an opening that is kept; either is understood in both languages."""

DISCLOSURE: Mapping[Language, Mapping[Gender, str]] = {
    "he": {
        "female": "שלום, אני עוזרת קולית אוטומטית מבוססת בינה מלאכותית, ומתקשרת בשם {שם}.",
        "male": "שלום, אני עוזר קולי אוטומטי מבוסס בינה מלאכותית, ומתקשר בשם {שם}.",
    },
    "en": dict.fromkeys(("female", "male"), "Hello, I am an automated AI assistant calling on behalf of {name}."),
}
"""The first sentence of a call while nobody has worded it anew."""

_NAME = re.compile(r"\{(?:name|שם)\}")
_FOR = r"(?:\S+\s+)?\{(?:name|שם)\}"
_BEGINS = (
    r"(?:^|[.!?,;:–—]\s*|(?<!\w)"
    r"(?:hi|hello|hey|shalom|there|morning|afternoon|evening|day|and|שלום|היי|הי|הלו|טוב|טובים)\s+)"
)
_NAMED = r"(?:[\w{}'’-]+(?:\s+[\w{}'’-]+)?,\s+)?"
_AI = r"(?:AI|A\.I\.|artificial[- ]intelligence|automated|automatic)"
_SORT = rf"(?:(?:personal|virtual|digital|phone|telephone|voice|friendly|{_AI})[- ]+)*"
_WHO = r"(?:assistant|agent|caller|system|voice)"
_MACHINE_EN = (
    rf"{_SORT}(?:{_AI}[- ]+{_SORT}{_WHO}|{_WHO}\s+(?:powered by|based on|run by|using)\s+{_AI}|robot|bot"
    r"|AI|artificial intelligence)"
)
_THEN_EN = (
    rf"(?=\s*(?:[.,!?;:–—]|$|(?:of|for)\s+{_FOR}|(?:and|here|calls|calling|speaking|answering|working|acting|on behalf"
    r"|powered|based)\b|(?:is|who is|that is)\s+(?:calling|speaking)\b|(?:that|which|who)\s+(?:makes|calls|speaks)\b))"
)
_AI_HE = r"(?:ה?אוטומטית?|ה?ממוחשבת?|(?:ה?מבוססת?\s+(?:על\s+)?)?(?:ה?בינה\s+ה?מלאכותית|AI))"
_SORT_HE = r"(?:\s+ה?(?:קולית?|אישית?|דיגיטלית?|וירטואלית?|טלפונית?))*"
_MACHINE_HE = (
    rf"(?:ה?(?:עוזרת?|סוכנת?|סוכן|נציגה?|מערכת){_SORT_HE}(?:\s+של\s+{_FOR},?)?\s+{_AI_HE}{_SORT_HE}|ה?רובוט(?:ית|י)?"
    r"|ה?בינה\s+ה?מלאכותית)"
)
_THEN_HE = rf"(?=\s*(?:[.,!?;:–—]|$|של\s+{_FOR}|{_FOR}|[וש]?(?:מתקשר|מדבר|פונה|מבוסס)|מטעם\s|בשם\s|עבור\s|בשביל\s))"
_MACHINE = re.compile(
    rf"{_BEGINS}(?:(?:I\s+am|I['’]m|this\s+is|it\s+is|it['’]s|you(?:\s+are|['’]re)\s+(?:speaking|talking)\s+(?:with|to))"
    rf"\s+{_NAMED}(?:(?:an?|the)\s+)?(?:{_FOR}['’]s?\s+)?{_MACHINE_EN}{_THEN_EN}"
    rf"|(?:(?:the\s+)?{_FOR}['’]s?\s+{_MACHINE_EN}|the\s+{_MACHINE_EN}\s+of\s+{_FOR})"
    r"\s+(?:here|calls|calling|speaking|is\s+calling|is\s+speaking)\b"
    r"|ו?(?:אני|כאן|מדברת?|מתקשרת?|זו|זה|זאת|(?:אתם|את|אתה)\s+מדבר(?:ת|ים)?\s+עם)\s+"
    rf"{_NAMED}{_MACHINE_HE}{_THEN_HE})",
    re.IGNORECASE,
)
"""Who speaks says of themselves that they are a machine: "I am an automated assistant", not "about your robot"."""
_ABOUT = re.compile(r"(?<!\w)(?:about|regarding|concerning|בקשר|לגבי|בנוגע|בעניין|אודות)(?!\w)", re.IGNORECASE)
_ENDS = re.compile(r"[.!?]")
_HUMAN = re.compile(
    r"(?<!\w)(?:not|never|no|isn'?t|ain'?t|human|person|real(?![- ]time)|woman|man|joking|kidding)(?!\w)|n['’]t(?!\w)"
    r"|(?<!\w)ו?(?:לא|אינני|איני|אינה|אינו|אין|בלי|ללא|אנושית?|אדם|אמיתית?|אישה|גבר|בצחוק)(?!\w)",
    re.IGNORECASE,
)
"""What would take the disclosure back."""

_OPENING: Mapping[Language, str] = {"he": "פתיחה", "en": "Opening"}
_VOICE: Mapping[Language, str] = {"he": "קול", "en": "Voice"}
_LONGEST: Mapping[Language, tuple[str, str]] = {"he": ("משך מרבי", "דקות"), "en": ("Longest call", "minutes")}
_SPEECH = "לשון"
_OF_OURSELVES: Mapping[Gender, str] = {
    "female": "על עצמך דברי בלשון נקבה",
    "male": "על עצמך דבר בלשון זכר",
}
_OF_THEM: Mapping[Gender, str] = {"female": "בלשון נקבה", "male": "בלשון זכר"}
_MINUTES = re.compile(rf"^\s*(?:{'|'.join(label for label, _ in _LONGEST.values())})\s*:\s*(\d{{1,3}})\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Manner:
    """`speaker` and `principal` are the genders of the assistant and of whom it calls for, in Hebrew.

    `openings` by the language of the call; empty `voice` and None `minutes` leave it to the call-handler.
    """

    speaker: Gender = "female"
    principal: Gender | None = None
    voice: str = ""
    openings: Mapping[Language, str] = field(default_factory=dict)
    minutes: int | None = None


USUAL = Manner()
"""As long as nobody has set anything."""


def written(opening: str) -> str:
    """An opening as it is kept: on one line, without what would end a quotation."""
    return re.sub(r'(?<=[א-ת])"(?=[א-ת])', "״", " ".join(opening.split())).replace('"', "")


def problem(opening: str) -> Problem | None:
    """Why this cannot be the first sentence of a call."""
    if len(opening) > LONGEST_OPENING:
        return "too_long"
    if not _NAME.search(opening):
        return "no_name"
    if _HUMAN.search(opening):
        return "human"
    return None if any(_told(opening, found) for found in _MACHINE.finditer(opening)) else "no_machine"


def _told(opening: str, found: re.Match[str]) -> bool:
    """It neither asks nor tells about something else."""
    before, after = _ENDS.split(opening[: found.start()])[-1], _ENDS.search(opening, found.end())
    return not _ABOUT.search(before) and (after is None or after.group() != "?")


def disclosure(manner: Manner, language: Language, name: str) -> str:
    """The first sentence of the call, for `name`."""
    opening = manner.openings.get(language) or DISCLOSURE[language][manner.speaker]
    return _NAME.sub(lambda _: name, opening)


def lines(manner: Manner, language: Language, name: str) -> Iterator[str]:
    """What the instructions of a call for `name` say of it."""
    if manner.openings.get(language):
        yield f"{_OPENING[language]}: {disclosure(manner, language, name)}"
    if language == "he" and (manner.speaker != "female" or manner.principal):
        of_them = f", על {name} {_OF_THEM[manner.principal]}" if manner.principal else ""
        yield f"{_SPEECH}: {_OF_OURSELVES[manner.speaker]}{of_them}"
    if manner.voice:
        yield f"{_VOICE[language]}: {manner.voice}"
    if manner.minutes is not None:
        label, minutes = _LONGEST[language]
        yield f"{label}: {manner.minutes} {minutes}"


def read(instructions: str, language: Language, name: str) -> Manner:
    """What of it the instructions say that can be used; `name` is for whom the call is."""
    opening = written(_line(instructions, _OPENING[language]))
    usable = bool(name) and name in opening and problem(opening.replace(name, NAMES[language], 1)) is None
    voice = _line(instructions, _VOICE[language])
    male = _line(instructions, _SPEECH).startswith(_OF_OURSELVES["male"])
    return Manner(
        speaker="male" if male and language == "he" else "female",
        voice=voice if voice in VOICES else "",
        openings={language: opening} if usable else {},
        minutes=minutes(instructions),
    )


def minutes(instructions: str) -> int | None:
    """The longest the call may take."""
    found = _MINUTES.search(instructions)
    return max(1, int(found.group(1))) if found else None


def _line(instructions: str, label: str) -> str:
    found = re.search(rf"^\s*{label}\s*:[ \t]*(\S[^\r\n]*)", instructions, re.MULTILINE)
    return found.group(1).strip() if found else ""
