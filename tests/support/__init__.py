"""Servers, samples and meters that tests share."""
