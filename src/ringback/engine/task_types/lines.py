"""Pure: the instructions of a call as labelled lines, one fact a line, and the conduct that goes with every call.

Rules:
1. A value never breaks its line, so that no text of the user or of a contact can pose as another label.
2. The first line says for whom the call is made; `wire.principal` reads it.
3. What the voice may tell, agree to and spend stands in the lines; the conduct binds it to them.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from ringback import manner as manners
from ringback.engine.task import Language, Slot, Task
from ringback.manner import Manner

Label = Literal[
    "principal",
    "callee",
    "goal",
    "when",
    "party_size",
    "address",
    "notes",
    "if_not",
    "budget",
    "may_say",
    "voicemail",
]
Line = tuple[Label, str]

MANDATE = (
    Slot("notes", required=False),
    Slot("if_not", required=False),
    Slot("budget", required=False),
    Slot("callback_number", "phone", required=False),
    Slot("may_say", required=False),
    Slot("voicemail", required=False),
)
"""Slots any type may end with: what else matters, what may be agreed to, spent and told, and what a machine hears."""

LEAVE_MESSAGE, NO_MESSAGE = "leave", "none"
"""Values of the slot `voicemail`; without it no message is left."""

LABELS: Mapping[Language, Mapping[Label, str]] = {
    "he": {
        "principal": "בשם",
        "callee": "אל",
        "goal": "המטרה",
        "when": "מתי",
        "party_size": "סועדים",
        "address": "כתובת למשלוח",
        "notes": "הערות",
        "if_not": "אם אין",
        "budget": "תקציב",
        "may_say": "מותר למסור",
        "voicemail": "תא קולי",
    },
    "en": {
        "principal": "On behalf of",
        "callee": "Calling",
        "goal": "Goal",
        "when": "When",
        "party_size": "Party size",
        "address": "Delivery address",
        "notes": "Notes",
        "if_not": "If not",
        "budget": "Budget",
        "may_say": "You may say",
        "voicemail": "Voicemail",
    },
}
_VOICEMAIL: Mapping[Language, Mapping[str, str]] = {
    "he": {LEAVE_MESSAGE: "להשאיר הודעה קצרה", NO_MESSAGE: "לנתק בלי הודעה"},
    "en": {LEAVE_MESSAGE: "leave a short message", NO_MESSAGE: "hang up, no message"},
}

_CONDUCT: Mapping[Language, str] = {
    "he": (
        "דברי עברית, במשפטים קצרים, בנימוס ובקצב רגיל. אמרי רק מה שכתוב כאן; אל תמציאי פרטים{money}. "
        "אם שואלים פרט שאינו כתוב כאן, אמרי שאינו ידוע לך. אם שואלים, אמרי שאת עוזרת אוטומטית. "
        "אם המטרה אינה אפשרית, שאלי מה כן אפשר, ו{change}. "
        "לפני הסיום חזרי על מה שסוכם, הודי והיפרדי."
    ),
    "en": (
        "Speak English in short, polite sentences at a normal pace. Say only what is written here; invent no detail"
        "{money}. If they ask for something that is not written here, say that you do not know. If "
        "asked, say that you are an automated assistant. If the goal is not possible, ask what is, and {change}. "
        "Before you end, repeat what was agreed, thank them and say goodbye."
    ),
}
_MONEY: Mapping[Language, tuple[str, str]] = {
    "he": (" ואל תתחייבי לתשלום", "; שאלי על המחיר ואל תסכימי ליותר מן התקציב"),
    "en": (" and promise no payment", "; ask for the price and agree to no more than the budget"),
}
_CHANGE: Mapping[Language, tuple[str, str]] = {
    "he": ("אל תסכימי לשינוי במקום הלקוח", "הסכימי רק למה שמותר בשורה ״אם אין״"),
    "en": ("do not agree to a change on the customer's behalf", 'agree only to what the line "If not" allows'),
}
"""Without and with a line that allows it."""
_OF_A_MAN = {
    "דברי": "דבר",
    "אמרי": "אמור",
    "תמציאי": "תמציא",
    "שאת עוזרת אוטומטית": "שאתה עוזר אוטומטי",
    "שאלי": "שאל",
    "חזרי": "חזור",
    "הודי והיפרדי": "הודה והיפרד",
    "תתחייבי": "תתחייב",
    "תסכימי": "תסכים",
    "הסכימי": "הסכם",
}
"""The words of the Hebrew conduct that change when the voice speaks of itself as a man."""

_HAS_PREPOSITION: Mapping[Language, re.Pattern[str]] = {
    "he": re.compile(
        r"(?:עד|אחרי|לפני|החל|סביבות|כל|מתי|בין|בסביבות|בשעה|לשעה|בעוד|בוקר|בבוקר|בצהריים|בערב|בלילה|הערב|הלילה|הבוקר|אחר"
        r"|[בלמ][־-]?\d)(?!\w)|[בלמ][־-]?\d"
    ),
    "en": re.compile(
        r"(?:at|by|around|about|after|before|until|till|between|from|for|in|any|as|this|tonight)\b", re.IGNORECASE
    ),
}


def one_line(text: str) -> str:
    return " ".join(text.split())


def brief(
    task: Task, principal: str, language: Language, goal: str, more: Sequence[Line] = (), message: str = ""
) -> str:
    """The instructions of a task: for whom, to whom, what for, `more`, and the mandate its slots give.

    `message` is what is left on an answering machine when the task leaves one; without it, what the call is about.
    """
    lines: list[Line] = [
        ("principal", principal),
        ("callee", task.said("callee")),
        ("goal", goal),
        *more,
        ("notes", task.said("notes")),
        ("if_not", task.said("if_not")),
        ("budget", budget(task.said("budget"), language)),
        ("may_say", may_say(task, language)),
        ("voicemail", _message(task, language, message or _about(goal, dict(more).get("when", ""), language))),
    ]
    return render(lines, language, task.manner)


def _message(task: Task, language: Language, words: str) -> str:
    """What is said to an answering machine, word for word; "" when nothing is."""
    if task.value("voicemail") != LEAVE_MESSAGE:
        return ""
    number = one_line(task.said("callback_number"))
    back = {"he": f" אפשר לחזור למספר {number}.", "en": f" You can call back on {number}."}[language] if number else ""
    return f"{one_line(words).rstrip(' .')}.{back}"


def _about(goal: str, at: str, language: Language) -> str:
    lead = {"he": "התקשרתי כדי", "en": "I called to"}[language]
    return ", ".join(filter(None, [f"{lead} {one_line(goal).rstrip(' .')}", one_line(at)]))


def render(lines: Sequence[Line], language: Language, manner: Manner) -> str:
    """A line for each value that is not empty, those of the manner, then the conduct."""
    labels = LABELS[language]
    written = [f"{labels[label]}: {one_line(value)}" for label, value in lines if value.strip()]
    written += manners.lines(manner, language, one_line(dict(lines)["principal"]))
    given = {label for label, value in lines if value.strip()}
    money, change = _MONEY[language]["budget" in given], _CHANGE[language]["if_not" in given]
    conduct = _CONDUCT[language].format(money=money, change=change)
    if language == "he" and manner.speaker == "male":
        for feminine, masculine in _OF_A_MAN.items():
            conduct = conduct.replace(feminine, masculine)
    return "\n".join([*written, "", conduct])


def may_say(task: Task, language: Language) -> str:
    """What the callee may be told of the user: the name, and what the plan adds to it; "" for nothing."""
    words = {"he": ("השם", "מספר לחזרה", "הכתובת"), "en": ("the name", "the callback number", "the address")}[language]
    told = (task.said("name"), task.said("callback_number"), task.said("delivery_address"))
    parts = [f"{word} {one_line(value)}" for word, value in zip(words, told, strict=True) if value.strip()]
    return ", ".join([*parts, *filter(None, [one_line(task.said("may_say"))])])


def voicemail(value: str, language: Language) -> str:
    """What the plan says of a machine that answers."""
    return _VOICEMAIL[language][LEAVE_MESSAGE if value == LEAVE_MESSAGE else NO_MESSAGE]


def budget(said: str, language: Language) -> str:
    """The most that may be spent, or ""."""
    said = one_line(said)
    if not said:
        return ""
    if said.replace(".", "").isdigit():
        said = f"{said} שקל" if language == "he" else f"{said} shekels"
    upto = {"he": "עד", "en": "up to"}[language]
    return said if said.lower().startswith((upto, "at most", "max", "לא יותר")) else f"{upto} {said}"


def callee(task: Task, language: Language) -> str:
    """Who is called, as a person would say it; without a name, the number."""
    return one_line(task.said("callee") or task.said("phone_number"))


def when(task: Task, language: Language) -> str:
    """Day and time together, in the user's own words."""
    day, time = one_line(task.said("date")), one_line(task.said("time"))
    if not day or not time or day == time:
        return day or time
    return f"{day} {at(time, language)}"


def at(time: str, language: Language, *, due: bool = False) -> str:
    """A time with its preposition: "at seven", "ב־19:00"; `due` for what is to be ready by then: "for seven"."""
    if not time or _HAS_PREPOSITION[language].match(time):
        return time
    if language == "en":
        return f"{'for' if due else 'at'} {time}"
    return f"{'ל' if due else 'ב'}{'־' if time[:1].isdigit() else ''}{time}"


def sentence(task: Task, language: Language, does: str, *details: str) -> str:
    """The summary: whom to call and what for, then the details that are there, and what else was said."""
    who, principal = callee(task, language), one_line(task.said("name"))
    whose = {"he": f"בשם {principal}", "en": f"in the name of {principal}"}[language] if principal else ""
    parts = ", ".join(filter(None, (does, *(one_line(detail) for detail in details), whose)))
    more = "".join(
        f"; {text}" for text in (one_line(task.said("notes")), budget(task.said("budget"), language)) if text
    )
    lead = f"להתקשר אל {who} ו" if language == "he" else f"Call {who} and "
    return f"{lead}{parts}{more}."
