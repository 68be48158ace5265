import pytest

from ringback.engine.matching import find, same
from ringback.engine.reading import Known
from ringback.engine.task import Source

BOOK = tuple(
    Known(name, f"+97236123{number}", Source.CONTACT)
    for number, name in enumerate(
        [
            "Pizza Place",
            "פיצרייה של יוסי",
            "מסעדת הדקל",
            "Rotem's Hair Salon",
            "ג'ורג' חומוס",
            "קפה ביאליק",
            "Cafe Joe",
            "Cafe Noir",
            "Vegetarian Kitchen",
            "דנה",
        ],
        start=456,
    )
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("the pizza place", "Pizza Place"),
        ("PIZZA PLACE!", "Pizza Place"),
        ("פיצריה של יוסי", "פיצרייה של יוסי"),
        ("פצריה של יוסי", "פיצרייה של יוסי"),
        ("לפיצרייה של יוסי", "פיצרייה של יוסי"),
        ("הדקל", "מסעדת הדקל"),
        ("מסעדת דקל", "מסעדת הדקל"),
        ("Rotems hair salon", "Rotem's Hair Salon"),
        ("גורג חומוס", "ג'ורג' חומוס"),
        ("ג׳ורג׳ חומוס", "ג'ורג' חומוס"),
        ("קפה בִּיאלִיק", "קפה ביאליק"),
        ("Vegeterian Kitchen", "Vegetarian Kitchen"),
        ("Vegetarain Kitchen", "Vegetarian Kitchen"),
        ("לדנה", "דנה"),
    ],
)
def test_a_name_is_found_whatever_its_spelling(said: str, meant: str) -> None:
    found = find(said, BOOK)
    assert found is not None
    assert found.name == meant


@pytest.mark.parametrize("said", ["cafe", "", "...", "דינה כהן", "Dana", "Pizza Palace", "לנה", "Joe's Garage"])
def test_a_doubtful_name_is_not_guessed(said: str) -> None:
    found = find(said, BOOK)
    assert found is None


def test_the_other_script_matches_only_when_it_was_linked() -> None:
    assert find("פיצה פלייס", BOOK) is None
    for aliases in ({"פיצה פלייס": "Pizza Place"}, {"Pizza Place": "פיצה פלייס"}):
        found = find("לפיצה פלייס", BOOK, aliases) or find("פיצה פלייס", BOOK, aliases)
        assert found is not None
        assert found.name == "Pizza Place"


def test_the_book_links_its_own_names_and_a_contact_is_meant_first() -> None:
    book = Known("פיצה פלייס", "+97236123999", Source.PRACTICE_BOOK, "he", ("Pizza Place",))
    found = find("פיצה פלייס", (*BOOK, book))
    assert found is not None
    assert (found.name, found.source) == ("Pizza Place", Source.CONTACT)
    assert find("פיצה פלייס", (book,)) == book


def test_of_two_linked_names_the_one_that_was_said_is_meant() -> None:
    pair = (
        Known("פיצה פלייס", "+97236123456", Source.PRACTICE_BOOK, "he", ("Pizza Place",)),
        Known("Pizza Place", "+97236123556", Source.PRACTICE_BOOK, "en", ("פיצה פלייס",)),
    )
    for said, number in (("pizza place", "+97236123556"), ("פיצה פלייס", "+97236123456")):
        found = find(said, pair)
        assert found is not None
        assert found.phone_number == number


def test_contacts_stand_before_the_book() -> None:
    book = Known("Pizza Place", "+97236129999", Source.PRACTICE_BOOK)
    found = find("pizza place", (*BOOK, book))
    assert found is not None
    assert found.source is Source.CONTACT


def test_same_compares_spellings_of_one_name() -> None:
    assert same("פיצריה", "הפיצרייה")
    assert not same("", "")
    assert not same("Mum", "Dad")
