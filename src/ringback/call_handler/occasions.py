"""Figures that are not of our errand: where they are, what the clock says, when others come; and answers still to come.

Rules:
1. A house number is a name, and the time it is now or the day it is today is nothing at all.
2. When others come, or what an hour is kept for, is another occasion, unless the clause speaks to us.
3. What they will let us know is no answer yet.

Each pattern comes with the words its match is read as (`vocabulary`).
"""

_ENGLISH = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty)"
_HEBREW = (
    r"(?:\d{1,3}|אחת עשרה|שתים עשרה|שתיים עשרה|אחת|שתיים|שלוש|ארבע|חמש|שש|שבע|שמונה|תשע|עשר|אחד|שניים|שלושה|ארבעה|"
    r"חמישה|שישה|שבעה|תשעה|עשרה)(?![\w:]|\.\d)"
)
_HOUR = (
    r"(?:(?:half|quarter|ten|twenty|five) (?:past|to) )?(?:\d{1,2}(?::\d\d)?|one|two|three|four|five|six|seven|"
    r"eight|nine|"
    r"ten|eleven|twelve)(?: (?:thirty|fifteen|forty[ -]five|o'clock|[ap]\.?m\.?|in the (?:morning|evening)))*"
)
_HEBREW_HOUR = (
    r"(?:\d{1,2}(?::\d\d)?|אחת עשרה|שתים עשרה|שתיים עשרה|אחת|שתיים|שלוש|ארבע|חמש|שש|שבע|שמונה|תשע|עשר)"
    r"(?: וחצי| ורבע| בערב| בבוקר| בלילה)*(?!\w)"
)
_DAY = r"(?:sunday|monday|tuesday|wednesday|thursday|friday|saturday)"
_HEBREW_DAY = r"(?:ראשון|שני|שלישי|רביעי|חמישי|שישי|שבת)"
_STREET = r"(?:street|st|road|rd|avenue|ave|lane|boulevard|blvd|square|alley|highway)\b"
_OF_US = (
    r"(?![^,.;!?]*\b(?:you|your|yours|you're|free|available|open|fine|good|great|okay|ok|works|possible|welcome|"
    r"with us)\b)"
)
_OTHERS = r"(?:couple|party|group|family|wedding|guests?|clients?|customers?|patients?|people|lady|gentleman|woman|man)"
_KINDS = (
    r"(?:groups?|members?|famil(?:y|ies)|adults?|regulars?|residents?|hotel guests|couples?|part(?:y|ies)|women|"
    r"men|kids|"
    r"children|students?|subscribers?|locals?|take-?away|pick-?up|private (?:events?|parties)|"
    r"vips?)\b(?! of (?:you|\w+ or))"
)

