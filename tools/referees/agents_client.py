"""A talk of openai-agents' realtime client with a model at the given address: `agents_client.py URL KEY MODEL`.

Runs in an environment of its own (it wants another `websockets`); prints one JSON object: what was said, in text, the
bytes of sound, the tools called, and the errors.
"""

import asyncio
import json
import sys
from typing import Any

from agents import function_tool
from agents.realtime import RealtimeAgent, RealtimeRunner

SECONDS = 60


async def main(url: str, key: str, model: str) -> None:
    told: dict[str, Any] = {"said": "", "sound": 0, "tools": [], "errors": []}

    @function_tool
    def end_call(outcome: str, summary: str) -> str:
        """End the phone call after the goodbye."""
        told["tools"].append(outcome)
        return "ok"

    agent = RealtimeAgent(
        name="caller",
        instructions="On behalf of: Dana\nCalling: Pizza Place\nGoal: order a large margherita for seven",
        tools=[end_call],
    )
    runner = RealtimeRunner(agent, config={"model_settings": {"model_name": model, "voice": "alloy"}})
    config: Any = {"url": f"{url}/v1/realtime?model={model}", "api_key": key}
    async with asyncio.timeout(SECONDS), await runner.run(model_config=config) as session:
        for words in ("Pizza Place, hello. What would you like to order?", "All right, it will be ready at seven."):
            await session.send_message(words)
            async for event in session:
                if event.type == "audio":
                    told["sound"] += len(event.audio.data)
                elif event.type == "error":
                    told["errors"].append(str(event.error))
                elif event.type == "raw_model_event" and event.data.type == "transcript_delta":
                    told["said"] += event.data.delta
                elif event.type == "agent_end":
                    break
    print(json.dumps(told))


asyncio.run(main(*sys.argv[1:4]))
