"""How words sound: a Hebrew lexicon, numbers and hours as they are said, and how callers talk."""
