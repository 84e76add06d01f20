"""Cart numbers: the programme's and its stories', which a playout system knows them by for good."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from packager.delivery.cut import CartPlan, cut_numbers
from packager.desk.manifest import Manifest
from packager.run import Run
from packager.store import digest

EPISODE = ""  # the episode's name among the stories': no story has it


def cart_numbers(
    run: Run, plan: CartPlan, stories: Sequence[str], old: Manifest | None, *, alone: bool
) -> Mapping[str, int]:
    """The number of the episode, under EPISODE, and of each story; `alone` for an article that is no day's programme.

    Raises InputError where the station's numbers do not go round.
    """
    entries = [(entry.id, entry.cart) for entry in old.stories if entry.cart is not None] if old else []
    if not alone:
        return cut_numbers(plan.first, plan.last, [EPISODE, *stories], dict(entries))
    first = _pair(run, plan, kept=entries[0][1] - 1 if entries else None)
    return cut_numbers(first, plan.last, [EPISODE, *stories])


def _pair(run: Run, plan: CartPlan, kept: int | None) -> int:
    """The first number of an article on its own: a pair from the range's upper half, where no day's programme is.

    The one that it has; else the one that its name gives, or the next that no other article here has. When all are
    given away the name decides again.
    """
    pairs = max(1, (plan.last - plan.first) // 4)
    numbers = [plan.last - 1 - 2 * pair for pair in range(pairs)]
    if kept in numbers:
        return kept
    own = int(digest(run.episode)[:8], 16) % pairs
    # Numbers in the manifests of the other articles that were made on their own, in this language.
    paths = run.folder.parent.parent.glob(f"*/{run.edition.language}/manifest.yaml")
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in paths if path.parent != run.folder)
    taken = {int(number) for text in texts for number in re.findall(r"^ +cart: (\d+)$", text, re.MULTILINE)}
    return next((number for number in numbers[own:] + numbers[:own] if number + 1 not in taken), numbers[own])
