"""Urdu letters to phonemes."""
