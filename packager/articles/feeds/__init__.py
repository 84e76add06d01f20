"""Feeds and wires: their entries, and which of them are this bundle's stories."""
