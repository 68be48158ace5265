"""Do these words ask that we never call again? Pure.

Rules:
1. A wish is a family of words, not a sentence: a prohibition with "again", "stop calling", "off your list".
2. It is none where the same breath bounds it ("before nine", "until Sunday"), makes it a condition ("if you don't call
   again by eight"), or promises a call to us ("I'll call you").
3. A bare "don't call me", or "I do not want you to call", counts when nothing else is asked for in its
   place ("text me instead").
"""

import re


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


_WHOM = (
    r"(?:,? (?:back|me|us|here|there|home|please|at (?:all|home|work)|(?:(?:at|on|to) )?(?:this|my|our|the)"
    r" (?:\w+ )?(?:number|phone|line|place|house|shop|store|office|home|business|company|clinic|restaurant)))*"
)
_AGAIN = r",? (?:again|any ?more|ever)\b"
_END = r"(?=\s*(?:[.,;!?]|$)| (?:and|or|because|i'm|i am)\b)"
_CALL = r"(?:call|phone|ring|contact|dial|bother|disturb|text|harass)"
_CALLING = r"(?:calling|phoning|ringing|contacting|dialing|dialling|bothering|disturbing|texting|harassing)"
_CALLED = r"(?:called|phoned|contacted|bothered|disturbed)"
_TO_US = rf"{_WHOM}(?:{_AGAIN}|{_END})"
_NOT = r"(?<!\bi )(?<!\bwe )(?<!\bthey )(?<!\byou )(?<!\bwhy )\b(?:don't|dont|do not)"
_LIST = r"(?:list|lists|database|system|records?|phone ?book|books|directory|contacts|file|files)"
_ENGLISH = _compiled(
    rf"{_NOT}(?: you)?(?: (?:please|even))? {_CALL}{_WHOM}{_AGAIN}",
    rf"(?<!why )\b(?:don't|dont|do not)(?: you)? (?:ever|dare)(?: to)? {_CALL}{_TO_US}",
    rf"\b(?:must|should|may|better|you|please)(?: ?not|n't| never)(?: to)?(?: ever)? {_CALL}{_WHOM}{_AGAIN}",
    rf"(?<!\bi )(?<!\bwe )(?<!\bthey )(?<!'d )\bnever (?:ever )?{_CALL}{_TO_US}",
    r"\b(?:don't|dont|do not|doesn't|never) (?:want|wish|need)(?: to (?:get|receive|have|take))? (?:any|your|these|"
    r"such)"
    r"(?: more| further)?(?: phone)? calls\b",
    r"\b(?:don't|dont|do not|never) (?:want|wish) to hear from you\b",
    rf"(?<!\bi )(?<!\bwe )(?<!\bthey )(?<!\bhe )(?<!\bshe )(?<!\bit )(?<!'ll )(?<!\bwill )"
    rf"\bstop(?: (?:please|ever))? (?:with (?:the|these|your) calls|{_CALLING}{_TO_US})",
    rf"\b(?:quit|cease|no more) {_CALLING}{_TO_US}",
    r"(?:^|[.!,;] ?)(?:and |so |please,? )?no more (?:phone |of (?:these|your) )?calls(?: please)?(?=\s*(?:[.,!]|$))",
    r"\b(?:take|remove|delete|erase|cross|strike|scratch|get) (?:me|us|(?:my|our|this|the) (?:\w+ )?(?:number|name|"
    r"phone))"
    rf" (?:off|from|out of)(?: (?!waiting|guest|wait)\w+){{0,3}} {_LIST}\b",
    r"\b(?:take|remove) (?:me|us) off(?=\s*(?:[.,!]|$))",
    r"\b(?:lose|forget|delete|erase|remove) (?:my|our|this) (?:phone )?number(?=\s*(?:[.,!?]|$)| (?:and|please)\b)",
    rf"\b(?:to be|(?:my|our|this) (?:phone )?(?:number|name)) (?:removed|deleted|erased|taken off)(?=\s*(?:[.,!]|$)|"
    rf" (?:from|off)? ?(?:your|the|this|all) (?!waiting|guest|wait)(?:\w+ )?{_LIST}\b)",
    r"\b(?:remove|delete|unsubscribe) (?:me|us)(?: please)?(?=\s*(?:[.,!]|$))|"
    r"\bopt(?: me| us)? out(?: please)?(?=\s*(?:[.!]|$))",
    r"(?<!\bi )(?<!\bwe )\bleave (?:me|us) alone(?=\s*(?:[.,!]|$)| and\b)|\bthis is harassment\b",
    rf"\byou(?:'re| are) not to {_CALL}{_TO_US}",
    r"\b(?:don't|do not|never) consent to (?:these|any|your|such|being)\b",
    rf"(?:^|[.!,;] )please (?:don't|do not) {_CALL}(?: us| me| here| back)*(?=\s*(?:[.!]|$))|"
    rf"(?:^|[.!;] )(?:don't|do not) {_CALL} back(?=\s*(?:[.!]|$))",
    r"\b(?:put|add|place) (?:me|us|(?:my|our|this) (?:\w+ )?number) (?:on|to|in) (?:your|the|a) do[- ]not[- ]call\b",
    r"\b(?:unsubscribe (?:me|us|(?:my|our|this) number)\b|prefer not to (?:get|receive|have) (?:any|your|these|such)"
    r"(?: more)? calls\b)",
    rf"\brefrain from {_CALLING}{_TO_US}",
)
_BARE_ENGLISH = rf"{_NOT} {_CALL}(?:,? (?:me|us|here|this number|this line)){_END}"

