"""The case of a name: how a language bends one beside a preposition or a postposition.

A name that is a phrase with its own preposition may take another inside: Pashto says د پیسو نړیوال صندوق, but
"from" it is د پیسو له نړیوال صندوق څخه. `SLOT` in a bent form is that place.
"""

from __future__ import annotations

SLOT = "…"


class NameCases:
    """How one language bends names. This one bends none; its own names.py has another. Methods are pure."""

    prepositions: frozenset[str] = frozenset()
    # After which words a name is bent, whatever stands before it: postpositions, and what a doer stands by.
    postpositions: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()  # between two names under one preposition: and, or
    particles: frozenset[str] = frozenset()  # small words with which no name can begin and be bent by rule

    def bent(self, name: str, kind: str = "") -> str:
        """A name's oblique. `kind` is that of the table of names, "" where it is not known."""
        del kind
        return name

    def in_case(self, name: str, form: str, preposition: str, postposition: str = "") -> str:
        """The bent form of a name as what stands around it asks it."""
        del name, preposition, postposition
        return form

    def filled(self, form: str, preposition: str) -> str:
        """A form with the preposition, which may be "", at its place: inside, or else before it.

        >>> NameCases().filled("the fund … of money", "from")
        'the fund from of money'
        """
        before, slot, after = form.partition(SLOT)
        return " ".join((f"{before}{preposition}{after}" if slot else f"{preposition} {form}").split())

    def forms(self, name: str, form: str) -> tuple[str, ...]:
        """A name bent with no preposition, and with each of the language's where that goes inside."""
        inside = sorted(self.prepositions) if SLOT in form else []
        return tuple(self.filled(self.in_case(name, form, preposition), preposition) for preposition in ("", *inside))


NO_CASES = NameCases()
