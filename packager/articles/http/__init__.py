"""Fetching pages and feeds: addresses that may be asked, conditional requests, answers read within limits."""
