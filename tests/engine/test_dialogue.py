"""The dialogue alone, on readings made by hand: every rule of its docstring."""

from dataclasses import replace
from typing import TypeVar

import pytest

from ringback.engine import task_types
from ringback.engine.dialogue import Dialogue, advance
from ringback.engine.reading import Act, Known, Reading
from ringback.engine.schedule import PLAN_SECONDS
from ringback.engine.task import Language, SlotValue, Source, Status, Task
from ringback.engine.turn import (
    Abort,
    Action,
    Already,
    Ask,
    Cancel,
    Confirm,
    Differ,
    Dropped,
    Event,
    Forget,
    Learn,
    Propose,
    Recall,
    Refuse,
    Remind,
    Report,
    Said,
    Scene,
    Stale,
    Start,
    Tell,
)

T = TypeVar("T", bound=Action)
TYPES = task_types.load()
PIZZA = Known("Pizza Place", "+97236123556", Source.PRACTICE_BOOK, "en")
MUM = Known("Mum", "+972502345678", Source.CONTACT)


def said(words: str, canonical: str = "") -> SlotValue:
    return SlotValue(canonical or words, words)


class Talk:
    """A conversation turn by turn; what was started is kept as the store would."""

    def __init__(
        self, *, known: tuple[Known, ...] = (MUM, PIZZA), name: str = "Dana", language: Language = "en"
    ) -> None:
        self.dialogue = Dialogue("c", "me", "web", language)
        self.language = language
        self.known = known
        self.profile = {"name": name} if name else {}
        self.now = 1000.0
        self.started: list[Task] = []
        self.turn = 0

    def event(self, event: Event) -> tuple[Action, ...]:
        self.turn += 1
        scene = Scene(
            now=self.now,
            task_types=TYPES,
            task_id=f"t{self.turn}",
            code=f"{self.turn:04d}",
            known=self.known,
            profile=self.profile,
            started=tuple(self.started),
        )
        self.dialogue, actions = advance(self.dialogue, event, scene)
        for action in actions:
            if isinstance(action, Start | Dropped):
                self.started.insert(0, action.task)
        return actions

    def say(self, act: Act, kind: str | None = None, /, **slots: SlotValue) -> tuple[Action, ...]:
        return self.event(Said(Reading(act, self.language, kind, slots)))

    @property
    def task(self) -> Task:
        assert self.dialogue.task is not None
        return self.dialogue.task


def proposed() -> Talk:
    talk = Talk()
    talk.say(Act.REQUEST, "phone_call", callee=said("Pizza Place"), goal=said("order a margherita"))
    assert talk.task.status is Status.PROPOSED
    return talk


def only(actions: tuple[Action, ...], kind: type[T]) -> T:
    [found] = [action for action in actions if isinstance(action, kind)]
    return found


def test_one_thing_is_asked_at_a_time_and_only_what_is_missing() -> None:
    talk = Talk(name="")
    assert only(talk.say(Act.REQUEST, "booking"), Ask).slot == "phone_number"
    assert only(talk.say(Act.INFORM, phone_number=said("03-612-3456", "+97236123456")), Ask).slot == "party_size"
    assert only(talk.say(Act.INFORM, party_size=said("four", "4"), date=said("today")), Ask).slot == "time"
    assert only(talk.say(Act.INFORM, time=said("eight")), Ask).slot == "name"
    assert only(talk.say(Act.INFORM, name=said("Dana")), Propose).task.status is Status.PROPOSED


def test_what_is_remembered_is_not_asked_and_its_source_is_kept() -> None:
    talk = Talk()
    actions = talk.say(Act.REQUEST, "phone_call", callee=said("pizza place"), goal=said("order a margherita"))
    plan = only(actions, Propose).task
    assert only(actions, Recall).task.value("phone_number") == PIZZA.phone_number
    assert plan.slots["phone_number"] == SlotValue(PIZZA.phone_number, PIZZA.phone_number, Source.PRACTICE_BOOK)
    assert plan.slots["name"] == SlotValue("Dana", "Dana", Source.PROFILE)
    assert plan.call_language == "en"


