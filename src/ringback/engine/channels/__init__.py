"""Where notices reach the user, one module a channel."""
