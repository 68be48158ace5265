"""Speech models behind the `VoiceModel` port."""
