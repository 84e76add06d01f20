"""The Urdu words that are written alike and said differently: voices/urdu/homographs.tsv."""

from __future__ import annotations

from functools import cache

from packager.lang.homographs import Homographs, read_rules
from packager.lang.ur.g2p.data import folder
from packager.lang.ur.g2p.sounds import checked


@cache
def homographs() -> Homographs:
    """The rules. Raises InputError that names file and line.

    >>> homographs().readings(["ان", "کا", "گھر"], "۔"), homographs().readings(["ان", "گھروں", "میں"])
    ({0: 'un'}, {})
    """
    return Homographs(rules=read_rules(folder() / "homographs.tsv", checked))
