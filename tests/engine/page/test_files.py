"""The page as files: pinned third-party code, texts that exist and are used, small modules, no physical directions."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from ringback.engine.http.guard import HEADERS, WAVEFORM_STYLE
from ringback.engine.phrases import LANGUAGES, Phrases
from ringback.engine.task import Language

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "src/ringback/engine/page"
STATIC = PAGE / "static"
HTTP = ROOT / "src/ringback/engine/http"
CATALOGUES = ROOT / "src/ringback/engine/locale"
MODULES = [file for file in sorted(STATIC.rglob("*.js")) if file.parent.name != "vendor"]
STYLES = [file for file in sorted(STATIC.rglob("*.css")) if file.parent.name != "vendor"]
VENDORS = [STATIC / "vendor/vendor.json", ROOT / "tests/vendor/vendor.json"]

PLACEHOLDERS = ("name", "time", "code", "goal", "digits", "seconds", "cost", "count", "when", "number")

_ID = re.compile(r"""['"](pages?\.[a-z_.]+)['"]""")
_IMPORT = re.compile(r"""^import\b[^'"]*['"]([^'"]+)['"]""", re.MULTILINE)
_PRELOAD = re.compile(r'rel="modulepreload" href="/static/([^"]+)"')
_PHYSICAL = re.compile(
    r"^\s*(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)"
    r"|left|right|top|bottom|width|height|(?:min|max)-(?:width|height)|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)",
    re.MULTILINE,
)


def text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def used_ids() -> set[str]:
    return {found for file in [*MODULES, *PAGE.glob("*.html"), HTTP / "page.py"] for found in _ID.findall(text(file))}


def catalogue_ids(language: Language) -> set[str]:
    return set(re.findall(r'^msgid "(pages?\.[^"]+)"$', text(CATALOGUES / f"{language}.po"), re.MULTILINE))


@pytest.mark.parametrize("pins", VENDORS, ids=lambda pins: pins.parent.parent.name)
def test_vendored_files_are_the_pinned_ones(pins: Path) -> None:
    packages = json.loads(text(pins))["packages"]
    pinned = {file["to"]: file["sha256"] for package in packages for file in package["files"]}
    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in pins.parent.iterdir()
        if file.is_file() and file != pins
    }
    assert found == pinned
    assert all(package["licence"] and package["version"] for package in packages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_exists_and_is_used(language: Language) -> None:
    assert catalogue_ids(language) == used_ids()
    words = Phrases(language)
    assert [key for key in used_ids() if not words.text(key, **dict.fromkeys(PLACEHOLDERS, "x"))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_that_names_an_hour_makes_sense_at_any_hour(language: Language) -> None:
    examples = [text for key, text in Phrases(language).all("page.example.").items() if key.endswith(".text")]
    hours = [text for text in examples if re.search(r" at |בשבע|בשמונה|\d", text)]
    assert (len(examples), len(hours)) == (3, 2)
    assert [re.search(r"tomorrow .*evening|מחר .*בערב", text) is not None for text in hours] == [True, True]


def test_texts_are_shown_by_whole_ids() -> None:
    """A key put together from parts would be neither found nor checked."""
    parts = [f"{file.name}: {call}" for file in MODULES for call in re.findall(r"\bt\(`[^)]*", text(file))]
    assert parts == []


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.name)
def test_modules_are_short_and_say_what_they_are(file: Path) -> None:
    lines = text(file).splitlines()
    assert len(lines) <= 300
    assert lines[0].startswith("// ")


def imports(file: Path) -> set[Path]:
    """The modules that are loaded with this one."""
    code = re.sub(r"`[^`]*`", "", text(file))
    found = {target: (file.parent / target).resolve() for target in _IMPORT.findall(code)}
    for target, module in found.items():
        assert target.startswith("."), f"{file.name} imports {target}"
        assert module.is_file(), f"{file.name} imports {target}, which is not there"
    return set(found.values())


def test_modules_import_our_files_only_and_the_page_preloads_what_it_begins_with() -> None:
    brings = {file.resolve(): imports(file) for file in [*MODULES, *sorted((STATIC / "vendor").glob("*.js"))]}
    loaded, new = set[Path](), {(STATIC / "app.js").resolve()}
    while new:
        loaded |= new
        new = {module for file in new for module in brings[file]} - loaded
    assert {*_PRELOAD.findall(text(PAGE / "index.html")), "app.js"} == {
        file.relative_to(STATIC.resolve()).as_posix() for file in loaded
    }


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.name)
def test_styles_know_no_left_and_right(file: Path) -> None:
    assert _PHYSICAL.findall(text(file)) == []


def test_the_document_holds_no_inline_code() -> None:
    document = text(PAGE / "index.html")
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", document) == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=", document) == []


def test_the_policy_allows_the_style_of_the_waveform_and_no_other() -> None:
    module, player = text(STATIC / "vendor/wavesurfer.js"), text(STATIC / "player.js")
    (lane,) = re.findall(r"const LANE = (\d+);", player)
    (style,) = re.findall(r"<style\$\{i\?.*?:\"\"\}>(.*?)</style>", module)
    style = re.sub(r"\$\{this\.getHeight\([^}]*\}", lane, style).replace("\\n", "\n")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"sha256-{digest}" == WAVEFORM_STYLE
    assert re.findall(r"style-src ([^;]*);", HEADERS["content-security-policy"]) == [f"'self' '{WAVEFORM_STYLE}'"]
