"""`ringback doctor` against the running product on the practice network: all well, and each thing that can be wrong."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from ringback.call_handler.line_checks import Finding
from ringback.cli.doctor import as_json, examine, healthy, lines
from ringback.cli.network import Network, environment, free_ports, practice

pytestmark = pytest.mark.slow

SECRETS = ("TWILIO_AUTH_TOKEN", "OPENAI_API_KEY", "CALL_HANDLER_TOKEN")
Environment = Mapping[str, str]


@pytest.fixture(scope="module")
async def running(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Environment]:
    """The environment of a product that runs."""
    folder = tmp_path_factory.mktemp("doctor")
    settings = practice(*free_ports(3))
    env = {**environment(settings), "DATA_DIR": str(folder / "data"), "LOG_DIR": str(folder / "logs")}
    async with Network(settings, env):
        yield env


async def states(env: Environment) -> dict[str, Finding]:
    findings = await examine(env, live=True)
    told = "\n".join(lines(findings)) + as_json(findings)
    assert not [name for name in SECRETS if env[name] and env[name] in told], "a secret was printed"
    assert all(one.cure for one in findings if one.state == "failed")
    return {one.name: one for one in findings}


def failed(found: Mapping[str, Finding]) -> set[str]:
    return {name for name, one in found.items() if one.state == "failed"}


async def test_all_is_well_on_the_practice_network(running: Environment) -> None:
    found = await states(running)
    assert failed(found) == set()
    assert {"Twilio account", "Twilio number", "inbound calls", "OpenAI model", "media stream"} <= set(found)
    assert [name for name, one in found.items() if one.state == "skipped"] == ["Twilio geo permissions"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"TWILIO_AUTH_TOKEN": "not-the-token"}, {"Twilio account", "webhook signatures", "media stream"}),
        ({"TWILIO_AUTH_TOKEN": ""}, {"Twilio account", "webhook signatures", "media stream"}),
        ({"TWILIO_PHONE_NUMBER": "+15550001111"}, {"Twilio number"}),
        ({"TWILIO_API_BASE_URL": "http://127.0.0.1:1"}, {"Twilio account"}),
        ({"OPENAI_API_KEY": "not-the-key"}, {"OpenAI model"}),
        ({"OPENAI_REALTIME_MODEL": "gpt-nothing"}, {"OpenAI model"}),
        ({"OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}, {"OpenAI model"}),
        ({"PUBLIC_BASE_URL": "http://127.0.0.1:1"}, {"public address", "inbound calls"}),
        ({"ENGINE_PORT": "1"}, {"engine"}),
        ({"CALL_HANDLER_HOST": "http://127.0.0.1:1"}, {"call-handler"}),
    ],
    ids=lambda value: " ".join(f"{name}={text}" for name, text in value.items()) if isinstance(value, dict) else "",
)
async def test_what_is_wrong_is_named(running: Environment, change: Environment, expected: set[str]) -> None:
    found = await states({**running, **change})
    assert failed(found) == expected
    (setting,) = change
    told = {name: found[name].cure for name in expected - {"inbound calls"}}
    assert [name for name, cure in told.items() if setting not in cure and "ringback up" not in cure] == []


async def test_a_proxy_that_passes_no_websockets_on_is_named(running: Environment) -> None:
    async def behind(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = (await reader.readuntil(b"\r\n\r\n")).decode()
        body, status = b'{"status":"ok"}', "200 OK" if asked.startswith("GET /health") else "426 Upgrade Required"
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
        writer.close()

    async with await asyncio.start_server(behind, "127.0.0.1", 0) as proxy:
        url = f"http://127.0.0.1:{proxy.sockets[0].getsockname()[1]}"
        found = await states({**running, "PUBLIC_BASE_URL": url})
    assert found["public address"].state == "ok"
    assert "HTTP 426" in found["media stream"].detail
    assert "WebSockets" in found["media stream"].cure


async def test_the_refusal_of_a_model_has_its_own_cure(running: Environment) -> None:
    finding = (await states({**running, "OPENAI_REALTIME_MODEL": "gpt-nothing"}))["OpenAI model"]
    assert finding.detail == "refused: model_not_found"
    assert "OPENAI_REALTIME_MODEL" in finding.cure


async def test_a_port_that_another_program_holds(running: Environment) -> None:
    async with await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0) as other:
        env = {**running, "ENGINE_PORT": str(other.sockets[0].getsockname()[1])}
        finding = next(one for one in await examine(env, live=False) if one.name == "engine")
    assert finding.state == "failed"
    assert "Another program" in finding.cure


async def test_another_service_at_our_address_is_not_ours(running: Environment) -> None:
    found = await states({**running, "PUBLIC_BASE_URL": running["TWILIO_API_BASE_URL"] + "/people"})
    assert "is not the call-handler" in found["public address"].detail
    assert found["media stream"].state == "skipped"


async def test_settings_that_cannot_be_read_end_it_there(running: Environment) -> None:
    found = await examine({**running, "RING_SECONDS": "long", "PUBLIC_BASE_URL": "http://ring.example"}, live=True)
    assert [one.name for one in found] == ["settings"]
    assert "RING_SECONDS" in found[0].cure
    assert "PUBLIC_BASE_URL" in found[0].cure


async def test_a_setting_of_both_services_is_told_once(running: Environment) -> None:
    (found,) = await examine({**running, "MAX_CALL_SECONDS": "5"}, live=True)
    assert found.cure.count("MAX_CALL_SECONDS") == 1


async def test_a_folder_that_cannot_be_written(running: Environment, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here")
    found = await examine({**running, "DATA_DIR": str(tmp_path / "file" / "data")}, live=False)
    (finding,) = [one for one in found if one.state == "failed"]
    assert finding.name.startswith("DATA_DIR")
    assert "DATA_DIR" in finding.cure


async def test_without_live_nobody_outside_is_asked(running: Environment) -> None:
    nowhere = {"TWILIO_API_BASE_URL": "http://127.0.0.1:1", "OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}
    found = await examine({**running, **nowhere}, live=False)
    assert healthy(found)
    assert {one.name for one in found if one.state == "skipped"} >= {"Twilio account", "OpenAI model", "public address"}


async def test_the_command_without_keys_tries_all_of_it_on_a_practice_network(tmp_path: Path) -> None:
    keys = ("OPENAI_API_KEY", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_PHONE_NUMBER")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "ringback.cli.main", "doctor", "--json"),
        stdout=asyncio.subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, **dict.fromkeys(keys, "")},
    )
    output, _ = await process.communicate()
    told = json.loads(output)
    assert (process.returncode, told["ok"]) == (0, True), told
    assert told["checks"][0]["name"] == "keys"


async def test_the_command_says_by_its_exit_code_that_something_is_to_be_mended(tmp_path: Path) -> None:
    keys = {
        "OPENAI_API_KEY": "sk-secret-one",
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "TWILIO_AUTH_TOKEN": "secret-two",
        "TWILIO_PHONE_NUMBER": "+97233760000",
        "ENGINE_PORT": "1",
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "ringback.cli.main", "doctor"),
        stdout=asyncio.subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, **keys},
    )
    output, _ = await process.communicate()
    assert process.returncode == 1
    assert "✗ engine" in output.decode()
    assert "secret" not in output.decode()
