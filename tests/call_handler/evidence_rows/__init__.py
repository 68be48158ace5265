"""Rows of evidence: a fact and the talk it cites; each module has those to believe and those not to.

A talk is written as lines, "c: …" the callee's and "a: …" ours; the fact quotes the callee.
"""

Case = tuple[str, str, str, str]
"""Talk, key, value, quote."""
