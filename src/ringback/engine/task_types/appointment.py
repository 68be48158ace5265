"""Pure: an appointment with somebody, on a day and at a time."""

from collections.abc import Mapping

from ringback.engine.task import Language, Slot, Task
from ringback.engine.task_types.lines import MANDATE, brief, one_line, sentence, when

_SHORT = 3
"""Words a service may have to stand before "appointment"."""


class Appointment:
    """Make an appointment; `service` is what for, as a noun without its preposition ("haircut", "תספורת")."""

    name = "appointment"
    slots = (
        Slot("phone_number", "phone"),
        Slot("callee", "name", required=False),
        Slot("service", required=False),
        Slot("date", "date"),
        Slot("time", "time"),
        Slot("name", "name"),
        *MANDATE,
    )
    verbs: Mapping[Language, tuple[str, ...]] = {
        "he": ("לקבוע תור", "להזמין תור", "לתאם תור", "לקבוע פגישה"),
        "en": ("make an appointment", "book an appointment", "schedule an appointment", "get an appointment"),
    }
    phrases: Mapping[Language, Mapping[str, str]] = {
        "he": {"ask.appointment.time": "לאיזו שעה לקבוע?"},
        "en": {"ask.appointment.time": "What time should I ask for?"},
    }

    def instructions(self, task: Task, principal: str, language: Language) -> str:
        return brief(task, principal, language, _goal(task, language), [("when", when(task, language))])

    def summary(self, task: Task, language: Language) -> str:
        return sentence(task, language, _goal(task, language), when(task, language))


def _goal(task: Task, language: Language) -> str:
    service = one_line(task.said("service"))
    if language == "he":
        joint = " " if service.startswith(("אצל ", "עם ", "ל־", "ל-")) else " ל"
        return f"לקבוע תור{joint}{service}" if service else "לקבוע תור"
    bare = service
    for article in ("a ", "an ", "the "):
        bare = bare.removeprefix(article)
    if not bare:
        return "make an appointment"
    if len(bare.split()) > _SHORT or bare.startswith(("with ", "for ", "to ")):
        joint = "" if bare.startswith(("with ", "for ", "to ")) else "for "
        return f"make an appointment {joint}{service}"
    return f"make a{'n' if bare[:1].lower() in 'aeiou' else ''} {bare} appointment"
