"""Names in a message: who is called, and in whose name.

Rules:
1. A known name is found anywhere, with the letters Hebrew glues to it (ל, ב, מ, ה …); it wins over every guess.
2. Other names are guessed only behind a word that announces one, and end where the next thing begins.
3. "A salon" and "a doctor" are kinds of places, not names.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ringback.engine.interpreters.text import FENCE, Text, read, trim, words
from ringback.engine.interpreters.verbs import hebrew
from ringback.engine.reading import Known

_TOKEN = re.compile(
    rf"(?:\b(?:dr|mr|mrs|ms|st)\.|[^\s{FENCE},;:!?()]*[^\s{FENCE},;:!?().])|[{FENCE},;:!?().]", re.IGNORECASE
)
_EN_STOPS = words(
    """
    for on at by to and n with tomorrow tonight today about if whether that please from because so until till when
    who what how why where which now asap again in under name is are was i i'm i'll we my me us you it they he she
    and/or or then will would can could does do did has have had not yesterday regarding concerning as right immediately
    also but thanks number phone tell ask say let lets delivers deliver accept accepts takes take open opens close
    closes ready let's instead a an some know taking accepting serving open busy crowded packed delivering offering
    having still confirm confirms work works get gets come comes back charge charges cost costs
    """
)
_KINDS_OF_PLACE = words("a an any some the")
_PAIRS = {
    "lost": "found",
    "bed": "breakfast",
    "fish": "chips",
    "arts": "crafts",
    "bar": "grill",
    "bath": "body",
    "surf": "turf",
    "health": "safety",
    "parks": "recreation",
    "home": "garden",
}
"""Names of one place with an "and" in it."""
_GENERIC = words(
    """
    restaurant salon hotel doctor dentist place somewhere anywhere hairdresser barber mechanic garage clinic vet
    plumber table room cab taxi ride morning evening afternoon movies movie airport home work lunch dinner
    breakfast night vacation holiday time same earlier reservation reservations booking
    tables seats spot appointment order delivery later
    best nearest dentist's doctor's next first last couple few outdoor
    indoor
    """
)
_HE_STOPS = words(
    """
    בטלפון במספר מספר טלפון בנייד נייד בקשר לגבי כדי בשביל על אם האם מתי כמה איפה למה מה איך מי בבקשה עכשיו דחוף
    מיד שוב כי עד ואז וגם גם אבל היום מחר הערב בשעה לשעה עם של־ הטלפון המספר
    שלו: בשם אצל בלי ללא אני ואני לי שם
    תספורת חיסון בדיקה בדיקת ניקוי צבע פן מניקור פדיקור תור פגישה
    מזל ברכות מי דרישת ללילה ללילות לשבוע לשבועיים לשעה לשעתיים ליומיים לזוג כבר כמה
    """
)
_TITLE = re.compile(r"[לבמ]?-?ה?(?:ד\"ר|דר'?|דוקטור|פרופ'?|פרופסור|מר|גב'|גברת|עו\"ד|הרב|רב)")
_INFINITIVE = re.compile(r"לה[א-ת]{3,}|ל[א-ת]{2}ות")
PLACE_HEADS = (
    r"(?:פיצה|פיצריה|פיצרית|פיצריית|מסעדה|מסעדת|קפה|בית קפה|בית|סושי|מאפייה|מאפיית|חנות|סופר|שווארמה|חומוס|בר"
    r"|מלון|מספרה|מספרת|מוסך"
    r"|מרפאה|מרפאת|קליניקה|קליניקת|סטודיו|מכון|גן|בורגר|גלידה|גלידריה|קונדיטוריה|פלאפל|שיפודי|ביסטרו|פאב|מכולת|ספא"
    r"|חדר כושר|בית חולים|בית ספר|בית מרקחת|קופת חולים|משרד|משרדי|עיריית|בנק|חברת|מועדון|מספרת)"
)
_NOT_A_PLACE = words(
    """
    בשם בשביל בבקשה בלי בחוץ בפנים בערך בערב בבוקר בצהריים בלילה בסביבות בשעה בתור בית בזמן בקשר ברור בסוף ביום
    בימי במקום בין בעוד בתוך במרפסת בטלפון במספר בסדר בשבוע בשבת בבית בנייד באחד בו בה בהם בכל במחיר באזור בעיר בסביבה
    """
)


@dataclass(frozen=True, slots=True)
class Name:
    """`start` and `end` hold the word that announced it as well; `said` is the name alone."""

    start: int
    end: int
    said: str


def known_name(text: Text, known: Sequence[Known]) -> tuple[Known, Name] | None:
    """The known name the message holds; of several the longest."""
    best: tuple[Known, Name] | None = None
    for candidate in known:
        words = re.escape(read(candidate.name).plain).replace(r"\ ", r"[\s-]+")
        bare = words.removeprefix("ה") if len(candidate.name) > 3 else words
        article = "(?:ה)?" if bare != words else ""
        found = re.search(rf"(?<![\w'])(?P<glued>ו?(?:ל|ב|מ|מה|לה|ש|כש)?-?){article}{bare}(?![\w'])", text.plain)
        if found and (best is None or len(candidate.name) > len(best[0].name)):
            best = candidate, Name(*found.span(), candidate.name)
    return best


def english(text: Text, start: int, *, subject: bool = False, any_place: bool = False) -> Name | None:
    """The name that begins at `start`.

    `subject` lets digits stand in it ("does 5 Guys deliver"); `any_place` takes "the garage" for a name, as behind
    "call".
    """
    taken: list[tuple[int, int]] = []
    end = start
    tokens = list(_TOKEN.finditer(text.said, start))
    for place, token in enumerate(tokens):
        word = token.group()
        if word in ",;:!?()." or word == FENCE or len(taken) == 8:
            break
        small = word == word.lower() or re.match(r"I(?:'|$)", word) is not None
        if taken and small and word.lower() in _EN_STOPS and not _goes_on(tokens, place):
            break
        if not taken and small and (word in _EN_STOPS or word[0].isdigit()) and word != "my":
            return None
        if taken and word[0].isdigit() and not subject:
            break
        taken.append(token.span())
        end = token.end()
    if not taken:
        return None
    said = trim(text.said[start:end])
    first, *rest = said.lower().split() or [""]
    kind_of_place = first in _KINDS_OF_PLACE and (not rest or (rest[0] in _GENERIC and len(rest) == 1))
    any_place = any_place or bool(_NUMBERED.match(text.plain, end))
    if (kind_of_place and not (any_place and rest and first == "the")) or said.split()[:1] in (["a"], ["an"]):
        return None
    if (first in _GENERIC and not rest) or (first in ("them", "him") and rest) or not re.search(r"[^\W\d]", said):
        return None
    return Name(start, end, re.sub(r"^(?:the restaurant|restaurant) (?=\S)", "", said, flags=re.IGNORECASE))


_NUMBERED = re.compile(rf"[ ,:(]*(?:at |on |phone |number )?{FENCE}")
"""A number stands right behind it: then "the clinic" is who is called."""


def _goes_on(tokens: list[re.Match[str]], place: int) -> bool:
    """The name goes on with a word that ends others: "Inn in Paris", "the busy shop", "lost and found"."""
    before, word = tokens[place - 1].group().lower(), tokens[place].group().lower()
    if before == "the":
        return True
    if word in ("and", "&") and place + 1 < len(tokens):
        return _PAIRS.get(before) == tokens[place + 1].group().lower()
    return word == "in" and _is_capital(tokens, place + 1)


def _is_capital(tokens: list[re.Match[str]], place: int) -> bool:
    return place < len(tokens) and tokens[place].group()[:1].isupper()


def hebrew_name(text: Text, start: int) -> Name | None:
    """The name that begins at `start`, without the ל, ב or מ that announced it."""
    taken: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(text.said, start):
        word = text.plain[slice(*token.span())]
        if word in ",;:!?()." or word == FENCE or len(taken) == 6:
            break
        verb = hebrew(word, at_head=False)
        if (
            (taken and (word in _HE_STOPS or _INFINITIVE.fullmatch(word)))
            or (verb and (taken or verb[0]))
            or (taken and word[0].isdigit())
        ):
            break
        if (
            taken
            and not _TITLE.fullmatch(text.plain[slice(*taken[-1])])
            and re.match(r"ש(?:ה|א|י|ל|ת|נ)?[א-ת]{2,}", word)
            and not _ends(text.plain, token.end())
            and word not in _WITH_SH
            and word not in ("של", "שלי", "שלו", "שלה", "שלנו", "שלום", "שמש")
        ):
            break
        taken.append(token.span())
    if not taken:
        return None
    said = trim(text.said[start : taken[-1][1]])
    counts = not said or said[0].isdigit() or said.split()[0] in COUNTS
    return None if counts else Name(start, taken[-1][1], said)


COUNTS = words("אחת אחד ואחת ואחד שתיים שניים שתי שלוש שלושה ארבע ארבעה")
_WITH_SH = words("שרה שרון שמעון שלמה שני שירה שירי שולה שולמית שחר שמואל שושנה שלומי שגיא שקד שרית שיר שלום שרגא שחף")
"""Names that begin with the letter that also joins a clause."""


def _ends(plain: str, place: int) -> bool:
    """A number or the end of the message follows."""
    return bool(re.match(rf"[ ,:]*(?:{FENCE}|$)", plain[place:]))


_KIN = (
    r"(?:wife|husband|partner|mother|mom|mum|father|dad|sister|brother|daughter|son|grand(?:mother|father|ma|pa)|aunt"
    r"|uncle|cousin|friend|boss|girlfriend|boyfriend|fianc[eé]e?)"
)
_HE_KIN = (
    r"(?:אשתי|בעלי|אחותי|אחי|בתי|בני|אמי|אבי|דודתי|חברתי|חברי"
    r"|ה?(?:אמא|אימא|אבא|סבתא|סבא|בת|בן|אחות|אח|אישה|בעל|חברה?|דודה?|שותפ?ה?|בוסי?ת?) שלי)"
)
_KIN_NAME = rf"(?:under|in|using|use) (?:my|our|his|her) (?:\w+ )?{_KIN}s?'?s? name"
_OF_KIN = re.compile(rf"(?:my|our|his|her) (?:\w+ )?{_KIN},? (?=\S)|{_HE_KIN},? (?=\S)", re.IGNORECASE)
"""Who somebody is, before their name."""
_MERE_KIN = re.compile(rf"{_HE_KIN}|(?:my|our|his|her) (?:\w+ )?{_KIN}(?:'s)?", re.IGNORECASE)
_EN_PRINCIPAL = re.compile(
    rf"\b(?:{_KIN_NAME}(?:,| is|:)?|in the name of|on behalf of"
    r"|(?:use|using|give|leave) the name(?: of)?|under(?: the name(?: of)?)?"
    r"|(?<=[,.;¦] )name(?= [a-z]+ *(?:[.!,;¦]|$))"
    r"|(?:the )?name(?:'s| is|:)|for the name) (?P<name>\S)"
)
_HE_PRINCIPAL = re.compile(
    r"(?<![א-ת])ו?(?:על שם|בשמ[והי]? של|בשם|השם (?:הוא|זה|יהיה|צריך להיות))(?: של)? (?P<name>\S)"
)
_EN_OWN = re.compile(
    r"\b(?:my name(?:'s| is)|i am called|call me|you can call me) (?P<name>(?!an?\b|the\b|back|when|if|at|on"
    r"|in|tomorrow|later|now|maybe|again|for|to|with)\S)"
)
_HE_OWN = re.compile(r"(?<![א-ת])(?:קוראים לי|שמי|השם שלי(?: הוא| זה)?|שמי הוא) (?P<name>\S)")


_UNNAMED = re.compile(
    r"\b(?:in the name of|on behalf of) (?:(?:an?|one of (?:my|our|the)|some|the|my|our|another) )(?:\w+ )?"
    r"(?:customers?|clients?|patients?|friends?|tenants?"
    r"|colleagues?|neighbou?rs?|guests?|company|employer|boss|students?)\b(?!['\w])"
    r"|(?<![א-ת])(?:על שם|בשמ[והי]? של|בשם)(?: של)? (?:אחד ה|אחת ה|איזה |איזו )?ה?"
    r"(?:לקוח(?:ה|ות)?|מטופל(?:ת)?|חבר(?:ה)?"
    r"|דייר(?:ת)?|שכנ?ה?|קולגה|אורח(?:ת)?|מעסיק|תלמיד(?:ה)?)(?: של[א-ת]+)?(?![א-ת])"
)


def unnamed(text: Text) -> Name | None:
    """For whom the call is made, where the message says what they are and not who: "on behalf of a customer"."""
    found = _UNNAMED.search(text.plain) or (None if principal(text) else _ONLY_KIN.search(text.plain))
    return Name(*found.span(), text.cut(*found.span())) if found else None


_ONLY_KIN = re.compile(
    rf"\b{_KIN_NAME}\b|\b(?:in|under) the name of (?:my|our|his|her) (?:\w+ )?{_KIN}\b"
    rf"|\bon behalf of (?:my|our|his|her) (?:\w+ )?{_KIN}\b|(?<![א-ת])ו?(?:על שם|בשם)(?: של)? {_HE_KIN}(?![א-ת])"
)


def principal(text: Text) -> Name | None:
    """In whose name this call is made, where the message says so, or for whom the appointment is."""
    stated = None if _UNNAMED.search(text.plain) else _behind(text, _EN_PRINCIPAL, _HE_PRINCIPAL)
    visitor = None if stated else _VISITOR.search(text.said)
    return Name(visitor.start("mark"), visitor.end(), visitor["name"]) if visitor else stated


_VISITOR = re.compile(
    r"(?i:(?:^(?:an? )?|\b(?:book|make|schedule|get|set up|arrange|reserve|find|need|want|like)(?:ing)? (?:me |us )?"
    r"(?:an?|the|another|some) )(?:[\w'-]+ ){0,2}?(?:appointments?|appts?|haircut|check-?up|massage|manicure|pedicure"
    r"|consultation|lesson)) (?P<mark>for )"
    r"(?P<name>(?!(?:The|My|Our|Dr|Prof|Mr|Mrs|Ms|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Next|This|Tomorrow|Today|Tonight"
    r"|Christmas|Passover|Easter|Thanksgiving|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Botox|Invisalign|Lasik|Reiki|Pilates|Covid)(?:day)?\b)[A-Z][a-z]+(?:(?: and)? [A-Z][a-z]+)?)"
    r"(?![\w'-])(?= *(?:$|[,.;!?¦]| (?:at|with|on|for|from|to|in|by|under|please|tomorrow|today|tonight|next|this"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b))"
)
"""A name with a capital letter behind "book an appointment for", where no day, no title and no treatment stands."""


def past_principal(text: Text, place: int) -> int:
    """Behind the principal, when nothing but it stands at `place`."""
    found = principal(text)
    return found.end if found and found.start >= place and not trim(text.plain[place : found.start]) else place


def own(text: Text) -> Name | None:
    """The user's own name, where the message states it."""
    return _behind(text, _EN_OWN, _HE_OWN)


