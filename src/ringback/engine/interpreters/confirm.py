"""Closed lists: a whole message that is a yes, a no, or doubt. The only place where a yes is read.

Rules:
1. A yes is a yes to its last word: the message must be made of the phrases below and nothing else, and hold at least
   one that says yes by itself. A question mark, a number (but the card's code), a "not" or an unknown word: no yes.
2. A no is read more freely: taking a plan back harms nobody.
3. Doubt ("not sure", "say that again") is neither.
"""

import re

from ringback.engine.interpreters.text import Text

_THUMB = re.compile("[👍👌✅🆗☑✔]+[\U0001f3fb-\U0001f3ff]?")
_CONTRACTIONS = (
    (re.compile(r"\bcan(?:'?t|not)\b"), "can not"),
    (re.compile(r"\b(do|did|does|wo|would|is|are|have|should)n'?t\b"), r"\1 not"),
    (re.compile(r"\b(that|it|this|everything|all|there|what|he|she)'?s\b"), r"\1 is"),
    (re.compile(r"\bits\b"), "it is"),
    (re.compile(r"\bi'?m\b"), "i am"),
    (re.compile(r"\b(i|that|it|this|you|we)'d\b"), r"\1 would"),
    (re.compile(r"\b(you|we|they)'re\b"), r"\1 are"),
    (re.compile(r"\b(i|that|it|this)'ll\b"), r"\1 will"),
    (re.compile(r"\b(you|i)'ve\b"), r"\1 have"),
    (re.compile(r"\blet'?s\b"), "let us"),
)
_LONGEST = 15
"""No message of more words is a mere yes."""
_APART = re.compile(r"[.,!;:\"'()]+|(?<!\w)-+|-+(?!\w)")
_TRAILS_OFF = re.compile(r"(?:\.\.|…)\W*$")
_DOUBT = re.compile(
    r"\b(?:yeah|yea|ya|oh|sure|ok|okay) right$|^(?:yeah|yea|ya) (?:yeah|yea|ya)$|^כן כן בטח|כבר אישרתי|אישרתי כבר"
    r"|^(?:all )?(?:good"
    r"|fine)(?: thanks| thank you| thx)|^טוב תודה"
    r"|^ה?כו?ל טוב(?! (?:קדימה|תזמי|תתקשר|כן|מאשר))"
    r"|(?:^| )(?:and|then|אז|אני)$|^it is (?:ok|okay|fine|alright|all right)(?: for now)?(?: thanks| thank you)?$"
    r"|^i am (?:all )?(?:good|fine|ok|okay|all right|alright|set|done)(?: thanks| thank you| thx| now)*$"
    r"|^that is (?:ok|okay|alright|all right) thank|^(?:אפשר|אני מוכנה?)$"
)
"""Said with a straight face these are a yes, but mostly they are not, or not yet."""


