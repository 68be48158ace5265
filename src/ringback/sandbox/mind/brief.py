"""What the practice model is to do: its instructions read as a person would read them. Pure.

Rules:
1. Labelled lines (`Goal: …`, `המטרה: …`) say it best. Without them the goal is the first sentence after the last
   heading, a line that ends with a colon.
2. Notes are wishes, said with the goal; a note that hangs on another thing ("if they are full, …") is kept for then.
3. A sentence in quotes after words like "say exactly" is said word for word.
"""

import re
from dataclasses import dataclass

from ringback.sandbox.mind.numbers import Language, counted, hebrew, numbers, people, tokens
from ringback.sandbox.mind.times import clock, spoken, times

_LABELS = {
    "principal": ("On behalf of", "בשם"),
    "goal": ("Goal", "המטרה"),
    "when": ("When", "מתי"),
    "party": ("Party size", "סועדים"),
    "if_not": ("If not", "אם אין"),
    "budget": ("Budget", "תקציב"),
    "may_say": ("You may say", "מותר למסור"),
    "notes": ("Notes", "הערות"),
    "voicemail": ("Voicemail", "תא קולי"),
}
_LEAVE = re.compile(r"leave (?:a|the|this) message|(?:ל|ת)השאירי? הודעה|תשאירי? הודעה")
_MESSAGE = re.compile(r"\bleave\b(?! no)|(?<!לא )(?<!אל )(?:ל|ת)?השאירי?(?=\s)")
PEOPLE = r"people|persons?|guests?|אנשים|סועדים|איש|נפשות"
_EXACTLY = re.compile(
    r"(?:exactly|word for word|verbatim|literally|בדיוק|מילה במילה|כלשונו)[^\"“״]{0,60}"
    r"[\"“״](?P<said>.+?)[\"”״](?=[\s.,]|$)",
    re.IGNORECASE | re.DOTALL,
)
_ONLY = re.compile(r"\b(?:only|nothing else|nothing more)\b|(?:^|\s)(?:ו?רק|ותו לא|ולא יותר|בלבד)(?=[\s.,\"]|$)")
_IF = re.compile(r"\bif\b(?! possible)|(?:^|\s)אם(?! אפשר)(?=\s)")
"""What hangs on another thing; "if possible" does not."""
_PREAMBLE = {
    "en": r"(?:please |kindly )?(?:(?:call|phone|ring)\b[^.,]*?(?:,| and | to )\s*)?(?:please )?",
    "he": r"(?:בבקשה )?(?:(?:תתקשרי?|התקשרי?|לחייג|להתקשר)(?=\s)[^.,]*?(?:,\s*|\s(?=ו[תלה])))?ו?(?=[תלה]|[^ו])",
}
_VERBS = re.compile(
    r"(?:order|book|reserve|schedule|make|get|buy|ask|check|find|tell|let|say|inform|cancel|move|change|confirm|arrange|"
    r"request|pick|set|remind|invite|report|postpone|reschedule|inquire|complain|talk|see|return|thank|leave|know|verify|have)\b",
    re.IGNORECASE,
)
_QUESTIONS = re.compile(
    r"^(?:(?:to )?(?:ask|check|find out|inquire|see|verify|know)\b)|^(?:לשאול|לברר|לבדוק|לוודא|לדעת)(?=\s)",
    re.IGNORECASE,
)
_COMMANDS = {
    **dict.fromkeys(["תשאלי", "תשאל", "שאלי"], "לשאול"),
    **dict.fromkeys(["תזמיני", "תזמין", "הזמיני"], "להזמין"),
    **dict.fromkeys(["תבררי", "תברר", "בררי"], "לברר"),
    **dict.fromkeys(["תבדקי", "תבדוק", "בדקי"], "לבדוק"),
    **dict.fromkeys(["תקבעי", "תקבע", "קבעי"], "לקבוע"),
    **dict.fromkeys(["תבטלי", "תבטל", "בטלי"], "לבטל"),
    **dict.fromkeys(["תמסרי", "תמסור", "מסרי"], "למסור"),
    **dict.fromkeys(["תגידי", "תגיד", "אמרי"], "להגיד"),
}
"""Requests as infinitives."""
_TO_THEM = [
    (r"\bask (?:them|him|her)\b", "ask"),
    (r"\b(?:them|him|her)\b", "you"),
    (r"\bthey\b", "you"),
    (r"\btheir\b", "your"),
]
_THEM_HE = [(r"(?<=\s)להם(?=\s|$)", "לכם"), (r"(?<=\s)אצלם(?=\s|$)", "אצלכם")]


@dataclass(frozen=True, slots=True)
class Brief:
    """An errand. Empty strings where the instructions say nothing."""

    language: Language
    principal: str
    goal: str
    """As it is said on the phone, in one phrase, with day, time and party size."""
    labelled: bool
    party: int | None
    wanted: tuple[str, ...]
    """Times of day the goal names, as "19:00"."""
    if_not: str
    may_say: str
    leave_message: bool
    """On a voicemail, say what the call is about."""
    wishes: tuple[str, ...] = ()
    """What else matters, said after the goal."""
    budget: int | None = None
    """The most that may be agreed to."""

    @property
    def is_question(self) -> bool:
        return bool(_QUESTIONS.match(self.goal))

    @property
    def sentence(self) -> str:
        """The goal as one polite sentence, and the wishes after it."""
        return " ".join([self.request, *(f"{wish[:1].upper()}{wish[1:]}." for wish in self.wishes)])

    @property
    def request(self) -> str:
        """The goal as one polite sentence."""
        if self.language == "he":
            infinitive = re.match(r"ל[א-ת]{3,}", self.goal)
            return f"אני רוצה {self.goal}." if infinitive else f"אני מתקשרת בעניין הזה: {self.goal}."
        infinitive = re.match(r"(?:to )?", self.goal) and _VERBS.match(self.goal.removeprefix("to "))
        return (
            f"I'd like to {self.goal.removeprefix('to ')}." if infinitive else f"I'm calling about this: {self.goal}."
        )