_ADDRESS = re.compile(
    r"(?:^|[.,;!] *|\band )(?:my|our) (?:home |delivery |full )?address(?: is|:)? (?P<said>[^.;!?¦]+?)"
    r"(?=$|[.;!?¦]|,? (?:and|so|please) )"
    r"|(?:^|[.,;!] *|ו)(?:ה?כתובת (?:שלי|שלנו)|ה?כתובת למשלוח)(?: היא| זה| זאת|:)? (?P<he>[^.;!?¦]+?)(?=$|[.;!?¦]"
    r"|,? ו?ת[א-ת]{3})"
    r"|(?:^|[.,;!] *|\band )(?:i|we) live (?:at|on|in) (?P<live>\d+ [^.;!?¦]+|[^.;!?¦\d]+ \d+[^.;!?¦]*)$"
    r"|(?:^|[.,;!] *|ו)(?:אני|אנחנו) (?:גר|גרה|גרים) ב(?P<he_live>[^.;!?¦\d]+ \d+[^.;!?¦]*)$"
)


def address(text: Text) -> Name | None:
    """Where the user lives, where the message states it; a question states nothing."""
    found = _ADDRESS.search(text.plain) if "?" not in text.plain else None
    group = next((name for name, said in found.groupdict().items() if said), None) if found else None
    said = text.cut(*found.span(group)) if found and group else ""
    return Name(*found.span(), said) if found and re.search(r"[^\W\d]", said) and len(said) <= 120 else None