def test_the_callee_speaks_the_language_of_the_practice_book() -> None:
    talk = Talk(language="he")
    assert talk.say(Act.REQUEST, "phone_call", callee=said("Pizza Place"), goal=said("להזמין"))
    assert (talk.task.language, talk.task.call_language) == ("he", "en")
    talk = Talk(language="he")
    talk.say(Act.REQUEST, "phone_call", callee=said("Mum"), goal=said("להגיד שלום"))
    assert talk.task.call_language == "he"


def test_a_name_answered_to_the_question_is_learned_and_never_asked_again() -> None:
    talk = Talk(name="")
    assert only(talk.say(Act.REQUEST, "phone_call", callee=said("Mum"), goal=said("say hello")), Ask).slot == "name"
    actions = talk.say(Act.INFORM, name=said("Dana"))
    assert only(actions, Learn) == Learn("profile", "name", "Dana")
    talk.profile = {"name": "Dana"}
    talk.say(Act.AFFIRM)
    assert only(talk.say(Act.REQUEST, "phone_call", callee=said("Mum"), goal=said("say bye")), Propose)


def test_a_name_for_one_call_is_not_the_users_own() -> None:
    talk = Talk(name="")
    actions = talk.say(Act.REQUEST, "phone_call", callee=said("Mum"), goal=said("say hello"), name=said("Levi"))
    assert not [action for action in actions if isinstance(action, Learn)]
    assert talk.task.said("name") == "Levi"


def test_a_name_and_its_number_become_a_contact() -> None:
    talk = Talk()
    number = said("054-234-5678", "+972542345678")
    actions = talk.say(Act.REQUEST, "phone_call", callee=said("Dani"), phone_number=number, goal=said("say hi"))
    assert only(actions, Learn) == Learn("contacts", "Dani", "+972542345678")


def test_another_number_than_the_saved_one_is_used_and_said_so() -> None:
    talk = Talk()
    number = said("054-234-5678", "+972542345678")
    actions = talk.say(Act.REQUEST, "phone_call", callee=said("Mum"), phone_number=number, goal=said("say hi"))
    assert only(actions, Differ) == Differ("Mum", "+972542345678", MUM.phone_number)
    assert only(actions, Propose).task.value("phone_number") == "+972542345678"
    assert not [action for action in actions if isinstance(action, Learn)]


def test_a_number_from_the_book_brings_its_name_and_goes_with_it() -> None:
    talk = Talk()
    talk.say(Act.REQUEST, "phone_call", phone_number=said("03-612-3556", PIZZA.phone_number), goal=said("order"))
    assert talk.task.said("callee") == "Pizza Place"
    talk = proposed()
    actions = talk.say(Act.INFORM, callee=said("The Bakery"))
    assert only(actions, Ask).slot == "phone_number"


def test_a_yes_starts_exactly_what_was_shown() -> None:
    talk = proposed()
    shown = talk.task
    start = only(talk.say(Act.AFFIRM), Start)
    assert (start.task.id, start.task.plan_version, start.task.slots) == (shown.id, shown.plan_version, shown.slots)
    assert (start.task.status, start.task.confirmed_at, start.by) == (Status.CONFIRMED, talk.now, "text")
    assert talk.dialogue.task is None


def test_the_button_starts_its_version_and_no_other() -> None:
    talk = proposed()
    assert only(talk.event(Confirm(talk.task.id, talk.task.plan_version + 1)), Stale)
    assert only(talk.event(Confirm("someone else's", talk.task.plan_version)), Tell).topic == "nothing_to_confirm"
    assert only(talk.event(Confirm(talk.task.id, talk.task.plan_version)), Start).by == "button"


def test_yes_but_is_a_change() -> None:
    talk = proposed()
    actions = talk.say(Act.AFFIRM, when=said("at nine"))
    assert only(actions, Propose).changed == ("when",)
    assert not [action for action in actions if isinstance(action, Start)]


def test_a_yes_to_another_plan_shows_the_one_that_waits_and_starts_none() -> None:
    talk = proposed()
    first = talk.task
    yes = Reading(Act.AFFIRM, "en")
    for seen in (("another", first.plan_version), (first.id, first.plan_version - 1)):
        before = talk.task.plan_version
        again = only(talk.event(Said(yes, seen)), Propose)
        assert (again.task.id, again.task.plan_version, again.unseen) == (first.id, before + 1, True)
    started = only(talk.event(Said(yes, (first.id, talk.task.plan_version))), Start).task
    assert (started.id, started.slots) == (first.id, first.slots)


