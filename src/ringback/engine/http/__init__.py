"""The engine's HTTP: routes only; `views` is the one place that says how things look as JSON."""
