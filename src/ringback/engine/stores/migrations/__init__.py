"""The versions of the engine's tables, one file each, oldest first by name."""
