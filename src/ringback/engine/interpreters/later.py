"""When the call itself is to be made, and how often again: "call tomorrow at nine", "in an hour", "try three times".

Rules:
1. A time is the call's where it stands by the verb of calling and nobody's name is between them ("call tomorrow at
   nine", "tomorrow at nine call …"), where the errand follows it ("call the clinic tomorrow at nine and ask …"), or
   where it counts from now ("call the clinic in an hour"). Every other time is what the errand is for.
2. A bare hour is taken as one at which people work: eight to twelve in the morning, one to seven after noon. The plan
   shows the day and hour it comes to.
3. An hour alone, of an errand that has none of its own, moves the call: "no, at eleven". So does any of one that waits.
4. Without the user's clock no hour is read.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ringback import phone
from ringback.engine.interpreters import days, requests, times
from ringback.engine.interpreters.numbers import ENGLISH, HOURS, PEOPLE, one_of
from ringback.engine.interpreters.requests import Slots
from ringback.engine.interpreters.text import Text, pattern
from ringback.engine.reading import Situation
from ringback.engine.schedule import CALL_AT, RETRIES
from ringback.engine.task import SlotValue

_BEFORE = pattern(
    r"""(?:\b(?:call|ring|phone|dial)(?: (?:them|him|her|it|there|again|later|only))*
    |\b(?:schedule|reschedule|set|move|push|shift|bump|postpone|put off|delay)(?: (?:it|this|that
    |(?:the|my) (?:phone )?call))?(?: (?:back|forward|up))?)
    (?: (?:for|to|until|till|on|not before))?[ ,]*$
    |(?<![א-ת])(?:(?:ו?(?:להתקשר|ת?תקשרי|ת?תקשרו?|התקשרי?|התקשרו|תתקשרי?|תתקשרו
    |לצלצל|תצלצלי?|צלצלי?|לחייג|תחייגי?|חייגי?)(?: (?:אליהם|אליו|אליה|אליהן|לשם|שוב|רק|מאוחר יותר|יותר מאוחר))*)
    |ו?(?:לתזמן|תזמני?|תתזמני?|לדחות|תדחי?|דחי|להעביר|תעבירי?|תעביר|להזיז|תזיזי?|הזיזי?|להקדים|תקדימי?)
    (?: (?:את (?:זה|השיחה)|אותה|אותו))?)[ ,-]*[לב]?-?$"""
)
"""The verb of calling, and nothing between it and the time."""
_MOVES = re.compile(
    r"(?:(?:re)?schedule|set|move|push|shift|bump|postpone|put off|delay)\b(?!.*\bcall\b)"
    r"|ו?(?:ת|ל)?(?:דח|העב|עב|תזמ|זמ|הזי|זיז|הקד|קדי)(?!.*שיחה)"
)
_OF_THE_ERRAND = re.compile(r"appointment|appt|reservation|booking|meeting|תור|הזמנה|פגישה")
"""What "move it to Sunday" means, where the errand speaks of it."""
_AFTER = pattern(
    r"""^[ ,]*(?:please )?(?:call|ring|phone)\b
    |^[ ,]*(?:ו?(?:להתקשר|תתקשרי?|תתקשרו|התקשרי?|התקשרו|לצלצל|תצלצלי?|צלצלי?|לחייג|תחייגי?))(?![א-ת])"""
)
_VERB_FIRST = pattern(
    r"""^(?:please |can you |could you )*(?:call|ring|phone)\b(?!.*\b(?:and|to|about|for)\b)(?!.*[,;.:])
    |^(?:אפשר |בבקשה |נא )*(?:להתקשר|תתקשרי?|תתקשרו|התקשרי?|התקשרו|לצלצל|תצלצלי?)(?![א-ת])(?!.* ו[א-ת])(?!.*[,;.:])"""
)
"""A message that begins with the verb and has come to the time in the same breath."""
_NEXT_DEED = pattern(
    r"""^,? (?:and|to|in order to|then) (?:then |please )*(?!(?:at|on|by|for|in|from|until|till|the|an?|my|not|also)\b)
    [a-z]{3,}\b(?! (?:at|in the) )
    |^,? (?:ו?(?:אז )?|כדי )[תל]ה?[א-ת]{3,}"""
)
"""What is to be done in the call that was spoken of so far."""
_INSTEAD = pattern(
    r"""(?:[ ,.!¦-]|\b(?:no|not|actually|rather|better|instead|sorry|wait|make it|let's say|on|at|please)\b
    |(?<![א-ת])(?:לא|בעצם|עדיף|במקום|סליחה|רגע|תעש[הי]|שיהיה|אולי|בבקשה|[בל]-?)(?![א-ת]))*"""
)
"""What stands around nothing but another time."""
_RELATIVE = re.compile(
    rf"(?:in )?(?P<en>\d{{1,3}}|an?|half an|{one_of(ENGLISH)}|couple of) (?P<unit>min(?:ute)?s?|hours?|days?|weeks?)"
    r"(?: from now)?"
)
_HE_SPANS = {"שעה": 60, "שעתיים": 120, "חצי שעה": 30, "רבע שעה": 15, "יומיים": 2880, "שבוע": 10080, "שבועיים": 20160}
_HE_RELATIVE = re.compile(
    rf"(?:בעוד|עוד) (?:(?P<span>{'|'.join(_HE_SPANS)})$|(?P<n>\d{{1,3}}|{one_of(HOURS)}|{one_of(PEOPLE)}) "
    r"(?P<unit>דקות|שעות|ימים|שבועות))"
)
_UNITS = {"min": 1, "hou": 60, "day": 1440, "wee": 10080, "דקו": 1, "שעו": 60, "ימי": 1440, "שבו": 10080}

_PARTS = (
    (re.compile(r"morning|בוקר"), 9),
    (re.compile(r"noon(?<!afternoon)|צהריים|צהרים"), 12),
    (re.compile(r"afternoon|אחר|אחה"), 15),
    (re.compile(r"evening|tonight|night|ערב|לילה"), 19),
)
_WORK_BEGINS, _AT_WORK = 8, 9

_ONCE = pattern(
    r"""\b(?:don't|do not|no) (?:try|call|retry|ring)(?: them)? again\b
    |\b(?:just|only) (?:one (?:try|attempt)|try once|call once)|\bno (?:more )?(?:retries|other tr(?:y|ies))\b
    |(?<![א-ת])(?:בלי|ללא) ניסיו(?:ן|נות) נוס(?:ף|פים)|(?<![א-ת])(?:אל|לא) (?:ל|ת)נסו?ת?י? שוב
    |(?<![א-ת])(?:רק )?ניסיון אחד(?: בלבד)?"""
)
_TIMES = pattern(
    r"""\b(?:try|retry|call)(?: (?:again|them|it))* (?:up to )?(?P<n>\d|two|three|four|five|six) (?:more )?times\b
    |(?<![א-ת])(?:ת|ל)נס(?:ה|י|ו|ות)(?: שוב)? (?:עד )?(?P<n2>\d|פעמיים|שלוש|ארבע|חמש|שש)(?: פעמים)?"""
)
_EVERY = pattern(
    r"""\b(?:try|retry|again|call)(?:[^.;]{0,20}?) every (?:(?P<n>\d{1,3}|five|ten|fifteen|twenty|thirty) min(?:ute)?s?
    |(?P<half>half (?:an )?hour)|(?:(?P<hours>\d{1,2}|two|three|four|five|six) )?hours?)\b
    |(?<![א-ת])כל (?P<n2>\d{1,3}|חמש|עשר|רבע|חצי) ?(?:דקות|שעה)
    |(?<![א-ת])(?:(?:ת|ל)נס(?:ה|י|ו|ות)|שוב)(?: [א-ת\d]+){0,3}? כל
    (?: (?P<hours2>שעתיים|(?:\d{1,2}|שלוש|ארבע|חמש|שש) שעות)| שעה)(?![א-ת])"""
)
_FOR = pattern(
    r"""\b(?:for|within|over)(?: the next| up to)? (?P<n>\d{1,2}|two|three|four|five|six) hours\b
    |(?<![א-ת])(?:במשך|תוך) (?P<n2>שעתיים|(?:\d{1,2}|שלוש|ארבע|חמש|שש) שעות)(?![א-ת])"""
)
"""For how long it is tried; beside how often alone, since much else takes hours."""
_SMALL = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30}
_SMALL |= {"פעמיים": 2, "שלוש": 3, "ארבע": 4, "חמש": 5, "שש": 6, "עשר": 10, "רבע": 15, "חצי": 30}


def take(text: Text, situation: Situation) -> tuple[Slots, Text]:
    """`call_at` and `retries` as the message sets them, and the message without those words."""
    found: Slots = {}
    spans = list(_tries(text, found))
    if situation.now and (span := _call_at(text, situation, datetime.fromisoformat(situation.now), found)):
        spans.append(span)
    return found, text.fenced(spans)


def _call_at(text: Text, situation: Situation, now: datetime, found: Slots) -> tuple[int, int] | None:
    whens = times.find(text)
    denied = [when for when in whens if requests.NOT.search(text.plain[: when.start])]
    if {when.kind for when in denied} & {when.kind for when in whens if when not in denied}:
        text = text.fenced((when.start, when.end) for when in denied)
        whens = [when for when in whens if when not in denied]
    slots = situation.slots or situation.waits
    set_ = slots[CALL_AT].said if CALL_AT in slots else ""
    its_own = situation.task_type is not None and {"time", "date"} & {*slots, situation.asked}
    earlier = [] if its_own else [one for one in times.find(Text(set_, set_.lower())) if _relative(one.said) is None]
    for place, when in enumerate(whens):
        group = [when]
        for following in whens[place + 1 :]:
            if text.plain[group[-1].end : following.start].strip(" ,") in ("", "at", "ב", "בשעה") or (
                following.start == when.start
            ):
                group.append(following)
        start, end = group[0].start, max(one.end for one in group)
        said = text.cut(start, end)
        before, after = text.plain[:start], text.plain[end:]
        relative = _relative(said)
        then = not re.match(r"for |ל", said.lower()) and _NEXT_DEED.search(after)
        by_name = (relative is not None or then) and _VERB_FIRST.search(before)
        verb = _BEFORE.search(before)
        moves = verb is not None and _MOVES.match(verb.group().strip()) is not None
        if moves:
            in_goal = not set_ and "goal" in slots and _OF_THE_ERRAND.search(slots["goal"].said.lower())
            verb = None if its_own or in_goal else verb
        moved = bool(set_ and not its_own and _INSTEAD.fullmatch(before) and _INSTEAD.fullmatch(after))
        if not (moved or verb or by_name or (not before.strip(" ,") and _AFTER.search(after))):
            continue
        known = [*group, *earlier] if (moved or moves) and relative is None else group
        day = next((one.said for one in known if one.kind == "date"), "")
        hour = next((one.value for one in known if one.kind == "time" and relative is None), "")
        at = now + relative if relative is not None else _moment(day.lower(), hour, _with_rules(now, situation.region))
        if at is None:
            return None
        found[CALL_AT] = SlotValue(
            str(round(at.timestamp())), f"{day} {at:%H:%M}" if known is not group and day else said
        )
        if moved:
            return 0, len(text.plain)
        return (verb.start() if verb and not after.strip(" .,!?") else start, end)
    return None


def _relative(said: str) -> timedelta | None:
    """How long from now, where the words count from now."""
    if hit := _HE_RELATIVE.fullmatch(said):
        if hit["span"]:
            return timedelta(minutes=_HE_SPANS[hit["span"]])
        many = HOURS.get(hit["n"]) or PEOPLE.get(hit["n"]) or int(hit["n"])
        return timedelta(minutes=many * _UNITS[hit["unit"][:3]])
    if (hit := _RELATIVE.fullmatch(said.lower())) is None:
        return None
    count = {"a": 1.0, "an": 1.0, "half an": 0.5, "couple of": 2.0}.get(hit["en"]) or ENGLISH.get(hit["en"])
    return timedelta(minutes=(count or int(hit["en"])) * _UNITS[hit["unit"][:3]])


def _with_rules(now: datetime, region: str) -> datetime:
    """The same moment on a clock that knows when summer time begins and ends."""
    zone = phone.zone(region)
    local = now.astimezone(ZoneInfo(zone)) if zone else now
    return local if local.utcoffset() == now.utcoffset() else now


def _moment(day: str, hour: str, now: datetime) -> datetime | None:
    """The hour of that day; None when it is not certain, or has passed."""
    found = days.day(day, now.date(), certain=False) if day else now.date()
    clock = re.fullmatch(r"(\d\d):(\d\d)", hour)
    if found is None:
        return None
    at: tuple[int, int] | None = (next((first for part, first in _PARTS if part.search(day)), _AT_WORK), 0)
    if hour:
        at = (int(clock[1]), int(clock[2])) if clock else _working(hour)
    if at is None:
        return None
    moment = datetime(found.year, found.month, found.day, *at, tzinfo=now.tzinfo)
    if moment <= now and not clock and hour and at[0] < 12:
        moment += timedelta(hours=12)
    if moment <= now and not day:
        moment += timedelta(days=1)
    return moment if moment > now else None


def _working(said: str) -> tuple[int, int] | None:
    """A bare hour ("nine", "7:30", "תשע") as one at which people work."""
    said = re.sub(r"^(?:after|before|אחרי(?: השעה)?|לפני(?: השעה)?) ", "", said.lower())
    parted = re.match(r"(?:a )?(half|quarter|ten|twenty)(?: (past|to))? (.+)", said)
    digits = re.match(r"(?:at )?(\d{1,2})(?:[:.](\d\d))?", said)
    if parted and (whole := _working(parted[3])):
        minutes = {"half": 30, "quarter": 15, "ten": 10, "twenty": 20}[parted[1]]
        return (whole[0] - 1, 60 - minutes) if parted[2] == "to" else (whole[0], minutes)
    if digits:
        hour, minute = int(digits[1]), int(digits[2] or 0)
    else:
        words = (*sorted(HOURS, key=len, reverse=True), *sorted(ENGLISH, key=len, reverse=True))
        word = next((word for word in words if said.startswith(word)), None)
        if word is None:
            return None
        rest = said[len(word) :]
        hour = HOURS.get(word) or ENGLISH[word]
        minute = 30 if "thirty" in rest or "וחצי" in rest else 15 if "fifteen" in rest or "ורבע" in rest else 0
    if not 0 < hour <= 12:
        return None
    return (hour if hour >= _WORK_BEGINS else hour + 12, minute)


def _tries(text: Text, found: Slots) -> Iterator[tuple[int, int]]:
    """`retries` as `schedule.policy` reads it."""
    if hit := _ONCE.search(text.plain):
        found[RETRIES] = SlotValue("0/", text.cut(*hit.span()))
        yield hit.span()
        return
    times_, apart, within, said = "", "", "", list[str]()
    if hit := _TIMES.search(text.plain):
        word = hit["n"] or hit["n2"]
        times_ = str(_SMALL.get(word) or int(word))
        said.append(text.cut(*hit.span()))
        yield hit.span()
    if hit := _EVERY.search(text.plain):
        word = hit["n"] or hit["n2"]
        minutes = _number(word) if word else 30 if hit["half"] else 60 * _number(hit["hours"] or hit["hours2"] or "1")
        apart = str(minutes * 60)
        said.append(text.cut(*hit.span()))
        yield hit.span()
    if said and (hit := _FOR.search(text.plain)):
        within = f"/{_number(hit['n'] or hit['n2']) * 3600}"
        said.append(text.cut(*hit.span()))
        yield hit.span()
    if said:
        found[RETRIES] = SlotValue(f"{times_}/{apart}{within}", ", ".join(said))


def _number(word: str) -> int:
    """Of minutes or of hours: "ten", "שעתיים", "4 שעות"."""
    first = word.split()[0]
    return 2 if first == "שעתיים" else _SMALL.get(first) or int(first)
