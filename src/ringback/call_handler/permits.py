"""May this call be dialled now? The number, the hour where the phone rings, the callee's wish, the day's limits.

Rules:
1. Emergency, short, premium and satellite numbers and countries that are not allowed are never dialled.
2. Nobody is called in the quiet hours of any time zone the number may be in; a number that tells no zone is taken to be
   in ours. On request Israeli numbers are also left alone from Friday afternoon to Saturday night.
3. Who asked not to be called is not called. A number, and all numbers together, are called so often a day at most.
4. Each refusal has its own code, and is said before the carrier is asked.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ringback import phone
from ringback.kit.errors import BadRequest, RingbackError
from ringback.phone import Refusal

_STEP = timedelta(minutes=15)
_STEPS = 8 * 24 * 4
_FRIDAY, _SATURDAY = 4, 5
_REST_BEGINS, _REST_ENDS = time(16), time(20, 30)
"""Before the earliest sunset of a Friday in Israel, after the latest nightfall of a Saturday."""

_REFUSED = {
    Refusal.EMERGENCY: "Emergency numbers are never called for you; dial it yourself.",
    Refusal.SHORT: "Short numbers cannot be called; use the full number.",
    Refusal.STAR: "Star codes cannot be called; use the full number.",
    Refusal.PREMIUM: "Premium numbers are never called.",
    Refusal.SATELLITE: "Satellite and global networks are never called.",
    Refusal.COUNTRY: "Calls to this country are not allowed; ALLOWED_COUNTRIES lists those that are.",
}


class NotAllowed(RingbackError):
    """A real number that is not called, or not now; the code says why."""

    code = "number_not_allowed"
    status = 403


class DailyLimit(RingbackError):
    """As many calls as are allowed in a day; nothing was dialled."""

    code = "daily_limit"
    status = 429


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `begins` to `ends` nobody is called, by the clock where the phone rings; the night may lie between them."""

    begins: time
    ends: time
    keep_sabbath: bool = False

    def quiet(self, at: datetime, zones: Collection[str], region: str | None) -> bool:
        """`at` with a time zone; `region` is the country of the number."""
        locals_ = [at.astimezone(ZoneInfo(zone)) for zone in zones]
        return any(self._night(local.time()) or self._rest(local, region) for local in locals_)

    def ends_at(self, at: datetime, zones: Collection[str], region: str | None) -> datetime | None:
        """The next quarter of an hour at which nobody is disturbed; None when there is none within eight days."""
        moment = at.replace(minute=at.minute - at.minute % 15, second=0, microsecond=0)
        later = (moment + _STEP * step for step in range(1, _STEPS))
        return next((one for one in later if not self.quiet(one, zones, region)), None)

    def _night(self, local: time) -> bool:
        if self.begins <= self.ends:
            return self.begins <= local < self.ends
        return local >= self.begins or local < self.ends

    def _rest(self, local: datetime, region: str | None) -> bool:
        if not self.keep_sabbath or region != "IL":
            return False
        begun = local.weekday() == _FRIDAY and local.time() >= _REST_BEGINS
        return begun or (local.weekday() == _SATURDAY and local.time() < _REST_ENDS)


@dataclass(frozen=True, slots=True)
class DiallingRules:
    """`region` reads local numbers; `countries` empty allows all; None switches a limit off."""

    region: str
    countries: Collection[str]
    quiet_hours: QuietHours | None = None
    a_day: int | None = None
    a_day_per_number: int | None = None

    def number(self, text: str, *, of_any_country: bool = False) -> str:
        """The number in E.164. Raises BadRequest for what is no number, NotAllowed for one that is never called."""
        number = phone.check(text, self.region, () if of_any_country else self.countries)
        if number.refusal in _REFUSED:
            raise NotAllowed(_REFUSED[number.refusal], code=f"number_{number.refusal.value}")
        if number.e164 is None or not number.callable:
            raise BadRequest(
                "This is no phone number that can be called; give it in full, like +97236123456.", code="invalid_number"
            )
        return number.e164

    def hour(self, e164: str, now: float) -> None:
        """Raises NotAllowed `quiet_hours` while people sleep where this number rings."""
        if self.quiet_hours is None:
            return
        at, place = datetime.fromtimestamp(now, UTC), phone.place(e164, self.region)
        if not self.quiet_hours.quiet(at, place.zones, place.region):
            return
        until = self.quiet_hours.ends_at(at, place.zones, place.region)
        when = "" if until is None else f" It may be called again at {until.astimezone(ZoneInfo(place.zones[0])):%F %R}"
        raise NotAllowed(
            f"It is too early or too late where this phone rings.{when}{f' ({place.zones[0]}).' if when else ''}",
            code="quiet_hours",
            retry_after=None if until is None else until.timestamp() - now,
        )

    def spent(self, to_number: int, in_all: int) -> None:
        """`to_number`, `in_all`: calls dialled within a day. Raises NotAllowed or DailyLimit."""
        if self.a_day_per_number is not None and to_number >= self.a_day_per_number:
            raise NotAllowed(
                "This number was called as often as is allowed in a day (MAX_CALLS_A_DAY_PER_NUMBER); try tomorrow.",
                code="number_daily_limit",
            )
        if self.a_day is not None and in_all >= self.a_day:
            raise DailyLimit("As many calls were made as are allowed in a day (MAX_CALLS_A_DAY); try tomorrow.")


def barred() -> NotAllowed:
    return NotAllowed("They asked not to be called again.", code="do_not_call")
