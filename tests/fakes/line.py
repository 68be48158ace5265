"""What the scripted call-handler tells of its line."""

from ringback.wire import Line, LineCheck, LineKey, LineLimits

LINE = Line(
    practice=True,
    phone_number="+97233760000",
    model="gpt-realtime-2.1",
    voice="alloy",
    recording=True,
    limits=LineLimits(
        countries=["IL"],
        quiet_hours="21:00-08:00",
        keep_sabbath=False,
        calls_a_day=200,
        calls_a_day_per_number=5,
        call_seconds=600,
        ring_seconds=40,
        consult_seconds=45,
        recording_days=30,
    ),
    keys=[
        LineKey(name="OPENAI_API_KEY", is_set=True, shown="…3fA9"),
        LineKey(name="TWILIO_AUTH_TOKEN", is_set=False),
    ],
)
CHECKS = [
    LineCheck(name="Twilio account", state="ok", detail="active"),
    LineCheck(name="OpenAI model", state="failed", detail="OPENAI_API_KEY is not set", cure="Set it."),
]
