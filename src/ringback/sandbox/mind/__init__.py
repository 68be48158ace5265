"""What the practice model thinks: an errand caller in Hebrew and English. Pure."""
