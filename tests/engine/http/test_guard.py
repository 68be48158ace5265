"""Who may talk to the engine, and what every answer carries."""

from tests.engine.http.conftest import Engine

OWN = "http://127.0.0.1:8000"


async def test_only_our_names_are_answered(engine: Engine) -> None:
    ours = ("127.0.0.1:8000", "localhost:8000", "[::1]:8000", "ring.example")
    foreign = ("evil.example", "127.0.0.1.evil.example:8000", "ring.example.evil.example", "[::1", "")
    for hosts, status in ((ours, 200), (foreign, 403)):
        for host in hosts:
            answer = await engine.http.get("/health", headers={"host": host})
            assert answer.status_code == status, host


async def test_a_change_comes_from_our_own_page_or_from_no_browser(engine: Engine) -> None:
    ours: list[dict[str, str]] = [{}, {"origin": OWN}, {"origin": OWN, "sec-fetch-site": "same-origin"}]
    foreign: list[dict[str, str]] = [
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:3000"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ]
    for kinds, status in ((ours, 200), (foreign, 403)):
        for headers in kinds:
            answer = await engine.http.post("/chat", json={"message": "hello"}, headers=headers)
            assert answer.status_code == status, headers
            assert (await engine.http.delete("/context", headers=headers)).status_code == status, headers
            assert (await engine.http.get("/context", headers=headers)).status_code == 200, headers


async def test_behind_a_proxy_the_public_origin_is_ours(engine: Engine) -> None:
    headers = {"host": "ring.example", "origin": "https://ring.example"}
    assert (await engine.http.post("/chat", json={"message": "hello"}, headers=headers)).status_code == 200


async def test_every_answer_carries_the_security_headers(engine: Engine) -> None:
    for path in ("/", "/health", "/tasks", "/tasks/none", "/static/app.js", "/nowhere"):
        headers = (await engine.http.get(path)).headers
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == ("no-cache" if path.startswith("/static") else "no-store")


async def test_every_route_is_in_the_schema_with_its_answers_and_errors(engine: Engine) -> None:
    schema = (await engine.http.get("/openapi.json")).json()
    assert {
        "/chat",
        "/context",
        "/context/export",
        "/context/undo",
        "/context/{section}/{key}",
        "/tasks",
        "/tasks/{task_id}",
        "/tasks/{task_id}/confirm",
        "/tasks/{task_id}/cancel",
        "/tasks/{task_id}/hangup",
        "/tasks/{task_id}/steer",
        "/tasks/{task_id}/answer",
        "/tasks/{task_id}/recording",
        "/tasks/{task_id}/transcript",
        "/events",
        "/health",
        "/ready",
        "/practice",
        "/reports",
        "/",
    } <= set(schema["paths"]), "the contract; docs/reference/http.md lists every route"
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            answers = operation["responses"]
            assert "422" not in answers, (method, path)
            assert {"200", "400", "500"} <= set(answers), (method, path)
            for status, answer in answers.items():
                content = answer.get("content", {})
                assert content, (method, path, status)
                if status[0] in "45" and path != "/ready":
                    named = content["application/json"]["schema"]["$ref"].split("/")[-1]
                    assert named in ("ErrorBody", "StalePlan"), (method, path, status)
