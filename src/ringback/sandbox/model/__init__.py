"""The speech model's side: OpenAI's Realtime API (GA), with real ears and a real voice."""