NOT_OURS = (
    (
        rf"(?<![\w:.])({_ENGLISH}(?:[ -]{_ENGLISH}){{0,2}})(?= (?:"
        rf"(?!(?:on|in|at|from|near|to|by|and|or|for|o'clock|[ap]m)\b)[^\W\d]+ ){{1,2}}{_STREET})",
        r"number \1",
    ),
    (rf"\b((?:street|road|avenue|boulevard|lane|highway|route)) (?={_ENGLISH}\b)", r"\1 number "),
    (
        rf"\b((?:(?:we|shop|store|clinic|office|place|restaurant|garage|salon|entrance)(?:'re| are| is|"
        rf"'s)(?: located)?|us|come)"
        rf" (?:at|to|on)) (?={_ENGLISH}(?:[ -]{_ENGLISH}){{0,2}} (?!(?:{_DAY}|thirty|fifteen)\b)(?-i:[A-Z])\w+)",
        r"\1 number ",
    ),
    (
        rf"(?<!\w)([ובמל]?(?:רחוב|שדרות|כביש|סמטת|כיכר|שדרת)(?: (?!{_HEBREW})[^\W\d]+){{1,3}}) (?={_HEBREW})",
        r"\1 מספר ",
    ),
    (
        rf"(?<!\w)((?:(?:אנחנו|נמצאים|נמצאת|יושבים) (?:ב|מול |ליד |על )|הכתובת(?: שלנו)?(?: היא| זה)? ב?)(?!יום|"
        rf"שעה|ערב|בוקר|צהריים|{_HEBREW_DAY})[^\W\d]{{3,}}) "
        rf"(?={_HEBREW})",
        r"\1 מספר ",
    ),
    (
        rf"\bit(?:'s| is) (?:(?:now|already|only|just|nearly|almost) )+{_HOUR}(?![\w:]| (?:shekels?|dollars?|"
        rf"euros?|people))|"
        rf"\bit(?:'s| is) {_HOUR},? (?:now|already)\b|"
        rf"\bit(?:'s| is) (?:(?:well |way |long )?(?:past|after|gone)) {_HOUR}(?![\w:])|"
        rf"\bit(?:'s| is) {_HOUR}, (?=(?:i'm|we're|we are|i am|i have to|we close|everyone|go)\b)|"
        rf"\b(?:watch|clock) (?:says|shows) {_HOUR}(?![\w:])|(?<!your )(?<!pickup )\bthe time(?: now)?(?: is|"
        rf"'s)(?: now)? {_HOUR}(?![\w:])(?! (?:on|tomorrow|for|then)\b)|"
        rf"(?<!\w)(?:עכשיו|השעה(?: עכשיו| היא| כבר)?|כבר) {_HEBREW_HOUR}"
        rf"(?! (?:שקל|ש\"ח|אנשים|סועדים|פנוי|פנויה|מתאימה?|בסדר|טובה?|אפשרי\w*|שלכם|שלך|בשבילכם))",
        " the clock ",
    ),
    (
        rf"\btoday(?:'s| is)(?: a| the)? {_DAY}\b|\bit(?:'s| is)(?: a| only)? {_DAY} (?:today|now)\b|"
        rf"(?<!\w)היום (?:יום |זה יום |כבר יום ){_HEBREW_DAY}(?=\s*(?:[.!?]|$))",
        " the calendar ",
    ),
    (
        rf"\b(?:(?:the|my|our|\w+'s) (?:previous|other|next|first|last|wedding|big|large)|an?|another|some)"
        rf"(?: \w+)? {_OTHERS}(?: of \w+)?(?: (?:before|after) you)? "
        rf"(?=(?:is|are|coming|comes?|arrives?|arriving|has|have|booked|reserved|took|gets?|leaves?|sits?|eats?|"
        rf"wants?|paid)\b)"
        rf"{_OF_US}",
        " elsewhen ",
    ),
    (
        rf"\b(?:(?:the|my|our|\w+'s) (?:previous|other|next|first|last|wedding|big|large)|an?|another|some)"
        rf"(?: \w+)? {_OTHERS}(?: of \w+)?(?: (?:before|after) you)? "
        rf"(?=(?:is|are|coming|comes?|arrives?|arriving|has|have|booked|reserved|took|gets?|leaves?|sits?|eats?|"
        rf"wants?|paid)\b)"
        rf"{_OF_US}",
        " elsewhen ",
    ),
    (
        rf"\b(?:(?:our|the|most|many|other|all|some) )?(?:regulars|people|customers|clients|families|groups|"
        rf"everyone|others) "
        rf"(?:\w+ly |always |often |all )?(?=(?:comes?|arrives?|has|have|books?|gets?|reserved?|booked)\b){_OF_US}|"
        r"\b(?:doctor|dentist) left\b|\b(?:my|our|his|her) day off\b",
        " elsewhen ",
    ),
    (rf"\b{_KINDS} only\b", " unavailable "),
    (
        r"\bon (?:the |one |a )?condition\b|\bfor (?:members|students|residents|seniors|soldiers)\b(?! only)",
        " conditional ",
    ),
    (
        r"\b(?:get|come) back to you\b(?! (?:if|when|once|in case)\b)|"
        r"\b(?:i|we)(?:'ll| will) (?:let you know|(?:call|ring|phone|text) you (?:back|and tell|with))\b"
        r"(?! (?:if|when|once|in case)\b)|"
        r"\bsee what (?:i|we) can do\b|(?<!\w)[אנ]ראה מה אפשר(?!\w)|"
        r"\b(?:i|we)(?:'ll| will) confirm[^.!?]{0,30}\b(?:later|tomorrow|if|whether|once|after)\b|"
        r"\band let you know\b(?! (?:if|when|once|in case)\b)|"
        r"\b(?:check|ask|see|look|find out)(?: \w+){0,4}? and (?:then )?(?:call|ring|phone|text|tell|get)\b|"
        r"(?<!\w)ו?(?:אחזור|נחזור|אתקשר|נתקשר) אל(?:יך|ייך|יכם|ייכם)(?! (?:אם|כש|כאשר))(?!\w)|"
        r"(?<!\w)ו?(?:אעדכן|נעדכן|אודיע|נודיע)(?! (?:לך |לכם |אתכם |אותך )?(?:אם|כש))(?!\w)",
        " doubt ",
    ),
)