def _behind(text: Text, english_mark: re.Pattern[str], hebrew_mark: re.Pattern[str]) -> Name | None:
    for pattern, reader in ((english_mark, english), (hebrew_mark, hebrew_name)):
        found = pattern.search(text.plain)
        if found:
            name = reader(text, found.start("name"))
            if name and len(name.said.split()) <= 4 and not _MERE_KIN.fullmatch(name.said):
                return Name(found.start(), name.end, _OF_KIN.sub("", name.said, count=1))
    return None


_EN_PLACE = re.compile(
    r"\b(?P<mark>called|named|restaurant|(?:go|going|come|head|out|trip) to|(?:dining|dine|eating|eat) in|(?:me"
    r"|us) into"
    r"|at|with|from|try|calling|see(?= (?:dr"
    r"|prof)\b)) (?P<name>\S)"
)
_NOT_HOME = r"(?!הבית(?! (?:קפה|חולים|ספר|מרקחת|מלון)))"
_HE_PLACE = re.compile(
    rf"(?<![א-ת])(?:(?:אצל|מול|עם|אל) (?P<after>\S)|(?P<glued>[במל])-?{_NOT_HOME}ה?(?P<head>{PLACE_HEADS}(?![א-ת])"
    rf"|(?<=[-במל])[a-z]))"
)
_HE_AT = re.compile(r"(?<![א-ת])(?P<word>ב(?P<name>[א-ת][א-ת'\"]{2,}))(?![א-ת])")


