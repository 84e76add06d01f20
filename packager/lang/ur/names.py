"""The case of a name in Urdu: offices that end in a common noun in -a bend it, as ادارہ → ادارے; places do not.

Own list, not checked by a native reader.
"""

from __future__ import annotations

from packager.lang.names import NameCases
from packager.lang.tables import Tables
from packager.text.letters import MARKS

_BARE = dict.fromkeys(map(ord, MARKS))
_NOUNS = Tables("packager.lang.ur").words["bent-nouns"]


class UrduNames(NameCases):
    """Urdu as the newsreaders of Pakistan speak it."""

    postpositions = frozenset(["کا", "کی", "کے", "کو", "سے", "میں", "پر", "نے", "تک"])
    particles = postpositions

    def bent(self, name: str, kind: str = "") -> str:
        """A name's oblique; persons and acronyms have none.

        >>> UrduNames().bent("وفاقی تحقیقاتی ادارہ"), UrduNames().bent("کوئٹہ")
        ('وفاقی تحقیقاتی ادارے', 'کوئٹہ')
        """
        if not name or kind in ("person", "acronym") or name.rsplit(maxsplit=1)[-1].translate(_BARE) not in _NOUNS:
            return name
        return f"{name.removesuffix('ہ')}ے"


NAMES = UrduNames()
