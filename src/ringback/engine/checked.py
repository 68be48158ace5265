"""A reading with its numbers checked once more, whoever read it: in E.164, or refused."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from ringback import phone
from ringback.engine.reading import Act, Reading
from ringback.engine.task import SlotValue


def checked(reading: Reading, region: str, countries: Collection[str]) -> Reading:
    """The reading, or a refusal when one of its numbers is not called."""
    named = (reading.slots, *reading.others)
    found = [_with_checked_number(slots, region, countries) for slots in named]
    refused = next((code for code in found if isinstance(code, str)), None)
    if refused is not None:
        return Reading(Act.REFUSE, reading.language, refusal=refused)
    slots, *further = [slots for slots in found if not isinstance(slots, str)]
    return replace(reading, slots=slots, others=tuple(further))


def _with_checked_number(
    slots: Mapping[str, SlotValue], region: str, countries: Collection[str]
) -> Mapping[str, SlotValue] | str:
    """The slots with their number in E.164, or the code of why it cannot be called."""
    said = slots.get("phone_number")
    if said is None:
        return slots
    number = phone.check(said.value, region, countries)
    if not number.callable or number.e164 is None:
        return (number.refusal or phone.Refusal.IMPOSSIBLE).value
    return {**slots, "phone_number": replace(said, value=number.e164)}
