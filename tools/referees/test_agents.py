"""openai-agents, the vendor's own agent framework, holds a conversation with the practice network's model."""

import asyncio
import json
import sys
from pathlib import Path

from tools.referees.conftest import FOLDER, port, process

KEY, MODEL = "practice-key", "gpt-realtime-2.1"


async def test_the_vendors_agent_talks_with_the_practice_model(tmp_path: Path) -> None:
    number = port()
    env = {
        "SANDBOX_PORT": str(number),
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "TWILIO_AUTH_TOKEN": "token",
        "OPENAI_API_KEY": KEY,
        "LOG_DIR": str(tmp_path),
    }
    async with process(sys.executable, "-m", "ringback.sandbox", port=number, env=env) as url:
        agent = await asyncio.create_subprocess_exec(
            *(str(FOLDER / "agents" / "bin" / "python"), "tools/referees/agents_client.py"),
            *(url.replace("http", "ws", 1), KEY, MODEL),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={"PATH": "/usr/bin:/bin", "OPENAI_API_KEY": KEY, "OPENAI_AGENTS_DISABLE_TRACING": "1"},
        )
        output, trace = await agent.communicate()
    assert agent.returncode == 0, trace.decode()[-2000:]
    told = json.loads(output.splitlines()[-1])
    assert told["errors"] == []
    assert told["sound"] > 24_000, "more than half a second of 24 kHz sound"
    assert "margherita" in told["said"]
