"""A runner that notes what it is asked and does nothing."""


class NotingRunner:
    def __init__(self) -> None:
        self.started: list[tuple[str, str]] = []
        self.cancelled: list[tuple[str, str]] = []

    async def start(self, user_id: str, task_id: str) -> None:
        self.started.append((user_id, task_id))

    async def cancel(self, user_id: str, task_id: str, patience: float | None = None) -> bool:
        self.cancelled.append((user_id, task_id))
        return True