def read(instructions: str, language: Language) -> Brief:
    lines = {name: _labelled(instructions, labels) for name, labels in _LABELS.items()}
    goal = lines["goal"] or _first_request(instructions, language)
    when, party = lines["when"], lines["party"]
    parts = [_addressed(goal.rstrip(" .!"), language)]
    if party.isdecimal() and not counted(goal, PEOPLE):
        parts.append(f"{'for ' if language == 'en' else 'ל'}{people(int(party), language)}")
    due = [clock(time, f"{goal} {when}") for time in times(when)]
    told = [clock(time, goal) for time in times(goal)]
    if when and when not in goal and (not told or (due and not set(due) & set(told))):
        parts.append(when)
    whole = " ".join(filter(None, parts))
    counts = [int(party)] if party.isdecimal() else counted(whole, PEOPLE) or seats(whole)
    notes = [note.strip(" .") for note in re.split(r";|(?<=[.!?])\s", lines["notes"]) if note.strip(" .")]
    conditional = "; ".join(note for note in notes if _IF.search(note))
    wishes = tuple(spoken(_addressed(note, language), language) for note in notes if not _IF.search(note))
    return Brief(
        language=language,
        principal=lines["principal"].strip(" .") or _named(goal),
        goal=spoken(whole, language),
        labelled=bool(lines["goal"]),
        party=counts[0] if counts else None,
        wanted=tuple(due or [clock(time, whole) for time in times(whole)]),
        if_not=lines["if_not"] or conditional,
        may_say=lines["may_say"],
        leave_message=bool(_MESSAGE.search(lines["voicemail"])) or bool(_LEAVE.search(goal)),
        wishes=wishes,
        budget=next((number.value for number in numbers(tokens(lines["budget"].replace(",", "")))), None),
    )


def literal(instructions: str) -> tuple[str, bool] | None:
    """(the sentence to be said word for word, whether nothing may follow it)."""
    found = _EXACTLY.search(instructions)
    if found is None:
        return None
    around = instructions[: found.start("said")] + instructions[found.end("said") :]
    return " ".join(found["said"].split()), bool(_ONLY.search(around))


def language_of(instructions: str, hints: list[str]) -> Language:
    """The one language of the hints that we speak; with none or several, the script most of the text is in."""
    spoken_here: list[Language] = [code for code in ("he", "en") if code in {hint[:2] for hint in hints}]
    if len(spoken_here) == 1:
        return spoken_here[0]
    letters = [hebrew(letter) for letter in instructions if letter.isalpha()]
    return "he" if sum(letters) * 2 > len(letters) else "en"


def _labelled(text: str, labels: tuple[str, str]) -> str:
    found = re.search(rf"^\s*(?:{'|'.join(labels)})\s*:[ \t]*(\S[^\r\n]*)", text, re.MULTILINE | re.IGNORECASE)
    return found[1].strip() if found else ""


def _first_request(text: str, language: Language) -> str:
    """The goal of a text without labels."""
    paragraph = re.split(r"^[^\n]*:[ \t]*$", text, flags=re.MULTILINE)[-1].strip()
    sentence = re.split(r"(?<=[.!?])\s|\n", paragraph, maxsplit=1)[0].strip()
    request = re.sub(_PREAMBLE[language], "", sentence, count=1, flags=re.IGNORECASE)
    first, _, rest = request.partition(" ")
    return f"{_COMMANDS[first]} {rest}" if first in _COMMANDS else request


def _named(goal: str) -> str:
    """ "… under Dana", "… על שם דנה"."""
    found = re.search(r"\bunder (?:the name )?(?:of )?([A-Z]\w+)|(?:על שם|בשם) (\w+)", goal)
    return (found[1] or found[2]) if found else ""


def _addressed(goal: str, language: Language) -> str:
    """ "ask if they have milk" is said to them: "ask if you have milk"."""
    for pattern, word in _TO_THEM if language == "en" else _THEM_HE:
        goal = re.sub(pattern, word, goal)
    return goal


def seats(goal: str) -> list[int]:
    """ "a table for four", "שולחן לארבעה"."""
    found = re.search(r"(?:table|reservation|dinner|lunch|party)\s+(?:for|of)\s+(\S+)|שולחן\s+ל[־-]?(\S+)", goal)
    word = (found[1] or found[2]) if found else ""
    return counted(f"{word} אנשים", PEOPLE) if word else []


def sizes(text: str) -> set[str]:
    """The sizes a text names, as English words."""
    words = tokens(text)
    return {size for size, pattern in _SIZES.items() if any(re.fullmatch(pattern, word) for word in words)}


_SIZES = {
    "small": r"small|קטנה|קטן|קטנות",
    "medium": r"medium|בינונית|בינוני|בינוניות",
    "large": r"large|big|גדולה|גדול|גדולות",
    "family": r"family|משפחתית|משפחתי",
}
