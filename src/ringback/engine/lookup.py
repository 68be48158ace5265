"""Pure: what the memory answers when it is asked: all that is kept, whose number it has, a detail of the user."""

from ringback.engine.matching import find
from ringback.engine.reading import Known, Reading
from ringback.engine.scene import Scene
from ringback.engine.task import Source
from ringback.engine.turn import Action, NumberOf, Recite, Tell


def answer(reading: Reading, scene: Scene) -> Action:
    """What a reading with act MEMORY asks for."""
    if "callee" in reading.slots:
        name = reading.slots["callee"].said
        were = [Known(one.said("callee"), one.value("phone_number"), Source.PAST_CALL) for one in scene.past]
        numbered = [one for one in were if one.name and one.phone_number]
        return NumberOf(name, find(name, scene.known, scene.aliases) or find(name, numbered))
    if reading.edits:
        own = tuple(fact for fact in scene.facts if fact.section == "profile" and fact.key in reading.edits)
        return Recite(own) if own else Tell("not_known")
    return Recite(scene.facts)
