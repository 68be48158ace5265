"""Ringback runs errands by phone. The file names are the flow:

    user ─▶ engine/chat ─▶ dialogue ─▶ task ─▶ order ══HTTP══▶ call_handler/order ─▶ call ─▶ bridge ─▶ report
    user ◀─ engine/notice ◀─ outcome ◀═══════════════HTTP══════════════════════════════════════════════╯

`wire` is the contract between the two services, `phone` says what a phone number is and whether it may
be called, `sandbox` is the practice network at the other end of both wires, `kit` knows nothing of calls.
"""
