import pytest

from ringback.engine.sensitive import kind, treats

FOUND = [
    ("card", "my card is 4111 1111 1111 1111"),
    ("card", "הכרטיס שלי 5555-5555-5555-4444"),
    ("card", "٤١١١١١١١١١١١١١١١"),
    ("card", "3782\u200b822463 10005"),
    ("account", "transfer to GB82 WEST 1234 5698 7654 32"),
    ("account", "IL620108000000099999999"),
    ("identity", "123456782"),
    ("identity", "ת״ז 12345"),
    ("identity", "מספר דרכון 23456789"),
    ("identity", "my passport is X1234567"),
    ("identity", "my ssn is 078-05-1120"),
    ("secret", "my password is hunter2"),
    ("secret", "PIN: 9911"),
    ("secret", "הסיסמה שלי היא שלום123"),
    ("secret", "קוד הכניסה לבניין 4711"),
    ("health", "I am allergic to nuts"),
    ("health", "she is pregnant"),
    ("health", "אני בהריון"),
    ("health", "יש לי סוכרת"),
    ("health", "תור לפסיכיאטרית"),
    ("health", "and my prescription"),
]
HARMLESS = [
    *("03-612-3456", "054-234-5678", "+972 54 234 5678", "1-800-123-456", "Dana", "דנה לוי", "הרצל 5, תל אביב"),
    *(
        "table at 20:30 for 4",
        "a large margherita",
        "צמחוני",
        "order 1234567890123",
        "4111 1111 1111 1112",
        "123456789",
    ),
    *("24.12.2026 19:30", "pinball", "סיסמוגרף", "window seat", "ליד החלון", "GB00 WEST 1234 5698 7654 32"),
    *("call me Al", "החולצה הכחולה", "1600 Pennsylvania Avenue 20500"),
]


@pytest.mark.parametrize(("what", "text"), FOUND)
def test_what_is_sensitive_is_found(what: str, text: str) -> None:
    assert kind(text) == what


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_not_sensitive_is_left_alone(text: str) -> None:
    assert kind(text) is None


@pytest.mark.parametrize("name", ["The Clinic", "המרפאה", "Dr. Levi", "ד״ר לוי", "בית החולים שיבא", "City Pharmacy"])
def test_who_treats_people_is_known_by_name(name: str) -> None:
    assert treats(name)


@pytest.mark.parametrize("name", ["Pizza Place", "המספרה של רותם", "City Garage", "Drew's", "המאפייה"])
def test_other_businesses_treat_nobody(name: str) -> None:
    assert not treats(name)
