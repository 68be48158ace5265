"""Service 1: text in, task out, outcome back. The file names are the flow; `app` wires them."""