def test_every_change_is_a_new_version_that_is_asked_again() -> None:
    talk = proposed()
    first = talk.task.plan_version
    second = only(talk.say(Act.INFORM, goal=said("order two")), Propose)
    assert (second.task.plan_version, second.changed) == (first + 1, ("goal",))
    assert second.before["goal"].said == "order a margherita"
    assert only(talk.event(Confirm(talk.task.id, first)), Stale)
    assert only(talk.say(Act.INFORM, goal=said("order two")), Remind).task.plan_version == first + 1


def test_a_slot_that_is_opened_again_is_asked_and_its_old_value_is_gone() -> None:
    talk = proposed()
    actions = talk.event(Said(Reading(Act.INFORM, "en", edits=("goal",))))
    assert only(actions, Ask).slot == "goal"
    assert "goal" not in talk.task.slots
    assert only(talk.event(Confirm(talk.task.id, talk.task.plan_version)), Stale)


def test_a_wish_to_change_what_the_errand_does_not_have_takes_the_plan_back() -> None:
    talk = proposed()
    version = talk.task.plan_version
    assert only(talk.event(Said(Reading(Act.INFORM, "en", edits=("time",)))), Ask).slot is None
    assert only(talk.event(Confirm(talk.task.id, version)), Stale)


@pytest.mark.parametrize("act", [Act.NEGATE, Act.REFUSE])
def test_a_plan_that_was_questioned_is_shown_anew_before_it_can_start(act: Act) -> None:
    talk = proposed()
    version = talk.task.plan_version
    assert only(talk.say(act), Ask).slot is None
    assert only(talk.event(Confirm(talk.task.id, version)), Stale)
    assert only(talk.say(Act.AFFIRM), Propose).task.plan_version == version + 1
    assert only(talk.say(Act.AFFIRM), Start)


@pytest.mark.parametrize("act", [Act.HELP, Act.WHY, Act.GREETING, Act.OTHER])
def test_talk_leaves_the_plan_standing_and_brings_it_back_to_mind(act: Act) -> None:
    talk = proposed()
    version = talk.task.plan_version
    assert only(talk.say(act), Remind).task.plan_version == version
    assert only(talk.say(Act.AFFIRM), Start)


def test_a_plan_expires_and_is_shown_anew() -> None:
    talk = proposed()
    version = talk.task.plan_version
    talk.now += PLAN_SECONDS + 1
    again = only(talk.say(Act.AFFIRM), Propose)
    assert (again.expired, again.task.plan_version, again.task.proposed_at) == (True, version + 1, talk.now)
    assert only(talk.say(Act.AFFIRM), Start)


def test_confirming_again_tells_how_it_stands_and_starts_nothing() -> None:
    talk = proposed()
    shown = talk.task
    talk.say(Act.AFFIRM)
    assert only(talk.say(Act.AFFIRM), Already).task.id == shown.id
    assert only(talk.event(Confirm(shown.id, shown.plan_version)), Already).task.id == shown.id
    assert only(talk.event(Confirm(shown.id, shown.plan_version + 1)), Stale).task.id == shown.id


def test_a_task_is_dropped_before_a_call_and_hung_up_during_one() -> None:
    talk = proposed()
    dropped = only(talk.say(Act.CANCEL), Dropped).task
    assert dropped.status is Status.CANCELLED
    assert only(talk.say(Act.CANCEL), Tell).topic == "nothing_to_cancel"
    talk = proposed()
    started = only(talk.say(Act.AFFIRM), Start).task
    assert only(talk.say(Act.CANCEL), Abort).task.id == started.id
    assert only(talk.event(Cancel(started.id)), Abort)
    talk.started = [replace(started, status=Status.SUCCEEDED)]
    assert only(talk.event(Cancel(started.id)), Report)


def test_another_errand_begins_while_one_runs() -> None:
    talk = proposed()
    first = only(talk.say(Act.AFFIRM), Start).task
    talk.say(Act.REQUEST, "phone_call", callee=said("Mum"), goal=said("say hello"))
    assert talk.task.id != first.id
    assert {task.id for task in only(talk.say(Act.STATUS), Report).tasks} == {first.id, talk.task.id}
    assert only(talk.say(Act.AFFIRM), Start).task.id != first.id


