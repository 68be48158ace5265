"""One base for every error that crosses a boundary: a stable code, an HTTP status, a sentence with the cure."""


class RingbackError(Exception):
    """An error a client can act on.

    `code` is stable and documented; `detail` is one plain sentence without personal data;
    `status` is the HTTP status; `recoverable` says whether the same request may succeed later; `retry_after` after how
    many seconds, when that is known.
    """

    code = "internal_error"
    status = 500
    recoverable = False
    retry_after: float | None = None

    def __init__(
        self,
        detail: str,
        *,
        code: str | None = None,
        status: int | None = None,
        recoverable: bool | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or self.code
        self.status = status or self.status
        self.recoverable = self.recoverable if recoverable is None else recoverable
        self.retry_after = self.retry_after if retry_after is None else retry_after


class BadRequest(RingbackError):
    code = "bad_request"
    status = 400


class NotFound(RingbackError):
    code = "not_found"
    status = 404


class Conflict(RingbackError):
    code = "conflict"
    status = 409


class SettingsError(RingbackError):
    """A setting that names itself and its cure; ends the start of a service."""

    code = "bad_setting"
