"""The dialogue and its memory under any readings whatsoever, also a hostile model's: what may start, and how often."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ringback.engine import task_types
from ringback.engine.dialogue import Dialogue, advance
from ringback.engine.facts import Fact
from ringback.engine.matching import find
from ringback.engine.reading import EVERYTHING, HANG_UP, Act, Known, Reading
from ringback.engine.schedule import PLAN_SECONDS
from ringback.engine.task import ENDED, RUNNING, Language, SlotValue, Source, Status, Task
from ringback.engine.turn import (
    Action,
    Ask,
    Cancel,
    Confirm,
    Dropped,
    Event,
    Forget,
    Learn,
    Propose,
    Restore,
    Said,
    Scene,
    Start,
    state,
)

TYPES = task_types.load()
SLOTS = sorted({slot.name for kind in TYPES.values() for slot in kind.slots})
NUMBERS = ["+97236123456", "+97236123556", "+972542345678"]
BOOK = (
    Known("Pizza Place", "+97236123556", Source.PRACTICE_BOOK, "en"),
    Known("פיצה פלייס", "+97236123456", Source.PRACTICE_BOOK, "he"),
)
LANGUAGES = st.sampled_from(["he", "en"])

words = st.sampled_from(
    ["Pizza Place", "פיצה פלייס", "pizza", "Dana", "eight", "4", "", " ", "confirm", "yes\nconfirm", "phone,address"]
)
values = st.one_of(
    words.map(lambda said: SlotValue(said, said)), st.sampled_from(NUMBERS).map(lambda n: SlotValue(n, n))
)
readings = st.builds(
    Reading,
    act=st.sampled_from(Act),
    language=LANGUAGES,
    task_type=st.sampled_from([None, *TYPES, "transfer_money"]),
    slots=st.dictionaries(st.sampled_from([*SLOTS, "amount"]), values, max_size=6),
    edits=st.lists(st.sampled_from([*SLOTS, "plan_version", "Pizza Place", EVERYTHING, HANG_UP]), max_size=2).map(
        tuple
    ),
    refusal=st.sampled_from([None, None, "emergency", "past_date", "no such code"]),
    learned=st.dictionaries(
        st.sampled_from(["name", "phone", "aliases/the usual place", "preferences/confirmation", "status"]),
        st.sampled_from(["Dana", "Noa", "Pizza Place", "none needed"]),
        max_size=2,
    ),
    contacts=st.dictionaries(
        st.sampled_from(["Pizza Place", "Mom", ""]), st.sampled_from([*NUMBERS, "911"]), max_size=1
    ),
    others=st.lists(st.dictionaries(st.sampled_from(["callee", "phone_number", "goal"]), values), max_size=2).map(
        tuple
    ),
    strategy=st.sampled_from([None, None, "next_if_failed", "compare"]),
    compare=st.sampled_from([None, None, "cheapest"]),
    again=st.sampled_from([False, False, True]),
)
requests = st.builds(
    Reading,
    act=st.just(Act.REQUEST),
    language=LANGUAGES,
    task_type=st.just("phone_call"),
    slots=st.fixed_dictionaries(
        {"callee": st.just(SlotValue("Pizza Place", "Pizza Place")), "goal": st.just(SlotValue("order", "order"))}
    ),
)


class Conversation(RuleBasedStateMachine):
    """One conversation beside a model of what the user was shown and what was started."""

    @initialize(language=LANGUAGES, name=st.sampled_from(["", "Dana"]))
    def begin(self, language: Language, name: str) -> None:
        self.dialogue = Dialogue("c", "me", "web", language)
        self.facts: dict[tuple[str, str], Fact] = {}
        if name:
            self._keep("profile", "name", name)
        self.now = 0.0
        self.turns = 0
        self.left: list[Task] = []
        self.shown: dict[tuple[str, int], Task] = {}
        self.waits: tuple[str, int] | None = None
        self.versions: dict[str, int] = {}
        self.starts: list[str] = []
        self.opened: set[tuple[str, str]] = set()
        """(task, slot) that the user opened again, or had forgotten; they are asked however much is known."""

    @rule(reading=readings)
    def says_anything(self, reading: Reading) -> None:
        self._turn(Said(reading))

    @rule(reading=requests)
    def asks_for_a_call(self, reading: Reading) -> None:
        self._turn(Said(reading))

    @rule(language=LANGUAGES)
    def says_yes(self, language: Language) -> None:
        self._turn(Said(Reading(Act.AFFIRM, language)))

    @rule(reading=readings)
    def says_yes_and_something_else(self, reading: Reading) -> None:
        self._turn(Said(replace(reading, act=Act.AFFIRM)))

    @rule(language=LANGUAGES, act=st.sampled_from([Act.NEGATE, Act.REFUSE]))
    def doubts(self, language: Language, act: Act) -> None:
        self._turn(Said(Reading(act, language)))

    @rule(language=LANGUAGES, act=st.sampled_from([Act.HELP, Act.WHY, Act.STATUS, Act.GREETING, Act.OTHER]))
    def talks(self, language: Language, act: Act) -> None:
        before = self.dialogue.task
        self._turn(Said(Reading(act, language)))
        assert self.dialogue.task == before

    @rule(language=LANGUAGES, goal=st.sampled_from(["order", "ask", "cancel"]))
    def changes_the_goal(self, language: Language, goal: str) -> None:
        self._turn(Said(Reading(Act.INFORM, language, slots={"goal": SlotValue(goal, goal)})))

    @rule()
    def presses_confirm_on_the_last_card(self) -> None:
        if self.versions:
            task_id, version = list(self.versions.items())[-1]
            self._turn(Confirm(task_id, version))

    @rule(back=st.integers(0, 2), of=st.integers(0, 3))
    def presses_confirm(self, back: int, of: int) -> None:
        known = list(self.versions)
        task_id = known[-1 - of] if of < len(known) else "t0"
        self._turn(Confirm(task_id, self.versions.get(task_id, 1) - back))

    @rule(of=st.integers(0, 3))
    def presses_cancel(self, of: int) -> None:
        known = list(self.versions)
        self._turn(Cancel(known[-1 - of] if of < len(known) else "t0"))

    @rule(seconds=st.sampled_from([1.0, 600.0, float(PLAN_SECONDS), PLAN_SECONDS + 1.0]))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds

    @rule(status=st.sampled_from([Status.IN_CALL, Status.SUCCEEDED, Status.FAILED]))
    def a_call_goes_on(self, status: Status) -> None:
        self.left = [replace(task, status=status) if task.status in RUNNING else task for task in self.left]

    def _turn(self, event: Event) -> None:
        self.turns += 1
        due = self._due(event)
        scene = Scene(
            now=self.now,
            task_types=TYPES,
            task_id=f"t{self.turns}",
            code=f"{self.turns:04d}",
            known=(*(Known(key, fact.value, Source.CONTACT) for key, fact in self._section("contacts")), *BOOK),
            profile={key: fact.value for key, fact in self._section("profile")},
            started=tuple(task for task in self.left if task.id in self.dialogue.started),
            facts=tuple(self.facts.values()),
            past=tuple(task for task in self.left if task.status in RUNNING | ENDED),
        )
        self.dialogue, actions = advance(self.dialogue, event, scene)
        started = [action.task for action in actions if isinstance(action, Start)]
        assert [(task.id, task.plan_version) for task in started] == ([due] if due else [])
        for task in started:
            agreed = self.shown[task.id, task.plan_version]
            assert (task.slots, task.type, task.call_language) == (agreed.slots, agreed.type, agreed.call_language)
            self.starts.append(task.id)
        hand = self.dialogue.task
        if hand and isinstance(event, Said):
            self.opened |= {(hand.id, slot) for slot in event.reading.edits}
        for action in actions:
            self._follow(action, event, scene)
        self.waits = (hand.id, hand.plan_version) if hand and hand.status is Status.PROPOSED else None
        if isinstance(event, Said) and event.reading.act in (Act.NEGATE, Act.REFUSE):
            assert self.waits is None
        assert state(hand, scene.started) in ("idle", "collecting", "awaiting_confirmation", "running")

    def _due(self, event: Event) -> tuple[str, int] | None:
        """What this event must start: the plan that waits, shown not too long ago, by a bare yes or its own button."""
        if self.waits is None or self.now - (self.shown[self.waits].proposed_at or 0) > PLAN_SECONDS:
            return None
        match event:
            case Said(Reading(act=Act.AFFIRM) as reading):
                return self.waits if reading.is_bare else None
            case Confirm(task_id, plan_version):
                return self.waits if (task_id, plan_version) == self.waits else None
            case _:
                return None

    def _follow(self, action: Action, event: Event, scene: Scene) -> None:
        match action:
            case Propose(task):
                assert task.plan_version == self.versions.get(task.id, 0) + 1
                self.versions[task.id] = task.plan_version
                self.shown[task.id, task.plan_version] = task
            case Ask(task, str(slot)):
                self.versions.setdefault(task.id, 0)
                self._assert_unknown(task, slot, event, scene)
            case Start(task) | Dropped(task):
                self.left.insert(0, task)
            case Learn(section, key, value):
                self._keep(section, key, value)
            case Forget(section, key):
                assert self.facts.pop((section, key), None) is not None
            case Restore(section, key, None):
                self.facts.pop((section, key))
            case Restore(section, key, Fact() as fact):
                self.facts[section, key] = fact
            case _:
                pass

    def _keep(self, section: str, key: str, value: str) -> None:
        self.facts[section, key] = Fact(section, key, value, "user", datetime(2026, 1, 1, tzinfo=UTC))

    def _section(self, section: str) -> list[tuple[str, Fact]]:
        return [(key, fact) for (of, key), fact in self.facts.items() if of == section]

    def _assert_unknown(self, task: Task, slot: str, event: Event, scene: Scene) -> None:
        """What is asked is neither said nor remembered, unless the user opened it again or had it forgotten."""
        assert not task.value(slot).strip()
        if isinstance(event, Said) and event.reading.act is Act.FORGET:
            self.opened.add((task.id, slot))
        if (task.id, slot) in self.opened:
            return
        if slot == "phone_number" and task.said("callee"):
            assert find(task.said("callee"), scene.known) is None
        if slot == "name":
            assert not scene.profile.get("name")

    @invariant()
    def no_task_starts_twice(self) -> None:
        assert len(self.starts) == len(set(self.starts))


Conversation.TestCase.settings = settings(max_examples=150, stateful_step_count=40)
TestConversation = Conversation.TestCase
