"""Tests of the pages and documents in docs."""
