"""Voices and ears: text to telephone sound and back."""
