"""The station's blocks: which stories a programme takes at all, and in which part of it they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from packager.episode.plan import NotAired
from packager.records import Block


@dataclass(frozen=True, kw_only=True)
class BlockStory:
    """What a block looks at."""

    id: str
    section: str = ""
    priority: int = 5
    hours: float | None = None  # since it was published; None where nobody says


def admit(offers: Sequence[BlockStory], blocks: Sequence[Block]) -> tuple[Mapping[str, int], tuple[NotAired, ...]]:
    """The block of each story, by its place among the blocks, and the stories that none takes.

    The most urgent choose first, the earlier of equals before the later: each goes to the first
    block that takes it and has room. Without blocks every story is in block 0.
    """
    if not blocks:
        return {offer.id: 0 for offer in offers}, ()
    taken: dict[str, int] = {}
    left_out: list[NotAired] = []
    full: Counter[int] = Counter()
    for offer in sorted(offers, key=lambda offer: offer.priority):
        reasons = {place: _objection(block, offer, full[place]) for place, block in enumerate(blocks)}
        place = next((place for place, reason in reasons.items() if not reason), None)
        if place is None:
            left_out.append(NotAired(id=offer.id, why=f"no block takes it: {'; '.join(reasons.values())}"))
        else:
            taken[offer.id] = place
            full[place] += 1
    return taken, tuple(left_out)


def _objection(block: Block, offer: BlockStory, stories: int) -> str:
    """Why a block does not take a story; "" where it does."""
    name = f"'{block.name}'"
    if block.sections and offer.section.casefold() not in {section.casefold() for section in block.sections}:
        return f"{name} is for {', '.join(block.sections)}"
    if offer.priority > block.priority:
        return f"{name} takes stories up to priority {block.priority}, this one has {offer.priority}"
    if block.hours is not None and offer.hours is not None and offer.hours > block.hours:
        return f"{name} takes stories of the last {block.hours:g} hours, this one is {offer.hours:.0f} hours old"
    if block.stories is not None and stories >= block.stories:
        return f"{name} has its {block.stories} already"
    return ""
