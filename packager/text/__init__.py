"""Text work that translation, speech and engines share: normalising, digits, sentences."""
