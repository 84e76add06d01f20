"""station.yaml: one reader a key, grouped by area (show, …); what they read makes one frozen Station."""

from __future__ import annotations

from packager.station.model import EditionPlan, Station
from packager.station.plans import Branding, Delivery, FilePlan
from packager.station.reading import load, read, unattended_keys

__all__ = ["Branding", "Delivery", "EditionPlan", "FilePlan", "Station", "load", "read", "unattended_keys"]
