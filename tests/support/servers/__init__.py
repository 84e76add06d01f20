"""Servers on loopback that answer as a test scripts them, over real HTTP."""
