"""Requests no call is made for, whatever the number: by their wording, in Hebrew and English.

Rules:
1. A pattern names a deed ("burn down", "pretend to be"), not a topic: a call about a stolen card is welcome.
2. The worst reason wins; each has its sentence `refuse.CODE`.
"""

import re

from ringback.engine.interpreters import english_words, hebrew
from ringback.engine.interpreters.text import Text

_THREAT = (
    r"\b(?:burn(?:ing)? (?:down|(?:his|her|their|your|the) (?:house|shop|place|car))|(?:i|we)(?:'ll| will"
    r"|'m going to| am going to| are going to)"
    r" (?:kill|hurt|shoot|stab|burn|beat|find|destroy|break|get|come for) (?:him|her|them|you|the|his|their|your)"
    r"|(?:kill|murder|shoot|stab|poison|kidnap|beat up) (?:him|her|them|you|his|their|your)\b"
    r"|(?<!bath )bombs?\b(?! cake)|blow (?:up"
    r"|it up)|threaten|or else (?:i|we)"
    r"|(?:he|she|they)(?:'ll| will) (?:regret|pay for)|ransom|blackmail|extort|make (?:him|her|them|you) (?:pay"
    r"|suffer|bleed|regret)|something bad (?:will|is going to|could) happen|i know where (?:he|she|they|you) lives?)",
    r"(?:אשרוף|נשרוף|לשרוף|שורפ|אהרוג|נהרוג|להרוג|תהרוג|ארצח|לרצוח|אפוצץ|לפוצץ|פצצה|אדקור|לדקור|אירה ב|לירות ב"
    r"|אשבור (?:לו|לה|להם)"
    r"|נשבור (?:לו|לה|להם)|תאיי?(?:ם|מי)(?![א-ת])|(?<![א-ת])[ושה]?לאיי?ם(?![א-ת])"
    r"|לסחוט|תסחטי?|סחיטה|כופר|יקרה (?:לו|לה|להם|לך) משהו רע|יודעת? איפה (?:הוא|היא|הם|את|אתה) גר|יצטער|יתחרט על זה)",
)
_INJECTION = (
    r"\b(?:ignore|disregard|forget|override|bypass) (?:all |any |the |your |my )*(?:previous|prior|above"
    r"|earlier|system|safety|other)?"
    r" ?(?:instructions?|rules?|guidelines?|prompts?|restrictions|confirmations?)\b|system prompt"
    r"|developer mode|jailbreak|you are now (?:a|an|in|dan)\b"
    r"|\b(?:skip|bypass|without|no need for|don'?t (?:need"
    r"|wait for)) (?:the |any |my |asking (?:me )?(?:for )?)?(?:confirm(?:ation|ing)?|approval|permission)"
    r"|without (?:asking|telling) me|don'?t ask (?:me )?(?:to confirm|for confirmation|first)"
    r"|already (?:confirmed|approved) (?:it|this|the call)"
    r"|(?:mark|set|treat) (?:this|it|the task|the plan) (?:as )?(?:confirmed|approved)|###|<\|?(?:system"
    r"|im_start)|\[system\]|pretend (?:i|that i) (?:said|have) ?(?:yes|confirmed)?",
    r"ו?(?:ת?התעל(?:ם|מי)|תתעל(?:ם|מי)|להתעלם) מ(?:כל )?ה?(?:הוראות|כללים|הנחיות)|(?:בלי|ללא) (?:לבקש |שום )?(?:אישור"
    r"|לאשר"
    r"|לשאול אותי)|(?:דלגי?|תדלגי?|לדלג) על (?:ה)?אישור|(?:ת?עקפי?|תעקוף|לעקוף) את ה?אישור"
    r"|אל תשאלי? (?:אותי )?(?:אם )?(?:לאשר|לאישור)|הוראות המערכת|מצב מפתח(?:ים)?|תתנהגי? כאילו (?:אישרתי"
    r"|אמרתי)|כאילו אישרתי",
)
_SAYING = r"(?:תגידי?|תאמרי?|תטעני?|תספרי?|תציגי? את עצמך|להגיד|לומר|לטעון|לספר|ש?יגיד)(?: (?!ש)[^ ]+){0,3}"
_OFFICE = r"ה?(?:משטרה|בנק|בית ה?משפט|בית ה?חולים|קופה|קופת|עירייה|ביטוח|מס הכנסה|חברת|תמיכה|רשות|צבא|ממשלה|משרד ה)"
_SOMEONE = (
    rf"(?:{_OFFICE}|ה?(?:רופאה?|ד\"ר|שוטרת?|עורכ?ת? דין|נציגה?|עובדת?|מנהלת?|לקוחה?|פקידה?|חוקרת?|אבא|אמא|הורה|אח|אחי"
    r"|אחותי?|בעלי?|בעלה|אשתי|אשתו|אישתי|בן|בת|סבא|סבתא|דוד|דודה)(?![א-ת]))"
)
"""Somebody the assistant is not."""
_IMPERSONATION = (
    r"\b(?:impersonat\w+|pretend(?:ing)? (?:to be|you(?:'re| are)|that you(?:'re| are)|i am|i'm)|pose as"
    r"|posing as|act as if you(?:'re| are)"
    r"|(?:say|tell \w+|claim|saying) (?:that )?you(?:'re| are) (?!calling|ringing|phoning|speaking|asking"
    r"|on behalf|sorry|late|running|my assistant"
    r"|from (?:my|our)|an? (?:ai|assistant|machine|robot|automated))\w+"
    r"|(?:say|tell \w+|claim|saying) (?:that )?(?:it'?s|this is) (?:from )?(?:the )?(?:police|bank|irs"
    r"|tax office|court|government)\b"
    r"|(?:call|phone|ring) (?:\w+ ){1,4}as (?!soon|usual|well|a reminder|an?\b|the\b|early|late|fast|quick"
    r"|always|discussed|agreed)(?:[a-z]+ [a-z]+|dr\.? [a-z]+)\b)",
    rf"(?:התחזי?|תתחזי?|להתחזות|תתחזה|תעמידי? פנים|להעמיד פנים|{_SAYING} ש(?:אתה|את) "
    rf"(?!ה?עוזר|ה?סייע|ה?סוכנ|ה?נציגה? שלי)(?:אני(?![א-ת])|{_SOMEONE}|מ{_OFFICE}|[א-ת]+ של(?:[יוהנךם]|נו|הם"
    rf"|כם)?(?![א-ת]))"
    rf"|בתור (?:אני(?![א-ת])|{_SOMEONE}))",
)
_FRAUD = (
    r"\b(?:(?:get|steal|obtain|find out|ask (?:\w+ )?for|trick|reset|extract|collect"
    r"|phish\w*) (?:\w+ ){0,6}(?:passwords?|pin\b|pin codes?|one[- ]time code|verification code|otp\b"
    r"|cvv|social security|bank details|credit card (?:numbers?|details)|card (?:numbers?|details))|oxycodone"
    r"|oxycontin|fentanyl|cocaine|heroin|crystal meth|mdma|morphine|fake (?:prescription|invoice|id|name"
    r"|(?:reservation|booking|order|appointment)s?)"
    r"|forged?\b|scam|phishing|con (?:him|her|them)|launder|(?:buy|order|get|score|find)(?: me"
    r"| us)? (?:[\w\']+ ){0,3}?(?:weed|hash|ecstasy|illegal drugs|guns?|pistols?)\b(?! (?:killer|whacker|browns?))"
    r"|buy drugs|trick (?:him|her"
    r"|them|the)|defraud|lie (?:to|about)|false alarm"
    r"|(?:arrested|in jail|kidnapped|had an accident) (?:and|so) (?:\w+ ){0,3}(?:need|send|wire"
    r"|pay)s? (?:\w+ )?(?:money|bail|cash)"
    r"|say (?:that )?(?:he|she|they|it|i) (?:won|has won|have won) )",
    r"(?:לגנוב|תגנבי?|להוציא|תוציאי?|להשיג|תשיגי?|לבקש|תבקשי?|לברר|תברר[י]?|לאפס"
    r"|תאפסי?) (?:[^ ]+ ){0,5}ו?ה?(?:סיסמה|סיסמא|סיסמת|קוד (?:ה)?אימות|קוד חד|פרטי (?:ה)?אשראי|פרטי (?:ה)?בנק"
    r"|מספר (?:כרטיס )?(?:ה)?אשראי)|(?:מזויף|מזויפת|מזוייפת|עוקץ|לעקוץ|תעק(?:וץ|צי)|להונות|לרמות|תרמה|תרמי|מרשם מזויף"
    r"|לזייף|תזייפי?|קוקאין|קוק(?![א-ת])|הרואין|חשיש|קריסטל מת|אם די אם איי|פנטניל|סמים(?![א-ת])|(?:להזמין|תזמיני?"
    r"|לקנות|תקני|תקנה|להשיג|תשיגי?)(?: [^ ]+){0,2} (?:גראס|וויד|אקדח|נשק))|(?:נעצר|נעצרה|נחטף|נחטפה|עבר תאונה"
    r"|עברה תאונה) ו(?:צריכה?|צריך|ש?יעביר[ו]?|דרוש) (?:להעביר )?כסף"
    r"|תגידי? (?:לו|לה|להם) ש(?:הוא|היא|הם) זכ(?:ה|תה|ו)",
)
_HARASSMENT = (
    r"\b(?:breath(?:e|ing) heav(?:y|ily)|heavy breathing|prank|harass\w*|insult|swear at|curse (?:at|him|her"
    r"|them)|cuss|scream (?:at|into)|(?:and|,|then) scream\b|yell at|stalk|bully|mock (?:him|her|them)"
    r"|(?:spread|start)(?:ing)? (?:an? |some )?(?:rumou?rs?|gossip|lies)|annoy|hang up (?:on (?:him|her"
    r"|them) )?(?:again|each time|every time|repeatedly|when)"
    r"|(?:keep (?:calling|ringing)|(?:call|phone|ring"
    r"|dial)(?:ing)? (?:\S+ ){1,6}(?:every (?:\w+ ){0,2}(?:minutes?"
    r"|hours?|seconds?)"
    r"|again and again|over and over|non-?stop|all (?:night|day)|(?:\d{2,6}|fifty|hundred|a hundred"
    r"|twenty) times))|make (?:him|her|them) cry|wake (?:him|her|them|my \w+|the \w+) up (?:every|at (?:2|3|4|two|three"
    r"|four)|in the middle)|(?:just|only) to (?:wake|annoy|scare|bother|upset|disturb)"
    r"|say (?:dirty|obscene|sexual)|(?:he|she|they)(?:'s| is| are) (?:an? )?(?:idiot|whore|bitch|bastard|moron"
    r"|slut)|call (?:him|her|them) (?:an? )(?:idiot|whore|bitch|bastard|moron|loser|liar)|fuck|dirty talk"
    r"|(?:silent|anonymous|nuisance) calls?|and (?:just |then )?(?:laugh|giggle|moan)\b|(?:call|phone|ring"
    r"|dial)\b[^.?!]{1,60} and (?:then )?hang up\b(?! (?:if|when|in case))|say nothing(?: and|,)? (?:then )?hang up)",
    r"(?:(?:תפיצי?|להפיץ) (?:[^ ]+ )?(?:שמוע|שקרים|רכילות)|להטריד|תטרידי?|הטרד|לקלל|תקללי?|להעליב|תעליבי?|לצרוח"
    r"|תצרחי?|לצעוק|תצעקי?|מתיחה|למתוח|תמתחי?"
    r"|לנשום בכבדות|תנש(?:ום|מי) (?:בכבדות|כבד)|להציק|תציקי?|לשגע|תשגעי?"
    r"|כל (?:(?:חמש|עשר|כמה|\d+) )?(?:דקות|דקה|חצי שעה)|שוב ושוב|בלי הפסקה|(?:חמישים|מאה|עשרים|\d{2,6}) פעמים"
    r"|ו?(?:לנתק|תנתקי?) (?:לו|לה|להם)|(?:תעירי?|להעיר) (?:אות[והםן]|את [^ ]+|[^ ]+)(?: [^ ]+)? (?:כל|ב(?:שתיים|שלוש"
    r"|ארבע|[2-4]|אמצע))|(?:סתם|רק) (?:כדי )?(?:להעיר|לעצבן|להפחיד|להטריד|להציק)|(?:לעצבן|תעצבני?|להפחיד|תפחידי?"
    r"|להשפיל|תשפילי?|ללעוג|תלעגי?) (?:אות|את |ל)|(?:באמצע הלילה|לפנות בוקר|ב(?:שתיים|שלוש|ארבע"
    r"|[2-4]) בלילה)[^.]* (?:להעיר|כדי שלא י?תישן)"
    r"|מטומטם|מטומטמת|אידיוט|זונה|בן זונה|מניאק|תגידי? (?:לו|לה|להם) ש(?:הוא|היא|הם) (?:אפס|טיפש|שמנ))",
)
_SPAM = (
    r"\b(?:(?:call|phone|ring|dial|contact|text) (?:all |each of |every one of )?(?:these|the following|those"
    r"|this list of|my list of|a list of)?"
    r" ?(?:\d{2,6}|hundred|hundreds of|thousand|thousands of|dozens of|fifty|a hundred) (?:\w+ )?(?:numbers"
    r"|people|contacts|customers|phones|leads|businesses|houses|voters|clients)"
    r"|(?:offer|pitch|advertise) (?:them |him |her )?(?:our|my) (?:\w+ )?(?:products?|services?|offer|deals?)\b"
    r"|and sell (?!(?:my|our|the|an?|it|his|her)\b)\w+|(?:and|to) (?:sell|pitch|promote|market|advertise) (?:them|him"
    r"|her|it to|our|insurance|solar)"
    r"|robo-?call|telemarket\w*|cold[- ]call|mass call|every (?:number|person|business) (?:in|on)"
    r"|everyone (?:in|on) (?:the|my|this)|all (?:the )?numbers (?:in|on|from)|random numbers?|sales (?:calls?"
    r"|pitch)|survey (?:calls?|people|them)|political (?:calls?|campaign))",
    r"(?:להציע|ו?תציעי?|לפרסם|ו?תפרסמי?) (?:להם |לו |לה )?את (?:המוצר|השירות|המבצע|החנות|העסק)|(?:למכור"
    r"|תמכרי?) (?:להם|לו|לה|לכולם|ביטוח)|טלמרקטינג|שיחות? (?:מכירה|שיווק|פרסום)|פרסומת|לשווק|תשווקי?"
    r"|לכל מי ש|לכל (?:ה)?(?:רשימה|מספרים|אנשים|לקוחות|אנשי הקשר)|ל-?\d{2,6} (?:ה)?(?:מספרים|אנשים|לקוחות)"
    r"|(?:מאות|אלפי|עשרות|מאה|אלף|חמישים) (?:ה)?(?:מספרים|אנשים|לקוחות)|לרשימה ה?זו|מספרים אקראיים|סקר טלפוני",
)
_EMERGENCY = (
    r"\b(?:call|dial|phone|ring|get|contact) (?:me )?(?:the |an |a )?(?:police|cops|ambulance"
    r"|fire (?:department|brigade|service)|firefighters|paramedics|emergency (?:services|number|line)|911"
    r"|suicide hotline)\b|\b(?:call|dial|phone|ring)\b[^.?!]*\b(?:at|on|and|or) (?:911|112|999|10[0-2])[ .!?]*$",
    r"(?:תתקשרי?|התקשרי?|תחייגי?|חייגי?|להתקשר|לחייג|תזמיני?|תזמין|להזמין|תזעיקי?|להזעיק) (?:[^ ]+ )?(?:ל|את ה"
    r"|אל ה)?(?:משטרה|אמבולנס|מד\"א|מגן דוד|מכבי אש|כבאות|כיבוי אש|מכבי האש|מוקד חירום|מוקד 10[0-2]|ניידת)(?![א-ת])",
)
_REASONS = tuple(
    (code, re.compile("|".join(patterns)))
    for code, patterns in (
        ("threat", _THREAT),
        ("fraud", _FRAUD),
        ("impersonation", _IMPERSONATION),
        ("harassment", _HARASSMENT),
        ("spam", _SPAM),
        ("injection", _INJECTION),
    )
)
_AT_HEAD = frozenset({"threat", "harassment", "spam", "impersonation"})
_EMERGENCY_WORDS = re.compile("|".join(_EMERGENCY))


def reason(text: Text) -> str | None:
    """The code of why nothing is called for this message, or None."""
    return next((code for code, pattern in _REASONS if pattern.search(text.plain)), None)


def is_order(text: Text) -> bool:
    """The message begins with the deed itself, as an order: "harass …", "תאיימי על …"."""
    heads = [
        lead.end() if lead else 0 for lead in (english_words.LEAD.match(text.plain), hebrew.LEAD.match(text.plain))
    ]
    return any(pattern.match(text.plain, max(heads)) for code, pattern in _REASONS if code in _AT_HEAD)


def is_emergency(text: Text) -> bool:
    """Police, ambulance or fire brigade asked for by name."""
    return bool(_EMERGENCY_WORDS.search(text.plain))
