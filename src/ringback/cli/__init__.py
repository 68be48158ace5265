"""The terminal: starts the services, and is a client of the engine's public HTTP like any other."""
