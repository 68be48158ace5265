"""The page and every other reader of the journal: the message is delivered by being in it."""

import structlog

from ringback.engine.task import Task

log = structlog.get_logger()


class WebChannel:
    async def deliver(self, user_id: str, task: Task, text: str, *, key: str) -> None:
        log.info("notice delivered", user_id=user_id, task_id=task.id, channel="web", key=key)