_NOUN = (
    r"(?:bookings?|reservations?|orders?|calls?|appointments?|payments?|requests?|rides?|cabs?|tables?|tickets?|songs?"
    r"|purchases?|transfers?|rentals?|visits?|cars?|rooms?|trips?|movies?|music|money|amount|location|seats?|spot"
    r"|events?|alarms?|apartments?|house|property|stay|plan|information|details|info|data|summary|choice|selection"
    r")"
)
_PLACE = r"(?:hotel|restaurant|doctor|salon|bus|train|flight)"
_ONE = rf"(?:one|number|address|place|person|business|time|date|day|name|{_NOUN}|{_PLACE})"
_MATTER = rf"(?:the|that|this|these|those|my|your|all the|all of the|a|an) (?:{_PLACE} )?{_NOUN}(?: {_NOUN})?"
_THING = rf"(?:it|(?:that|this)(?: one)?|them|those|these|everything|it all|all of (?:it|that|this)|{_MATTER})"
_SUBJECT = (
    rf"(?:(?:(?:that|this)(?: one)?|it|both(?: of (?:them|those))?|everything|all|they|those|these|all (?:of )?(?:that"
    rf"|it|this)|that all|it all|the {_ONE} and (?:the )?{_ONE}|{_MATTER}"
    r"|the above|what you (?:said|have|wrote))"
    r"(?: (?:that )?you (?:just )?(?:have|wrote|said|listed|gave|mentioned|stated|described|provided|read)"
    r"| there| above| here)?)"
)
_ADVERB = (
    r"(?:(?:all|also|just|very|quite|absolutely|totally|completely|perfectly|really|pretty|exactly|so|indeed|much"
    r"|definitely|certainly) )*"
)
_WISHED = (
    r"(?:what|the one|how) i (?:want|wanted|need|needed|asked for|meant|said|had in mind"
    r"|(?:was|am) (?:looking for|after|hoping for)|would like)(?: it)?"
)
_GOOD = (
    r"(?:right|correct|good|great|fine|perfect|okay|ok|alright|all right|accurate|confirmed|better|excellent|true"
    r"|wonderful|awesome|nice|cool|lovely|fantastic|amazing|ideal|acceptable|brilliant|super|it|the one|spot on"
    rf"|suitable|satisfactory|appropriate|my (?:choice|pick|preference)|(?:the )?(?:plan|details)|everything"
    rf"|(?:good|right|fine) enough|the (?:right|correct) {_ONE}|{_WISHED}"
    rf"|the {_ONE} i (?:want|need|wanted|needed|asked for|meant|chose|picked|would like)(?: to \w+)?)"
)
_BE = r"(?:is|are|looks?|sounds?|seems?|will be|would be|should be|happens to be)"
_WORK = r"(?:works?|will work|will do|would work|should work|should do|fits(?: my \w+)?|suits me|does it|would do)"
_FOR_ME = r"(?: (?:for|with|to|by) (?:me|us))?(?: now)?"
_DEED = (
    r"(?:book|order|reserve|create|set|arrange|send|schedule|buy|play|place|submit|start|confirm|approve|request"
    r"|complete|finali[sz]e"
    r"|process|do|purchase|make(?! (?:it|that|this|them)\b)|share|transfer|rent|pay(?: for)?)"
)
_WITH = rf"(?: with (?:it|that|this|everything|(?:the|this|that|these|those|all the|my) {_NOUN}))?"
_YES = (
    r"y|yes+|yeh|ye+a*h+|yus|yep+|yea|yup+|ya|yah|yas|aye|sure|sure thing|for sure|of course|certainly"
    r"|absolutely|definitely|most (?:certainly|definitely)"
    r"|indeed|ok+|okay|okey|k|kk|okie[- ]dokie|okey[- ]dokey|alright|all right|affirmative|agreed|confirm|confirmed"
    r"|approve"
    r"|approved|accepted|correct|exactly|perfect|great|excellent|wonderful|awesome|fantastic|fine|good|very well"
    r"|please do|you bet|by all means|uh[- ]?huh|mhm|mm[- ]?hmm|mmhmm|roger(?: that)?|yall?ah?"
    r"|spot on|sure why not|brilliant"
    r"|perfecto|right on|all set|no problem|100%|(?:hell|heck) (?:yes|yeah)|yessir|dial(?: it| them| now)?"
    r"|yes you (?:can|may|should|could)|totally",
    rf"{_SUBJECT} (?:all )?{_BE} {_ADVERB}{_GOOD}{_FOR_ME}",
    rf"{_SUBJECT} (?:matches|fits|meets) (?:{_WISHED}|my (?:needs|request|wishes))|get {_THING} (?:booked|reserved|done"
    r"|ordered|scheduled)",
    rf"{_SUBJECT} {_WORK}(?: {_ADVERB}(?:great|well|fine|perfectly|just fine))?{_FOR_ME}",
    rf"(?:looks?|sounds?|seems?) {_ADVERB}{_GOOD}{_FOR_ME}|works?(?: {_ADVERB}(?:great|well|fine|perfectly))?{_FOR_ME}",
    rf"(?:all|very|just|everything) (?:good|right|correct|fine|great)|(?:fine|good|ok|okay|great|perfect) (?:by|with"
    rf"|for)"
    rf" (?:me|us)|exactly {_WISHED}",
    rf"i am (?:very |totally |perfectly )?(?:fine|good|ok|okay|happy|cool|all right) (?:with {_THING}|to (?:proceed"
    rf"|go ahead))",
    rf"(?:you (?:can|may|could|should) )?(?:now )?(?:just )?(?:please )?(?:go(?: right| on)? ahead|go for it|go"
    rf"|proceed|continue"
    rf"|do so|make the (?:phone )?call|place the (?:call|order)|call(?: them| him| her| it| that| this)?(?: now)?"
    r"|(?:ring|phone) (?:them|him|her)(?: now)?"
    rf"|{_DEED} {_THING}"
    rf"|start to play"
    rf" {_THING})(?: (?:and|to) (?:please )?(?:call(?: them)?|proceed|{_DEED} {_THING}))?{_WITH}(?: now| then)?",
    r"please (?:book|reserve|order|schedule|continue|go on)|go on",
    rf"(?:set|put) {_THING} up|(?:book|reserve|order) (?:me|us) {_THING}",
    r"you (?:have )?(?:understood|heard|read) (?:(?:that|it|me|this) )?(?:correctly|right|well|perfectly)",
    rf"i would like you to (?:do (?:it|that)|call(?: them)?|proceed|go ahead|{_DEED} {_THING})",
    rf"you have my (?:permission|approval|okay|ok|consent)(?: to (?:proceed|go ahead|do it|do that|call){_WITH})?",
    r"(?:oh|ah) (?:yes|yeah)|(?:that|it|this) will do(?: nicely| fine| just fine)?"
    r"|i would (?:really )?appreciate (?:that|it)",
    r"(?:(?:yes|yeah|yep) )?i think (?:that|it|everything) is (?:right|correct|fine|good|perfect)(?= go| please"
    r"| call| do)",
    r"(?:yes|yeah|yep) i think (?:that|it|everything) is (?:right|correct|fine|good|perfect)",
    r"(?:that|this|the) (?:time|date|day|hour|number|name|address|place|price) (?:is|works|sounds"
    r"|looks)(?: (?:right|correct|fine|good|great|ok|perfect))?"
    rf"{_FOR_ME}",
    r"i (?:would like|want|am happy) to (?:confirm|approve|book it)|do (?:call|phone|ring)(?: them| him"
    r"| her)?(?: now)?|i say yes",
    r"yes to (?:that|it|this)|כן לזה|בואי? נעשה את זה|(?:בוודאות|לגמרי|ממש) כן",
    r"yes (?:that|this) one|yes the (?:first|second) one|(?:כן )?הבנת (?:נכון|אותי נכון|מצוין)",
    r"right you are|yes to all|exactly as i (?:wanted|asked|said)",
    rf"i (?:do |can |hereby )?(?:confirm|approve|agree|accept|consent)(?: (?:with |to )?{_THING})?",
    r"let us (?:do|book|order) (?:it|that|this)|let us (?:go(?: ahead| for it| with (?:that|it|this))?|proceed)",
    rf"i (?:would like|would love|want|am ready|do want) (?:that|to (?:proceed|go ahead|do (?:it|that)"
    rf"|{_DEED} {_THING})"
    rf"{_WITH})",
    rf"(?:{_SUBJECT} )?sounds (?:like {_WISHED}|like an? (?:(?:good|great|solid|perfect|excellent) )?(?:plan"
    rf"|idea)|about right)"
    rf"|good to go",
    r"(?:that|it) (?:is|would be) an? (?:(?:definite|big|clear|firm) )?yes(?: from me)?",
    r"(?:everything|all) is (?:in order|set|good to go|well)|i would(?: love to| like to| indeed)?(?= thank| please|$)",
    r"you (?:are (?:absolutely |all )?(?:right|correct|spot on)|(?:have )?(?:got )?(?:it|that|this|everything)"
    r"(?: all)? (?:right|correct)|(?:have )?got (?:it|that|this|everything))",
    # Hebrew
    r"כן+|אוקיי?|אוקי|או קיי?|ok|בסדר(?: גמור)?|סבבה|סגור|יאללה|קדימה|בטח|ברור|כמובן|בהחלט|לגמרי|מצוין|מצויין|מעולה"
    r"|מושלם|נהדר|טוב(?: מאוד)?|אין בעיה|בשמחה|בכיף|מקובל(?: עליי?)?|מתאים(?: לי)?|חיובי|אחלה|וודאי|ודאי|מדויק"
    r"|נכון(?: מאוד)?|(?:וואלה |ברור ש|בטח ש|כמובן ש|בהחלט )כן|כן למה לא|אשמח|בוודאי|בדיוק(?: כך)?|אין ספק|זורם"
    r"|זורמת|אישרתי|חד משמעית|מאה אחוז",
    r"(?:אני )?(?:מאשר(?:ת|ים|ות)?|מסכי(?:ם|מה)|מוכנ?ה?)(?: (?:את )?(?:זה|ההזמנה|השיחה|התוכנית|הפרטים|הכל|הכול|כל זה))?"
    r"|(?:זה )?מאושר|לאשר|ת?אשרי?(?: את זה)?",
    r"(?:זה |הכל |הכול )?(?:בדיוק )?(?:מה|כמו) ש(?:רציתי|ביקשתי|אמרתי|אני רוצה|צריך)|זה (?:המספר|השם|המקום) (?:הנכון)",
    r"(?:אפשר )?(?:תתקשר[יו]?|התקשר[יו]?|להתקשר|חייגי?|תחייגי?|לחייג|תזמין|תזמיני|הזמיני|הזמן|להזמין|תקבעי?|לקבוע|תמשיך"
    r"|ת?תקדמי|ת?תקדם|להתקדם|סעי?(?: על זה)?"
    r"|תמשיכי|תמשיכו|המשיכי|להמשיך|ת?צלצלי?|תתקשרו|ת?שלחי?|תשלח|תזמינו|תבצעי?|לבצע|לכי? על זה|לך על זה"
    r"|תעש[הי] (?:את )?(?:זה|ה?שיחה)"
    r"|עש[הי] (?:את )?זה)(?: (?:אליהם|אליו"
    r"|אליה|להם|לו|לה|עכשיו|את זה|כבר|מיד))*",
    r"(?:(?:זה|הכל|הכול|הפרטים|כל הפרטים|ההזמנה|התוכנית) )(?:ממש )?(?:נכון|נכונים|נכונה|בסדר|טוב|מתאים|מתאימה"
    r"|מושלם|מעולה|מצוין|מדויק|תקין|סבבה|סגור)"
    r"(?: (?:לי|מבחינתי))?|(?:זה |הכל |הכול )?(?:נראה|נשמע|נראית|נשמעת) (?:לי )?(?:טוב|נכון|בסדר|מצוין|מעולה|מושלם"
    r"|נהדר|אחלה|סבבה)(?: לי)?",
)
_SOFT = (
    r"super|please|pls|plz|kindly|uh|um|er|well|ma am|man|boss|thanks|thank you|thx|ty|yes sir"
    r"|(?:so |very )much|a (?:lot|bunch|million|ton)|for (?:the|your|all the|all your) (?:help|assistance)"
    r"|many thanks"
    r"|nice|cool|lovely|right|and|then|now|sir"
    r"|ma am|maam"
    r"|man|mate"
    r"|dude|buddy|why not|for us",
    rf"(?:book|reserve) (?:the|that|this) {_PLACE}",
    r"i (?:do|will|would|am)|i am (?:very |quite |absolutely )?(?:sure|certain|positive)(?: (?:of|about) (?:it"
    r"|that|this))?|(?:make|pay|get|add|finish) "
    rf"{_MATTER}|it is|that is|it does|for me|to me|with me|to proceed|with (?:the )?(?:booking"
    r"|call|order)|as well|too",
    r"אחי|אחותי|מאמי|מותק|נשמה|גבר|חמודה?|אדוני|גברתי|בבקשה"
    r"|תודה(?: רבה| לך)?|עכשיו|מבחינתי|את זה|אני|רוצה|יופי|ממש|אז|כבר|אפשר"
    r"|אני (?:לגמרי )?בטוחה?",
)
_ALL = re.compile(rf"(?:(?:{'|'.join((*_YES, *_SOFT))})(?: |$))+")
_CORE = re.compile(rf"(?:^| )(?:{'|'.join(_YES)})(?= |$)")
_ONLY_ALONE = re.compile(r"אישור|i do|true|right(?: thanks| thank you)?|you (?:may|can)(?: call)?")

