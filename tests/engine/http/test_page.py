"""The page's document, its files and the practice phone book."""

import gzip
import json
import re
from typing import Any

import httpx2
import pytest

from ringback.engine.app import create_app
from ringback.engine.http.page import EMBEDDED, PLACES
from tests.engine.http.conftest import ROOT, Engine

ZONE = "Asia/Jerusalem"


def block(html: str, name: str) -> Any:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return json.loads(found.group(1))


@pytest.mark.parametrize(
    ("query", "headers", "language"),
    [
        ("", {}, "he"),
        ("?lang=en", {"cookie": "lang=he"}, "en"),
        ("", {"cookie": "lang=en", "accept-language": "he"}, "en"),
        ("", {"accept-language": "fr-FR, en-GB;q=0.8, he;q=0.1"}, "en"),
        ("?lang=xx", {"accept-language": "tlh"}, "he"),
    ],
)
async def test_the_page_speaks_the_users_language(
    engine: Engine, query: str, headers: dict[str, str], language: str
) -> None:
    answer = await engine.http.get(f"/{query}", headers=headers)
    direction = "rtl" if language == "he" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in answer.text
    first = block(answer.text, "first")
    assert (first["language"], first["practice"], first["people"], first["events"], first["seq"]) == (
        language,
        False,
        [],
        [],
        0,
    )
    assert block(answer.text, "texts")["page.heading"]
    assert ("set-cookie" in answer.headers) == (query == "?lang=en")


async def test_the_first_data_are_the_newest_entries_and_cannot_break_out(engine: Engine) -> None:
    task = await engine.ended()
    await engine.say("</script><script>alert(1)</script> & 'x'", task["conversation_id"])
    html = (await engine.http.get("/")).text
    assert "<script>alert" not in html
    first = block(html, "first")
    assert first["seq"] == first["events"][-1]["seq"] == len(first["events"])
    assert first["events"][0]["type"] == "message"
    assert any(entry["data"].get("text", "").startswith("</script>") for entry in first["events"])


@pytest.mark.parametrize("language", ["he", "en"])
async def test_the_first_page_is_light(engine: Engine, language: str) -> None:
    """At most 40 KB compressed, with its texts and first data; fonts and the cards of an errand aside."""
    html = (await engine.http.get(f"/?lang={language}")).text
    paths = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', html))
    assert {"/static/app.js", "/static/style.css", "/static/vendor/preact.js"} < paths
    files = [(await engine.http.get(path)).content for path in sorted(paths)]
    assert sum(len(gzip.compress(file)) for file in (html.encode(), *files)) <= 40 * 1024


async def test_only_so_many_entries_are_embedded(engine: Engine) -> None:
    async with engine.app.state.journal.unit("me") as unit:
        for number in range(EMBEDDED + 7):
            await unit.append("message", {"role": "user", "text": str(number)})
    first = block((await engine.http.get("/")).text, "first")
    assert [first["events"][0]["seq"], first["events"][-1]["seq"], first["seq"]] == [8, EMBEDDED + 7, EMBEDDED + 7]


async def test_files_are_asked_for_again_by_their_tag(engine: Engine) -> None:
    first = await engine.http.get("/static/app.js")
    assert first.status_code == 200
    assert "javascript" in first.headers["content-type"]
    again = await engine.http.get("/static/app.js", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert "max-age" in (await engine.http.get("/static/vendor/rubik-hebrew.woff2")).headers["cache-control"]
    for outside in ("/static/../index.html", "/static/%2e%2e/index.html", "/static/none.js"):
        assert (await engine.http.get(outside)).status_code == 404


async def test_practice_is_off_with_real_phones(engine: Engine) -> None:
    assert (await engine.http.get("/practice")).json() == {
        "practice": False,
        "language": "he",
        "zone": ZONE,
        "people": [],
    }


async def test_a_practice_network_that_is_down_is_still_practice(engine: Engine) -> None:
    app = create_app(engine.settings.model_copy(update={"practice_url": "http://127.0.0.1:9"}))
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url=ROOT) as http:
        assert (await http.get("/practice")).json() == {"practice": True, "language": "he", "zone": ZONE, "people": []}


@pytest.mark.parametrize("path", ["/me/data", "/histry", "/chat", "/data/x<b>"])
async def test_an_address_that_there_is_not_is_a_page_for_people_and_json_for_programs(
    engine: Engine, path: str
) -> None:
    for language, words in (("he", "אין דף כזה"), ("en", "There is no such page")):
        browser = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8", "accept-language": language}
        answer = await engine.http.get(path, headers=browser)
        assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert f'<h1 class="hello">{words}' in answer.text
        assert [f'href="{place}"' in answer.text for place in PLACES] == [True] * len(PLACES)
        assert "<b>" not in answer.text
    for headers in ({"accept": "application/json"}, {"accept": "*/*"}):
        told = await engine.http.get(path, headers=headers)
        assert told.json()["error"] == ("method_not_allowed" if path == "/chat" else "not_found")
