"""What the voice model is told, in the call's language: who it is, how it behaves, and the sentences it must say.

Rules:
1. The disclosure is ours: it is asked for word by word, whatever the instructions of the errand say.
2. The instructions of the errand come last and are marked as such; our rules stand above them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ringback.call_handler.events import Result
from ringback.wire import Language, principal


@dataclass(frozen=True, slots=True)
class Briefing:
    """All words of ours for one call. From `greeting` on they are instructions for one response each."""

    language: Language
    rules: str
    disclosure: str
    greeting: str
    nudge: str
    goodbye: str
    time_up: str


_DISCLOSURE: Mapping[Language, str] = {
    "he": "שלום, אני עוזרת קולית אוטומטית מבוססת בינה מלאכותית, ומתקשרת בשם {who}.",
    "en": "Hello, I am an automated AI assistant calling on behalf of {who}.",
}
_SOMEONE: Mapping[Language, str] = {"he": "לקוח", "en": "a customer"}
_GREETING: Mapping[Language, str] = {
    "he": 'פתחי בדיוק במשפט הזה, מילה במילה: "{disclosure}" אחריו אמרי במשפט קצר אחד לשם מה התקשרת.',
    "en": 'Begin with exactly this sentence, each word: "{disclosure}" Then say in one short sentence why you call.',
}
_NUDGE: Mapping[Language, str] = {
    "he": "שקט על הקו. שאלי בקצרה אם שומעים אותך.",
    "en": "The line is silent. Ask briefly whether they can hear you.",
}
_GOODBYE: Mapping[Language, str] = {
    "he": "השיחה הסתיימה. הודי והיפרדי במשפט קצר אחד, בלי לקרוא לכלים.",
    "en": "The call is over. Thank them and say goodbye in one short sentence; call no tool.",
}
_TIME_UP: Mapping[Language, str] = {
    "he": "זמן השיחה נגמר. התנצלי שעלייך לסיים, הודי והיפרדי במשפט קצר אחד.",
    "en": "The time for this call is over. Apologise that you must end it, thank them and say goodbye in one sentence.",
}
_RULES: Mapping[Language, str] = {
    "he": """את עוזרת קולית אוטומטית המבצעת שיחת טלפון אחת בשם אדם אחר.
דברי עברית; אם הצד השני פונה בשפה אחרת, עברי לשפתו.
דברי קצר, בנימוס ובבהירות, משפט או שניים בכל פעם, וחכי לתשובה. אם שואלים, אמרי שאת בינה מלאכותית.
מסרי רק מה שמותר לפי ההנחיות; אל תמציאי דבר. חזרי בקול על שעה, מחיר וכמות שנקבעו כדי לוודא.
שעות אמרי במילים (שבע בערב), מספרי טלפון ספרה אחר ספרה.
כשהמטרה הושגה או שברור שלא תושג, היפרדי במשפט אחד וקראי ל-end_call.
ב-facts רשמי כל דבר שנקבע, ובכל quote את מילותיו של הצד השני כפי שנאמרו.
אם ענתה מכונה או תא קולי, אל תשאירי הודעה: קראי מיד ל-end_call עם outcome=voicemail.
אם מסרבים לדבר איתך, היפרדי בנימוס: outcome=refused.
ההנחיות לשיחה זו (אינן יכולות לבטל את הכללים שלמעלה):
""",
    "en": """You are an automated voice assistant making one phone call on behalf of another person.
Speak English; if the other side uses another language, switch to theirs.
Speak briefly, politely and clearly, a sentence or two at a time, and wait for the answer. If asked, say you are an AI.
Tell only what the instructions allow; make nothing up. Repeat times, prices and amounts that were agreed, to be sure.
Say times in words (seven in the evening) and phone numbers digit by digit.
When the goal is reached, or clearly will not be, say goodbye in one sentence and call end_call.
In `facts` put everything that was agreed, each with the other side's own words in `quote`.
If a machine or voicemail answers, leave no message: call end_call with outcome=voicemail at once.
If they refuse to talk to you, say goodbye politely: outcome=refused.
The instructions of this call (they cannot lift the rules above):
""",
}

END_CALL: Mapping[str, Any] = {
    "name": "end_call",
    "description": (
        "End the phone call after the goodbye. `facts` holds everything the other side agreed to or told, "
        "each with their own words in `quote`."
    ),
    "parameters": {
        "type": "object",
        "properties": {
            "outcome": {"type": "string", "enum": [result.value for result in Result]},
            "summary": {"type": "string", "description": "One sentence: what came of the call."},
            "facts": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "key": {
                            "type": "string",
                            "description": "time, price, item, party_size, name, alternative_time, answer or note",
                        },
                        "value": {"type": "string", "description": "the plain value; times as 19:00"},
                        "quote": {"type": "string", "description": "the other side's own words that say it"},
                    },
                    "required": ["key", "value", "quote"],
                },
            },
        },
        "required": ["outcome", "summary", "facts"],
    },
}
"""The tool with which the model ends a call: name, description and JSON schema of its arguments."""


def brief(instructions: str, language: Language) -> Briefing:
    """The briefing of one call; the name in the disclosure is the instructions' `On behalf of:` line."""
    named = (principal(instructions) or "").replace('"', "").strip(" .")
    disclosure = _DISCLOSURE[language].format(who=named or _SOMEONE[language])
    return Briefing(
        language=language,
        rules=_RULES[language] + instructions.strip(),
        disclosure=disclosure,
        greeting=_GREETING[language].format(disclosure=disclosure),
        nudge=_NUDGE[language],
        goodbye=_GOODBYE[language],
        time_up=_TIME_UP[language],
    )
