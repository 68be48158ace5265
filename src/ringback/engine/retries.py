"""How often a callee who was busy or did not answer is called again: part of every plan."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retries:
    """So many more `times` a callee is called whose line was busy or who did not answer, so many seconds `apart`, and
    nothing later than `within` seconds after the first try."""

    times: int = 0
    apart: float = 300.0
    within: float = 3 * 3600.0


ONCE = Retries()