_HERE = (
    r"(?: (?:אליי|אלי|אלינו|לכאן|לפה|לי|לנו|אותי|אותנו|הנה|בבקשה|הביתה|לבית|"
    r"למספר (?:הזה|זה|שלי)|לטלפון הזה|לקו הזה))*"
)
_MORE = r",? (?:יותר(?! (?:מאוחר|מוקדם|מדי|מ\w))|שוב\b|לעולם|לעולמים|אף פעם|בחיים|בכלל|עוד פעם|עוד(?=\s*(?:[.,!]|$)))"
_STOP = r"(?=\s*(?:[.,;!?]|$)| (?:אני|כי|ו\w+)\b)"
_YOU_CALL = r"(?:תתקשר\w*|תטלפנ\w+|תטלפן|תצלצל\w*|תחייג\w*|תטריד\w*|תציק\w*)"
_THEY_CALL = rf"(?:{_YOU_CALL}|יתקשרו|יטלפנו|יצלצלו|(?:אתם |את |אתה )?(?:מתקשר\w*|מטלפנ\w+|מצלצל\w*|מטריד\w*))"
_TO_CALL = r"(?:להתקשר|לטלפן|לצלצל|לחייג|להטריד|להציק)"
_HEBREW_LIST = r"מ(?:ה)?(?:רשימ(?:ה|ות|ת (?!ה?המתנה)\w+)|רשימה|מאגר\w*|מערכת|ספר \w+)"
_HEBREW = _compiled(
    rf"(?<!\w)(?<!היא )(?:אל|לא|שלא|אין) (?:{_YOU_CALL}|{_TO_CALL}){_HERE}{_MORE}",
    rf"(?<!\w)(?:יותר|לעולם|אף פעם|בחיים|בשום אופן) (?:אל|לא|שלא) (?:{_YOU_CALL}|{_TO_CALL}){_HERE}",
    r"(?<!\w)לא (?:רוצ\w+|מעוניי?נ\w+)(?: יותר)?(?: לקבל)?(?: מכם| יותר| עוד)* (?:ב?שיחות|"
    r"ב?טלפונים)(?: מכם)?(?=\s*(?:[.,!]|$)|"
    r" (?:מכם|יותר|כאלה|האלה))",
    rf"(?<!הם )(?<!\w)(?:תפסיק\w*|להפסיק|הפסיקו|הפסיקי|הפסק|תחדל\w*|חדלו|נמאס(?: לי| לנו)?)(?: כבר| בבקשה| עם זה)*"
    rf" (?:{_TO_CALL}|ש{_THEY_CALL})",
    r"(?<!\w)נמאס(?: לי| לנו)? מה(?:שיחות|טלפונים) (?:שלכם|האלה)",
    rf"(?<!\w)(?:די|מספיק)(?: כבר)?(?: עם)? (?:{_TO_CALL}(?: כבר)?{_HERE}(?:{_MORE}|{_STOP})|"
    rf"(?:השיחות|הטלפונים) (?:שלכם|האלה))",
    r"(?<!\w)(?:תמחק|תסיר|תוריד|תוציא|מחק|הסיר|הורידו|למחוק|להסיר|להוריד|להוציא)\w*(?: בבקשה)?"
    rf" (?:אותי|אותנו|את ה?(?:מספר|טלפון|שם)(?: שלי| שלנו| הזה)?)(?: \w+)? {_HEBREW_LIST}",
    r"(?<!\w)(?:תמחק|תסיר|תשכח|מחק|הסיר|למחוק|להסיר)\w*(?: בבקשה)?"
    r" את ה?(?:מספר|טלפון)(?: שלי| שלנו| הזה)?(?=\s*(?:[.,!]|$))",
    r"(?<!\w)(?:תסיר\w*|תמחק\w*|הסירו|הסר)(?: בבקשה)? (?:אותי|אותנו)(?: בבקשה)?(?=\s*(?:[.,!]|$))|^הסר[.! ]*$",
    r"(?<!\w)(?:תעזב\w+|עזבו|תניח\w+) (?:אותי|אותנו|לי|לנו) (?:בשקט|במנוחה)",
    r"(?<!\w)אין ל(?:כם|ך|כן) (?:אישור|רשות|הסכמה) (?:להתקשר|לטלפן|לצלצל)",
    rf"(?<!\w)(?:דורש\w*|שלא תעז\w*) (?:שלא {_YOU_CALL}|{_TO_CALL}){_HERE}(?:{_MORE}|{_STOP})",
    r"(?<!\w)לא רוצ\w+ (?:יותר )?(?:שיחות|טלפונים) (?:ממחשב|ממכונה|מרובוט\w*|מבוט\w*|אוטומטי\w+)",
    r"(?:^|[.,!;] ?)(?:פשוט |בבקשה )?לא להתקשר(?: לפה| לכאן| אלינו| אליי)?(?=\s*(?:[.!]|$))",
)
_BARE_HEBREW = rf"(?<!\w)(?<!היא )(?:אל|שלא) {_YOU_CALL}(?: (?:אליי|אלי|אלינו|לכאן|לפה|אותי|אותנו|למספר הזה)){_STOP}"
_WISH = (*_ENGLISH, *_HEBREW)
_BARE = _compiled(
    _BARE_ENGLISH,
    _BARE_HEBREW,
    rf"\b(?:don't|dont|do not|doesn't|never) (?:want|wish|like|appreciate)(?: (?:you|your|you people|you guys|them|"
    rf"anyone|anybody|people))?(?: ever)?(?: to (?:be|keep|get))? (?:(?:to )?{_CALL}|{_CALLING}|{_CALLED}){_TO_US}",
    rf"\b(?:rather|prefer(?: it)?(?: if)?|appreciate it if|happy if|grateful if|better if) you (?:"
    rf"(?:didn't|did not|don't|do not|wouldn't|never) {_CALL}|"
    rf"(?:stop|stopped|would stop|quit) {_CALLING}){_TO_US}",
    rf"\b(?:told|ask|asked|asking|begged|warned|telling|said)(?: (?:you|them|your \w+))?(?: \w+){{0,2}}"
    rf" (?:not to|never to|to never|don't|do not|never) {_CALL}{_TO_US}",
    rf"(?<!\w)לא (?:רוצ\w+|מעוניי?נ\w+|מוכנ\w*|מרש\w+)(?: יותר)? ש{_THEY_CALL}{_HERE}(?:{_MORE}|{_STOP})",
    rf"(?<!\w)(?:אמרתי|אמרנו|ביקשתי|ביקשנו|מבקש\w*)(?: \w+){{0,2}} (?:לא {_TO_CALL}|(?:של|"
    rf"ל)א {_YOU_CALL}){_HERE}(?:{_MORE}|{_STOP})",
)
"""Wishes that need no "again"."""

