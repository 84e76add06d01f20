"""Months and weekdays in English."""

from __future__ import annotations

from packager.lang.calendar import Calendar, read

CALENDAR = Calendar(months=read("packager.lang.en", "months.tsv"), weekdays=read("packager.lang.en", "weekdays.tsv"))
