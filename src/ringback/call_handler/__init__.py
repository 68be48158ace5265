"""Service 2: an order in, a phone conversation, a report out.

order → call → bridge (inside media_stream) → report. `switchboard` keeps the calls that are on now; `ports` says what
comes from outside; `carriers`, `voice_models` and `store` provide it; `app` wires.
"""