_UNSURE = re.compile(
    r"^say what$|^(?:it|that) (?:is|may be|might be|could be) possible\b|"
    r"^(?:please |ok |just |hmm )*(?:wait|hold|hang on|hold on)\b(?! (?:make|change|use|at|for \w+ people))"
    r"|^(?:well |ok |no |please )*(?:let me|i (?:need|have|would like|want|should|must"
    r"|had better)(?: to)?) (?:\w+ )?(?:wait|think|ask|check"
    r"|consult|talk to|speak to|see (?:if|what)|look|a (?:sec|second|minute|moment|bit|while|day)|some time|time)\b"
    r"|^i will confirm\b|^(?:just |give me |one |a )*(?:a |one )?(?:sec|second|minute|moment)\b"
    r"|\b(?:not (?:\w+ )?sure|(?:do|did) not (?:know|hear|catch|understand|get|have (?:an?|any|the|that)"
    r" (?:ideas?|answers?|clue|opinion|information|info))|not (?:give|tell) you\b|no (?:idea|clue)|(?:would"
    r"|i) rather (?:wait|think|not say)|undecided|not certain|not bad"
    r"|maybe|perhaps"
    r"|(?:let me|i (?:need|have|want|would like|should|must|will)(?: to)?|going to) (?:\w+ )?(?:check|ask|talk"
    r"|speak|think|see|consult)"
    r"\b.*\b(?:first|before|about it|it over)|not (?:\w+ )?yet|not so fast|think about it|think it over"
    r"|repeat(?:ed)?|(?:say|hear|know|tell me|ask|read|explain)\b.* (?:again|once more|one more time)|say again"
    r"|come again"
    r"|(?:can|could) not (?:say|tell|decide)|think i know|up in the air|might be)\b"
    r"|^(?:רגע|שנייה|דקה)(?: אחד| אחת| קטן)?(?: בבקשה)?$"
    r"|(?:^| )(?:לא (?:יודעת?|בטוחה?|הבנתי|שמעתי)|אולי|תחזור על|תחזרי על|ת?גידי? שוב|(?:אני )?אאשר (?!את)|(?:עוד"
    r"|עדיין) לא (?:אישרתי"
    r"|החלטתי)|אין לי מושג|(?:מעדי(?:ף|פה)|רוצה|צרי(?:ך|כה)) (?:לחכות|לחשוב)|מתלבטת?|(?:אני )?לא סגורה? על|עוד לא$"
    r"|עדיין לא$|(?:צרי(?:ך"
    r"|כה)|רוצה|אני|חייבת?) (?:ל|א)(?:שאול|בדוק|התייעץ|חשוב|דבר|ברר)(?: [^ ]+)* (?:קודם|לפני)"
    r"|(?:צרי(?:ך|כה)|חייבת?) ל(?:שאול|בדוק|התייעץ|חשוב)(?: |$)|(?:תני?|תן) לי (?:לחשוב|לבדוק|רגע))"
)
_NO = re.compile(
    r"(?:(?:absolutely|definitely|certainly|of course|hell|oh|sorry|please|um|hmm|well|yeah|i (?:would )?(?:say"
    r"|think|guess)) )*"
    r"(?:n$|that (?:is|would be) a no|(?:that is )?enough|(?:i (?:had )?)?better not|skip (?:it|that|this)"
    r"|(?:i would |i )rather (?:you did )?not|(?:under|in) no circumstances?|no(?! problem"
    r"| worries| doubt)|nope|nah|nay|not|do not|never|wrong|incorrect|false|decline|reject|refuse"
    r"|unconfirm|negative)\b"
    r"|.*\b(?:is|are|you) (?:\w+ ){0,3}(?:wrong|incorrect|false|not (?:right|correct|it))\b|i (?:never|do not"
    r"|can not|cannot|wo not)\b"
    r"|(?:how (?:do|can|would) (?:i|we|you|one)|how to|(?:what is|is there) (?:the|an?) (?:procedure|way|command"
    r"|process)"
    r" (?:to|for)) cancel(?:ling)?\b"
    r"|(?:please )?hold off\b|let us not|i (?:decline|refuse|reject)\b|i (?:said|say) no\b|stop\b|אמרתי לא"
    r"|not (?:at all|today|now|tonight|right now"
    r"|at the moment|this time)$|(?:i (?:have )?)?changed my mind"
    r"|call(?:ing)? (?:it|that|this|the whole thing) off|(?:עדיף שלא|התחרטתי)(?: |$)"
    r"|i take (?:it|that) back|(?:אני )?חוזרת? בי(?: |$)"
    r"|(?:ת?וותרי?|ת?פסיקי?|תפסיק|ת?דלגי?|בואי? נ(?:שכח|וותר|עזוב))(?: |$)"
    r"|(?:(?:זה|די|חבל|המספר|השם|השעה|התאריך|היום|הכתובת|לצערי|סליחה|אה|טוב|בסדר|סבבה|אוקיי?) )?"
    r"(?:אני )?(?:כבר |פשוט )?(?:לא|אל"
    r"|בשום אופן|בשום פנים|ו?ויתרתי|חרטה|ממש לא|טעות|שגוי|שלילי|אסור)(?: |$)"
)


