"""Words for the user, per language, from the gettext catalogues in `locale/`.

Rules:
1. Ids are literal dotted keys (`ask.goal`); texts hold `{named}` placeholders, the same ones in every language.
2. A missing id is a warning, which tests turn into an error; in production the id itself is shown.
3. A sentence that begins with a name in the other script gets an invisible mark in front, so that whoever takes the
   direction of a line from its first letter takes the language's.
4. A task type brings its own texts; they stand above the catalogue's.
"""

import gettext
import re
import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from ringback.engine.task import Language, TaskType

LANGUAGES: tuple[Language, ...] = ("he", "en")
_FOLDER = Path(__file__).parent / "locale"


_OPENS = "{"
_ISOLATED = re.compile("[\u2066-\u2068][^\u2069]*\u2069")
_FIRST = re.compile(r"[^\W\d_]")
_HEBREW_LETTERS = "אבגדהוזחטיכךלמםנןסעפףצץקרשת"
_LETTER: Mapping[Language, re.Pattern[str]] = {"he": re.compile("[א-ת]"), "en": re.compile(r"[A-Za-z](?![^{]*\})")}
_MARKS: Mapping[Language, str] = {"he": "\u200f", "en": "\u200e"}


class MissingPhrase(UserWarning):
    """An id no catalogue has."""


@cache
def _catalogue(language: Language) -> Catalog:
    with (_FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


@cache
def _texts(language: Language) -> Mapping[str, tuple[str, ...]]:
    """Every id with its plural forms, one for most."""
    texts: dict[str, tuple[str, ...]] = {}
    for message in _catalogue(language):
        key = message.id if isinstance(message.id, str) else message.id[0]
        forms = message.string if isinstance(message.string, tuple | list) else (message.string or "",)
        if key:
            texts[key] = tuple(forms)
    return texts


class Phrases:
    """The texts of one language; `own` are a task type's, by id."""

    def __init__(self, language: Language, own: Mapping[str, str] | None = None) -> None:
        self.language = language
        self._texts = {**_texts(language), **{key: (text,) for key, text in (own or {}).items()}}
        self._plural = gettext.c2py(_catalogue(language).plural_expr)

    def has(self, key: str) -> bool:
        return key in self._texts

    def text(self, key: str, /, **values: object) -> str:
        """The text of `key`, with its placeholders filled."""
        return self._led(self._form(key, 0), values)

    def count(self, key: str, n: int, /, **values: object) -> str:
        """The form of `key` that fits the number `n`, which is its placeholder `{n}`."""
        return self._led(self._form(key, self._plural(n)), {"n": n, **values})

    def all(self, prefix: str) -> dict[str, str]:
        """Every text whose id begins with `prefix`, as it stands in the catalogue."""
        return {key: forms[0] for key, forms in self._texts.items() if key.startswith(prefix)}

    def _led(self, form: str, values: Mapping[str, object]) -> str:
        text = form.format(**values)
        if not form.startswith(_OPENS) and not form.startswith(_OPENS, 2):
            return text
        first = _FIRST.search(_ISOLATED.sub("", text))
        foreign = first is not None and (first.group() in _HEBREW_LETTERS) is not (self.language == "he")
        return _MARKS[self.language] + text if foreign and _LETTER[self.language].search(form) else text

    def _form(self, key: str, index: int) -> str:
        forms = self._texts.get(key)
        if not forms or not forms[index]:
            warnings.warn(f"no text for {key} in {self.language}", MissingPhrase, stacklevel=3)
            return key.replace("{", "{{").replace("}", "}}")
        return forms[index]


def phrases_of(task_types: Mapping[str, TaskType]) -> dict[Language, Phrases]:
    """The catalogue of every language with the texts of all task types."""
    return {
        language: Phrases(
            language,
            {key: text for kind in task_types.values() for key, text in kind.phrases.get(language, {}).items()},
        )
        for language in LANGUAGES
    }