def test_a_whole_request_for_somebody_else_drops_the_one_in_hand() -> None:
    talk = proposed()
    old = talk.task.id
    actions = talk.say(Act.REQUEST, "phone_call", callee=said("Mum"), goal=said("say hello"))
    assert only(actions, Dropped).task.id == old
    assert only(actions, Propose).task.said("callee") == "Mum"
    assert only(talk.event(Confirm(old, 1)), Already).task.status is Status.CANCELLED


@pytest.mark.parametrize(("callee", "dropped"), [("Mum", True), ("the garage", False)])
def test_a_whole_request_for_a_known_name_leaves_the_number_of_the_one_in_hand(callee: str, dropped: bool) -> None:
    talk = Talk()
    talk.say(Act.REQUEST, "phone_call", phone_number=said("+972525551234"), goal=said("ask whether they are open"))
    actions = talk.say(Act.REQUEST, "booking", callee=said(callee), date=said("today"), time=said("eight"))
    assert any(isinstance(action, Dropped) for action in actions) == dropped
    assert talk.task.value("phone_number") == (MUM.phone_number if dropped else "+972525551234")


def test_a_call_becomes_a_booking_and_keeps_whom_it_is_for() -> None:
    talk = Talk()
    talk.say(Act.REQUEST, "phone_call", callee=said("Pizza Place"))
    talk.say(Act.REQUEST, "booking", party_size=said("two", "2"), date=said("today"), time=said("eight"))
    assert (talk.task.type, talk.task.said("callee"), talk.task.status) == ("booking", "Pizza Place", Status.PROPOSED)


def test_forget_that_means_the_last_thing_learned() -> None:
    talk = Talk(name="")
    assert only(talk.say(Act.FORGET), Tell).topic == "nothing_to_forget"
    talk.event(Said(Reading(Act.INFORM, "en", learned={"name": "Dana"})))
    assert only(talk.say(Act.FORGET), Forget) == Forget("profile", "name")
    assert only(talk.say(Act.FORGET), Tell).topic == "nothing_to_forget"


def test_forgetting_names_a_detail_or_a_contact_of_the_user() -> None:
    talk = Talk()
    assert only(talk.event(Said(Reading(Act.FORGET, "en", edits=("name",)))), Forget) == Forget("profile", "name")
    assert only(talk.event(Said(Reading(Act.FORGET, "en", edits=("mum",)))), Forget) == Forget("contacts", "Mum")
    assert only(talk.event(Said(Reading(Act.FORGET, "en", edits=("pizza place",)))), Tell).topic == "nothing_to_forget"


def test_what_must_not_be_called_for_is_refused_and_nothing_begins() -> None:
    talk = Talk()
    assert talk.event(Said(Reading(Act.REFUSE, "en", refusal="emergency"))) == (Refuse("emergency"),)
    assert talk.dialogue.task is None


def test_a_number_that_cannot_be_used_is_said_and_asked_for() -> None:
    talk = Talk()
    reading = Reading(Act.REQUEST, "en", "phone_call", {"goal": said("ask")}, refusal="star")
    actions = talk.event(Said(reading))
    assert (only(actions, Refuse).code, only(actions, Ask).slot) == ("star", "phone_number")


@pytest.mark.parametrize(
    ("act", "topic"),
    [
        (Act.AFFIRM, "nothing_to_confirm"),
        (Act.NEGATE, "fine"),
        (Act.CANCEL, "nothing_to_cancel"),
        (Act.INFORM, "unclear"),
    ],
)
def test_nothing_in_hand_and_nothing_said(act: Act, topic: str) -> None:
    talk = Talk()
    assert only(talk.say(act), Tell).topic == topic
    assert talk.dialogue.task is None


def test_slots_a_type_does_not_have_and_empty_values_are_left_out() -> None:
    talk = Talk()
    talk.say(Act.REQUEST, "phone_call", goal=said("  "), weapon=said("axe"), callee=said("Mum"))
    assert talk.task.slots.keys() == {"callee", "phone_number", "name"}


def test_a_type_that_is_not_installed_any_more_leaves_nothing_in_hand() -> None:
    talk = proposed()
    talk.dialogue = replace(talk.dialogue, task=replace(talk.task, type="uninstalled"))
    assert only(talk.say(Act.AFFIRM), Tell).topic == "nothing_to_confirm"
