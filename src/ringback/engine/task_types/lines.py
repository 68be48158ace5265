"""Pure: the instructions of a call as labelled lines, one fact a line, and the conduct that goes with every call.

Rules:
1. A value never breaks its line, so that no text of the user or of a contact can pose as another label.
2. The first line says for whom the call is made; `wire.principal` reads it.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from ringback.engine.task import Language, Task

Label = Literal["principal", "callee", "goal", "when", "party_size", "notes", "may_say"]

LABELS: Mapping[Language, Mapping[Label, str]] = {
    "he": {
        "principal": "בשם",
        "callee": "אל",
        "goal": "המטרה",
        "when": "מתי",
        "party_size": "סועדים",
        "notes": "הערות",
        "may_say": "מותר למסור",
    },
    "en": {
        "principal": "On behalf of",
        "callee": "Calling",
        "goal": "Goal",
        "when": "When",
        "party_size": "Party size",
        "notes": "Notes",
        "may_say": "You may say",
    },
}

_CONDUCT: Mapping[Language, str] = {
    "he": (
        "דברי עברית, במשפטים קצרים, בנימוס ובקצב רגיל. אמרי רק מה שכתוב כאן; אל תמציאי פרטים ואל תתחייבי לתשלום. "
        "אם שואלים פרט שאינו כתוב כאן, אמרי שאינו ידוע לך. אם שואלים, אמרי שאת עוזרת אוטומטית. "
        "אם המטרה אינה אפשרית, שאלי מה כן אפשר, ואל תסכימי לשינוי במקום הלקוח. "
        "לפני הסיום חזרי על מה שסוכם, הודי והיפרדי."
    ),
    "en": (
        "Speak English in short, polite sentences at a normal pace. Say only what is written here; invent no detail "
        "and promise no payment. If they ask for something that is not written here, say that you do not know. If "
        "asked, say that you are an automated assistant. If the goal is not possible, ask what is, and do not agree "
        "to a change on the customer's behalf. Before you end, repeat what was agreed, thank them and say goodbye."
    ),
}


def one_line(text: str) -> str:
    return " ".join(text.split())


def render(lines: Sequence[tuple[Label, str]], language: Language) -> str:
    """The instructions: a line for each value that is not empty, then the conduct."""
    labels = LABELS[language]
    written = [f"{labels[label]}: {one_line(value)}" for label, value in lines if value.strip()]
    return "\n".join([*written, "", _CONDUCT[language]])


def may_say(principal: str, language: Language) -> str:
    """What the callee may be told of the user."""
    return f"השם {principal}" if language == "he" else f"the name {principal}"


def callee(task: Task, language: Language) -> str:
    """Who is called, as a person would say it; without a name, the number."""
    return one_line(task.said("callee")) or task.value("phone_number")


def when(task: Task, language: Language) -> str:
    """Day and time together, in the user's own words."""
    day, time = one_line(task.said("date")), one_line(task.said("time"))
    if not day or not time:
        return day or time
    joint = {"he": f"{day} ב־{time}" if time[:1].isdigit() else f"{day} ב{time}", "en": f"{day} at {time}"}
    return joint[language]
