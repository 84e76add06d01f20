"""Publishing as a station's weeks go, by dice: the longer run is `python -m benchmarks.publishing`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.publishing_model import lived


@pytest.mark.parametrize("seed", range(15))
def test_every_target_holds_what_the_journal_says_whatever_happens(
    seed: int, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lived(seed, tmp_path / "life", tmp_path_factory.getbasetemp() / "built", days=3, each=2)
