"""A bridge that is given everything twice: as the pure machine alone, and with its fast lane before it."""

from collections import deque
from collections.abc import Callable
from enum import Enum
from typing import Any

from ringback.call_handler import events as ev
from ringback.call_handler.bridge import Bridge
from ringback.call_handler.briefing import Briefing
from ringback.call_handler.limits import Limits


class BothLanes:
    """Answers as the pure machine does. `taken` are the sounds that the lane took."""

    def __init__(self, briefing: Briefing, limits: Limits | None = None) -> None:
        self._alone = Bridge(briefing, limits)
        self._laned = Bridge(briefing, limits)
        self.taken: list[ev.CalleeAudio | ev.ModelAudio] = []

    def from_carrier(self, event: ev.CarrierEvent) -> list[ev.Action]:
        if isinstance(event, ev.CalleeAudio) and self._laned.lane.to_model(event):
            return self._took(event, self._alone.from_carrier(event), ev.SendAudio(event.payload))
        return self.both(lambda bridge: bridge.from_carrier(event))

    def from_model(self, event: ev.ModelEvent) -> list[ev.Action]:
        if isinstance(event, ev.ModelAudio) and self._laned.lane.to_phone(event):
            return self._took(event, self._alone.from_model(event), ev.Play(event.payload, event.sound))
        return self.both(lambda bridge: bridge.from_model(event))

    @property
    def now(self) -> int:
        return self._alone.now

    def both(self, do: Callable[[Bridge], list[ev.Action] | None]) -> list[ev.Action]:
        """Anything but sound."""
        alone, laned = do(self._alone), do(self._laned)
        assert alone == laned
        return alone or []

    def alike(self) -> None:
        """Both remember the same."""
        assert picture(self._alone) == picture(self._laned)

    def _took(
        self, event: ev.CalleeAudio | ev.ModelAudio, alone: list[ev.Action], sent_on: ev.Action
    ) -> list[ev.Action]:
        assert alone == [sent_on], "what the lane takes goes on as it came, and nothing else is done"
        self.taken.append(event)
        return alone


def picture(thing: Any, seen: dict[int, int] | None = None) -> Any:
    """All that can be reached from a thing, as plain values; what was seen before is its number."""
    seen = {} if seen is None else seen
    if thing is None or isinstance(thing, str | bytes | int | float | Enum):
        return thing
    if id(thing) in seen:
        return f"#{seen[id(thing)]}"
    seen[id(thing)] = len(seen)
    if isinstance(thing, dict):
        return [(key, picture(value, seen)) for key, value in thing.items()]
    if isinstance(thing, list | tuple | deque):
        return [picture(one, seen) for one in thing]
    if isinstance(thing, set | frozenset):
        return sorted(map(repr, thing))
    names = [*getattr(thing, "__dict__", ()), *(n for t in type(thing).__mro__ for n in getattr(t, "__slots__", ()))]
    return type(thing).__name__, [(name, picture(getattr(thing, name), seen)) for name in names]
