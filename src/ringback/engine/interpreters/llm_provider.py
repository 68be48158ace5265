"""Any OpenAI-compatible language model as a `Model`: OpenAI itself, llama.cpp, Ollama, vLLM, or a gateway.

Rules:
1. One request a message, with the schema of the answer; nothing is tried twice, for the user waits.
2. A model that reasons is asked not to.

Importing this module costs about a second; it is imported only when a model is set.
"""

from typing import Any

import httpx2
from openai import AsyncOpenAI
from pydantic import SecretStr
from pydantic_ai import Agent, NativeOutput
from pydantic_ai.exceptions import ContentFilterError
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.openai import OpenAIProvider

from ringback.engine.interpreters.llm import Refused
from ringback.engine.interpreters.llm_answer import INSTRUCTIONS, Answer

LONGEST_ANSWER = 600
"""Tokens."""


class CompatibleModel:
    """`base_url` is the `…/v1` root, empty for OpenAI's own; `seconds` the longest a request may take."""

    def __init__(self, name: str, base_url: str, api_key: SecretStr, seconds: float) -> None:
        self._client = AsyncOpenAI(
            base_url=base_url or "https://api.openai.com/v1",
            api_key=api_key.get_secret_value() or "none",
            max_retries=0,
            timeout=seconds,
            http_client=httpx2.AsyncClient(trust_env=False, timeout=seconds),
        )
        self._agent: Agent[None, Answer] = Agent(
            OpenAIChatModel(name, provider=OpenAIProvider(openai_client=self._client)),
            output_type=NativeOutput(Answer, name="reading", strict=True),
            instructions=INSTRUCTIONS,
            retries=0,
        )

    async def ask(self, question: str) -> Answer:
        try:
            result: Any = await self._agent.run(
                question, model_settings={"thinking": False, "max_tokens": LONGEST_ANSWER}
            )
        except ContentFilterError as exc:
            raise Refused from exc
        answer = result.output
        assert isinstance(answer, Answer)
        return answer

    async def close(self) -> None:
        await self._client.close()
