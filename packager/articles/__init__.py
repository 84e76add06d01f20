"""Intake: files, pages and feeds become articles; what a presenter would not read is left out."""

from __future__ import annotations

from packager.articles.intake import Intake, gather

__all__ = ["Intake", "gather"]
