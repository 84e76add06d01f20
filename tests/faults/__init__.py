"""Crashes, full disks, two at once, hostile input: what must hold whatever happens."""
