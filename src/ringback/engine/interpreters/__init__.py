"""Text to a `Reading`: `rules` reads Hebrew and English offline."""