_CONDITION = re.compile(
    r"(?:^|[.,;!?] ?|\b(?:and|but|so|because) )(?:if|unless|in case|when|once|as long as)"
    r" (?:you|we|they|i)(?: (?:guys|people|all|really|still|do|also))?\s*$|"
    r"(?:^|[.!?;] ?)if (?:there|nobody|no one|it)\b[^.!?;]{3,40}\s*$|(?<!\w)(?:אם|במידה ו|אלא אם|למה|"
    r"מדוע) ?(?:אתם |את |אתה )?$"
)
_BOUND = re.compile(
    r"(?: \w+)? (?:before|until|till|unless|between|during|while|by|today|tomorrow|tonight|after(?! (?:today|this|"
    r"that))|"
    r"(?:so|too|this|that) (?:late|early)|on (?:\w+days?|weekends?|shabbat|holidays)|"
    r"at (?:night|lunch|dinner|noon|midnight|this hour|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve)|"
    r"at the (?:door|gate)|in the (?:morning|evening|afternoon|middle)|this (?:morning|evening|afternoon|week)|"
    r"for (?:a|the next|\d+|two))\b|"
    r"(?: \w+)? (?:לפני|עד|אחרי|בין|מאוחר|מוקדם|היום|הלילה|הערב|מחר|כל עוד|אלא|כש\w+|בזמן|בשבת|בשישי|בערב|בערבים|"
    r"בלילה|בלילות|"
    r"בבוקר|בצהריים|בחג|בשעות|בשעה|בין|ביום|בפעמון|בדלת|באינטרקום|בשבע|בשמונה|בתשע|בעשר|ב\d+)(?!\w)"
)
_PROMISE = re.compile(
    r"\b(?:i'll|i will|we'll|we will|let me|let us|i'm going to|we're going to|she'll|he'll)(?: \w+)?"
    r" (?:(?:call|phone|ring|text) (?:you|back)\b|get back|be in touch|contact you|let you know)|"
    r"(?:^|[\s,.])(?:אתקשר|נתקשר|אחזור|נחזור|חוזר\w*|אצלצל|נצלצל|אטלפן|נטלפן|תתקשר|יתקשרו)(?: \w+)?"
    r" (?:אלי+ך|אליכ[םן]|חזרה|בעצמ\w+)|"
    r"(?:^|[\s,.])(?:אני|אנחנו)(?: כבר)? (?:אחזור|נחזור|אעדכן|נעדכן|(?:אתקשר|נתקשר)(?=\s*(?:[.,!]|$)))|[אנ]יצור קשר|"
    r"אצור קשר"
)
_INSTEAD = re.compile(
    r"^[\s,.;]*(?:(?:and|but|just|please|instead|rather|אבל|רק|פשוט|בבקשה)[\s,]+)*"
    r"(?:call|ring|phone|text|send|write|whatsapp|email|e-mail|come|use|try|order|book|"
    r"תשלח\w*|שלח\w*|תכתב\w*|כתב\w*|תסמס\w*|תתקשר\w*|התקשר\w*|תבוא\w*|בוא\w*|תגיע\w*|תזמינ\w*|הזמינ\w*)(?!\w)"
)


def never_again(text: str) -> bool:
    """They do not want to be called any more."""
    words = " ".join(text.casefold().replace("’", "'").split())
    found = [(wish, words[wish.end() :], words[: wish.start()]) for sign in _WISH for wish in sign.finditer(words)]
    bare = [(wish, words[wish.end() :], words[: wish.start()]) for sign in _BARE for wish in sign.finditer(words)]
    found += [one for one in bare if not _INSTEAD.match(one[1])]
    return any(_meant(before, after) for _, after, before in found)


def _meant(before: str, after: str) -> bool:
    return not (_CONDITION.search(before) or _BOUND.match(after) or _PROMISE.search(after))
