"""The versions of the call-handler's tables, one file each, oldest first by name."""
