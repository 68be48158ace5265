"""Another sort or size of what is ordered, or another dish: "actually pepperoni", "make it small", "בעצם סלט".

Rules:
1. It is read only for an order of one thing, and only in words that stand here; anything else stays a wish.
2. A sort takes the place of the old one and leaves count, size and what it comes with; a dish takes the place of all.
"""

import re
from dataclasses import replace

from ringback.engine.interpreters import quantities
from ringback.engine.interpreters.requests import Slots, value
from ringback.engine.interpreters.text import Text, pattern, trim, words
from ringback.engine.reading import Situation

_DISHES = words(
    """
    pizza pizzas pie pies salad salads burger burgers hamburger hamburgers sandwich sandwiches wrap wraps pasta soup
    sushi roll rolls falafel falafels shawarma hummus sub subs calzone calzones toast schnitzel baguette baguettes cake
    coffee coke lemonade tray trays burrito burritos taco tacos noodles risotto lasagna steak fries
    פיצה פיצות מגש מגשים משולש משולשים סלט סלטים המבורגר המבורגרים כריך כריכים סנדוויץ' פסטה מרק סושי רול רולים
    פלאפל שווארמה חומוס לאפה בגט בגטים טוסט טוסטים קלצונה שניצל שניצלים עוגה קפה קולה לימונדה סביח בורקס נודלס לזניה
    ריזוטו סטייק צ'יפס
    """
)
_SORTS = words(
    """
    margherita margheritas margarita margaritas pepperoni pepperonis mushroom mushrooms olive olives tuna onion corn
    hawaiian veggie vegetarian vegan cheese bolognese alfredo napolitana marinara chicken beef lamb salmon tofu caesar
    greek romana spicy salami anchovy anchovies pineapple sausage bbq truffle spinach eggplant tomato basil pesto
    carbonara plain white mediterranean
    מרגריטה מרגריטות פפרוני פטריות זיתים טונה בצל תירס הוואי צמחונית צמחוני טבעונית טבעוני ירקות גבינות גבינה בולונז
    אלפרדו נפוליטנה מרינרה עוף בשר טלה סלמון טופו קיסר יווני יוונית רומנית חריפה חריף סלמי אנשובי אננס תרד חציל חצילים
    עגבניות בזיליקום פסטו קרבונרה כמהין רוזה לבנה
    """
)
_SIZES = words(
    """
    large small medium big huge mini personal regular xl family family-size
    גדולה גדול גדולות גדולים קטנה קטן קטנות קטנים בינונית בינוני בינוניות בינוניים משפחתית משפחתיות משפחתי אישית אישיות
    אישי ענקית ענק
    """
)
_LEAD = pattern(
    r"""(?:(?:no|לא)[,.!]+[ ]|(?:actually|wait|sorry|oh|well|hmm|please|ok|okay|rather|yes|yeah|sure|but
    |כן|אבל|סבבה|אוקיי?|בעצם|רגע|סליחה|אה|בבקשה|אז|עדיף)[ ,.!]+)*
    (?:(?:make (?:it|that|them)|change (?:it|that)(?: to)?|i (?:want|need|meant|mean|prefer)
    |i'd (?:like|prefer|rather have)|let's (?:have|do|get)|get|order|take|ת?עש[הי](?: את זה)?
    |ת?שנ[הי](?: את זה)? ל-?|ת?חלי[ףפ]י?(?: את זה)? ל-?
    |אני (?:רוצה|צריכה?|מעדיפה?)|התכוונתי ל-?|שתהיה|שיהיה|ת?קחי?)[ ]*)?"""
)
_TAIL = re.compile(r"[ ,]*(?:instead|please|thanks|rather|במקום|בבקשה|תודה|עדיף)?[.! ]*$")


def read(text: Text, situation: Situation) -> Slots:
    """The items with the sort, the size or the dish that the message names and nothing else; else nothing."""
    items = situation.slots.get("items")
    lead = _LEAD.match(text.plain)
    start = lead.end() if lead else 0
    said = _TAIL.sub("", text.said[start:])
    changes = start or said != trim(text.said)
    thing = quantities.single(items.said) if items else None
    if items is None or thing is None or not said:
        return {}
    if such := _such(thing, said.lower()):
        return {"items": value(such)}
    if not changes:
        return {}
    count, *new = said.lower().split()
    if count not in _ONE and not quantities.is_count(count):
        count, new = "", [count, *new]
    if not new or len(new) > _MOST or not all(word in _SORTS | _SIZES | _DISHES for word in new):
        return {}
    hebrew = not new[0].isascii()
    if new[0 if hebrew else -1] in _DISHES:
        corrects = _CORRECTS.search(text.plain) and (not count or count in _ONE or len(new) > 1)
        return {"items": value(said)} if corrects else {}
    thing = replace(thing, count=count) if count and count not in _ONE else thing
    changed = _with(thing, new)
    return {"items": value(changed)} if changed != items.said else {}


_CORRECTS = re.compile(
    r"\b(?:no|actually|wait|sorry|rather|instead|make it|change|i meant|not)\b"
    r"|(?<![א-ת])(?:לא|בעצם|רגע|סליחה|במקום|עדיף|ת?עש[הי]|ת?שנ[הי]|ת?חלי[ףפ]י?|התכוונתי)(?![א-ת])"
)
"""Another dish takes the place of the one before only where the message says so; else it may come beside it."""
_ONE = words("a an some the")
_MOST = 4


_SUCH = re.compile(
    r"(?:(?P<count>an?|\d{1,2}|two|three|four) )?(?P<kind>(?:[a-z-]+ ){1,2})ones?(?P<tail> (?:with|without) [^,.;]+)?"
    r"|(?P<he_count>אחת|אחד) (?P<he_kind>[א-ת]+)(?P<he_tail> (?:עם|בלי) [^,.;]+)?"
)


def _such(thing: quantities.Thing, said: str) -> str:
    """ "A large one with mushrooms": the thing of such a size or sort; empty where it is no such word."""
    found = _SUCH.fullmatch(said)
    kind = (found["kind"] or found["he_kind"]).split() if found else []
    if found is None or not all(word in _SORTS | _SIZES for word in kind):
        return ""
    count, tail = found["count"] or thing.count, found["tail"] or found["he_tail"] or thing.tail
    return _with(replace(thing, count=count, tail=tail), kind)


def _with(thing: quantities.Thing, new: list[str]) -> str:
    """The thing with its sort or size in new words."""
    sized, sorted_ = [word for word in new if word in _SIZES], [word for word in new if word not in _SIZES]
    old = thing.words.split()
    dishes = [word for word in old if word.lower() in _DISHES]
    sizes = sized or [word for word in old if word.lower() in _SIZES]
    sorts = sorted_ or [word for word in old if word.lower() not in _DISHES | _SIZES]
    hebrew = not thing.words.isascii()
    order = [*dishes, *sorts, *sizes] if hebrew else [*sizes, *sorts, *dishes]
    return thing.written(" ".join(order))