_LATER = re.compile(
    r"^(?:ok |well |sorry )*i will (?:confirm|approve|decide|let you know|get back|tell you|answer)\b"
    r"|(?:^| )(?:אני )?(?:אאשר|אחליט|אודיע לך|אענה)(?: (?!את)|$)"
)
_MERE_NO = re.compile(
    r"(?:(?:no|please|sorry) )*not (?:at all|today|now|tonight|right now|at the moment|this time|yet"
    r"|really)(?: thanks| thank you| please)*"
    r"|(?:i would |i )rather not|(?:under|in) no circumstances?|לא (?:היום|כרגע|עכשיו|הפעם|בינתיים)(?: תודה"
    r"| בבקשה)*|בשום (?:אופן|פנים(?: ואופן)?)|עדיף שלא"
)


def plain(text: Text) -> str:
    """The message as words apart by one space; question marks stay."""
    words = _THUMB.sub(" yes ", text.plain)
    for pattern, longer in _CONTRACTIONS:
        words = pattern.sub(longer, words)
    return " ".join(_APART.sub(" ", words).split())


def is_yes(text: Text, code: str | None = None, callee: str = "") -> bool:
    """Nothing but a yes; the card's own code and the name of its callee may stand with it."""
    words = plain(text)
    if callee:
        words = _calls(words, callee)
    if words.count(" ") > _LONGEST:
        return False
    if code and words.endswith(f" {code}"):
        words = words.removesuffix(f" {code}")
    if "?" in words or _TRAILS_OFF.search(text.plain) or '"' in text.plain or _DOUBT.search(words):
        return False
    return bool(_ONLY_ALONE.fullmatch(words) or (_ALL.fullmatch(words) and _CORE.search(words)))


def _calls(words: str, callee: str) -> str:
    """ "Call Pizza Place", of the plan's own callee, as "call them"."""
    name = re.escape(" ".join(_APART.sub(" ", callee.lower()).split()))
    return re.sub(
        rf"\b(call|phone|ring|dial) (?:the )?{name}\b|(?<![א-ת])(תתקשרי?|להתקשר|התקשרי?) ל-?{name}(?![א-ת])",
        lambda hit: f"{hit[1]} them" if hit[1] else hit[2],
        words,
    )


def puts_off(text: Text) -> bool:
    """A yes or a no that is promised for later: "I'll confirm tomorrow"."""
    return bool(_LATER.search(plain(text)))


def is_doubt(text: Text) -> bool:
    return bool(_UNSURE.search(plain(text)))


def is_mere_no(text: Text) -> bool:
    """A no that names nothing to change: "not today", "בשום פנים ואופן"."""
    return bool(_MERE_NO.fullmatch(plain(text)))


def is_no(text: Text) -> bool:
    words = plain(text)
    return bool(_NO.match(words)) and not is_doubt(text)
