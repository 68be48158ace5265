"""The carrier's side: Twilio's REST API, callbacks, TwiML and Media Streams, as published."""
