"""Pure: something ordered from a business, to be ready or brought at a time."""

from collections.abc import Mapping

from ringback.engine.task import Language, Slot, Task
from ringback.engine.task_types.lines import MANDATE, Line, at, brief, one_line, sentence, when


class Order:
    """Order things; `items` is what is ordered, in the user's words and without the verb."""

    name = "order"
    slots = (
        Slot("phone_number", "phone"),
        Slot("callee", "name", required=False),
        Slot("items"),
        Slot("date", "date", required=False),
        Slot("time", "time", required=False),
        Slot("delivery_address", required=False),
        Slot("name", "name"),
        *MANDATE,
    )
    verbs: Mapping[Language, tuple[str, ...]] = {"he": ("להזמין", "לקנות"), "en": ("order", "buy")}
    phrases: Mapping[Language, Mapping[str, str]] = {"he": {}, "en": {}}

    def instructions(self, task: Task, principal: str, language: Language) -> str:
        more: list[Line] = [("when", _due(task, language)), ("address", task.said("delivery_address"))]
        return brief(task, principal, language, _goal(task, language), more)

    def summary(self, task: Task, language: Language) -> str:
        address = one_line(task.said("delivery_address"))
        brought = {"he": f"משלוח אל {address}", "en": f"delivered to {address}"}[language] if address else ""
        return sentence(task, language, f"{_goal(task, language)} {_due(task, language)}".strip(), brought)


def _goal(task: Task, language: Language) -> str:
    return f"{'להזמין' if language == 'he' else 'order'} {one_line(task.said('items'))}"


def _due(task: Task, language: Language) -> str:
    """When it is wanted: "for seven", "tomorrow at seven"."""
    alone = not task.said("date") and task.said("time")
    return at(one_line(alone), language, due=True) if alone else when(task, language)
