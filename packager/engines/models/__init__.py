"""Models on this machine: where they lie, and bringing them from hubs, indexes and files."""