_HE_FROM = re.compile(
    r"(?<![א-ת])(?:מה(?!ר(?![א-ת])|ם|ן|בית)|מ-|מ(?=מ))(?P<name>[א-ת][א-ת'\"]{2,})(?![א-ת])(?! \d{1,3}(?![\d:]))"
)
"""From whom something is ordered, where no food begins with these letters."""


def place(text: Text, *, meeting: bool = True) -> Name | None:
    """The business an English message speaks of, behind "at", "from", "called"; for a `meeting` also behind "with"."""
    best: tuple[int, Name] | None = None
    order = ("called", "named", "try", "calling", "restaurant", "at", "from", "with", "see")
    for found in _EN_PLACE.finditer(text.plain):
        name = english(text, found.start("name"))
        mark = found["mark"] if found["mark"] in order else "at"
        rank = order.index(mark)
        if name and (meeting or found["mark"] != "with") and (best is None or rank < best[0]):
            best = rank, Name(found.start(), name.end, name.said)
    return best[1] if best else None


def hebrew_place(text: Text, *, meeting: bool = True, guess: bool = False) -> Name | None:
    """The same in Hebrew; `guess` also takes an unknown word behind ב, as in "שולחן בטאיזו"."""
    for found in _HE_PLACE.finditer(text.plain):
        name = hebrew_name(text, found.start("after") if found["after"] else found.start("head"))
        numbered = name is not None and bool(_NUMBERED.match(text.plain, name.end))
        if name and (meeting or numbered or not found.group().startswith("עם")):
            return Name(found.start(), name.end, name.said)
    for hit in _HE_FROM.finditer(text.plain) if not meeting else ():
        name = hebrew_name(text, hit.start("name"))
        if name:
            return Name(hit.start(), name.end, name.said)
    if guess:
        for hit in _HE_AT.finditer(text.plain):
            if hit["word"] not in _NOT_A_PLACE:
                name = hebrew_name(text, hit.start("name"))
                if name:
                    return Name(hit.start(), name.end, name.said)
    return None
