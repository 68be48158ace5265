"""What a client may ask of the carrier, and how it is refused."""

import pytest

from ringback.sandbox.carrier.orders import CarrierError, Detection, Program, Webhook, read_change, read_order

GOOD = {"To": "+97236123456", "From": "+15005550006", "Twiml": "<Response/>"}


def lists(fields: dict[str, str]) -> dict[str, list[str]]:
    return {name: [value] for name, value in fields.items()}


def test_a_plain_order_has_the_published_defaults() -> None:
    order = read_order(lists(GOOD))
    assert order.program == Program(None, "<Response/>", None)
    assert (order.timeout, order.time_limit) == (60, 14400)
    assert (order.status_callback, order.events, order.detection) == (None, frozenset({"completed"}), None)


def test_everything_that_can_be_asked_is_read() -> None:
    order = read_order(
        lists(GOOD)
        | lists(
            {
                "Url": "https://h.example/twiml",
                "Method": "GET",
                "FallbackUrl": "https://h.example/fallback",
                "StatusCallback": "https://h.example/status#rc=3",
                "Timeout": "20",
                "TimeLimit": "90",
                "MachineDetection": "DetectMessageEnd",
                "MachineDetectionTimeout": "10",
                "AsyncAmd": "true",
                "AsyncAmdStatusCallback": "https://h.example/amd",
            }
        )
        | {"StatusCallbackEvent": ["initiated", "ringing answered"]}
    )
    assert order.program == Program(
        Webhook("https://h.example/twiml", "GET"), None, Webhook("https://h.example/fallback")
    )
    assert order.status_callback == Webhook("https://h.example/status#rc=3")
    assert order.events == {"initiated", "ringing", "answered"}
    assert (order.timeout, order.time_limit) == (20, 90)
    assert order.detection == Detection(True, 10_000, 2400, 1200, True, Webhook("https://h.example/amd"))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"To": ""}, 21201),
        ({"To": "hello"}, 21211),
        ({"To": "+911"}, 21211),
        ({"To": "+15005550001"}, 21211),
        ({"To": "+15005550002"}, 21214),
        ({"To": "+15005550003"}, 21215),
        ({"To": "+15005550004"}, 21216),
        ({"To": "+15005550009"}, 21217),
        ({"From": ""}, 21213),
        ({"From": "0501234567"}, 21212),
        ({"From": "+15005550001"}, 21212),
        ({"Twiml": ""}, 21205),
        ({"Url": "ftp://h.example"}, 21205),
        ({"Twiml": "x" * 4001}, 20001),
        ({"StatusCallback": "https://a_b.example/"}, 21609),
        ({"StatusCallbackEvent": "ended"}, 20001),
        ({"Timeout": "601"}, 20001),
        ({"Timeout": "soon"}, 20001),
        ({"TimeLimit": "0"}, 20001),
        ({"MachineDetection": "Maybe"}, 20001),
        ({"MachineDetection": "Enable", "SendDigits": "1"}, 20001),
        ({"SendDigits": "hello"}, 20001),
        ({"StatusCallback": "http://h.example/", "StatusCallbackMethod": "PUT"}, 20001),
        ({"Record": "true"}, 20001),
        ({"ApplicationSid": "AP1"}, 20001),
    ],
)
def test_a_bad_order_is_refused_with_the_published_code(fields: dict[str, str], code: int) -> None:
    with pytest.raises(CarrierError) as refused:
        read_order(lists(GOOD | fields))
    assert (refused.value.status, refused.value.body["code"]) == (400, code)


def test_a_change_is_read_and_a_bad_one_refused() -> None:
    change = read_change(lists({"Status": "completed", "TimeLimit": "5"}))
    assert (change.status, change.time_limit, change.program) == ("completed", 5, None)
    with pytest.raises(CarrierError):
        read_change(lists({"Status": "ringing"}))
