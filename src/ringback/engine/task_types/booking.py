"""Pure: a table at a restaurant, for so many people, on a day and at a time."""

from collections.abc import Mapping

from ringback.engine.task import Language, Slot, Task
from ringback.engine.task_types.lines import MANDATE, brief, sentence, when


class Booking:
    """Book a table; who, how many, when, and under which name."""

    name = "booking"
    slots = (
        Slot("phone_number", "phone"),
        Slot("callee", "name", required=False),
        Slot("party_size", "count"),
        Slot("date", "date"),
        Slot("time", "time"),
        Slot("name", "name"),
        *MANDATE,
    )
    verbs: Mapping[Language, tuple[str, ...]] = {
        "he": ("להזמין שולחן", "להזמין מקום", "לשריין שולחן", "לשמור שולחן"),
        "en": ("book a table", "reserve a table", "make a reservation"),
    }
    phrases: Mapping[Language, Mapping[str, str]] = {"he": {}, "en": {}}

    def instructions(self, task: Task, principal: str, language: Language) -> str:
        goal = "להזמין שולחן" if language == "he" else "book a table"
        return brief(
            task,
            principal,
            language,
            goal,
            [("when", when(task, language)), ("party_size", task.value("party_size"))],
        )

    def summary(self, task: Task, language: Language) -> str:
        many = task.value("party_size")
        if language == "he":
            people = {"1": "לסועד אחד", "2": "לשני סועדים"}.get(many, f"ל־{many} סועדים")
            return sentence(task, language, f"להזמין שולחן {people}", when(task, language))
        people = "1 person" if many == "1" else f"{many} people"
        return sentence(task, language, f"book a table for {people}", when(task, language))
