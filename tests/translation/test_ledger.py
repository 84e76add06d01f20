"""What engines were given is on record, whatever became of the run that gave it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from packager.store import Store
from packager.translation.ledger import ledger
from packager.translation.outcome import SentText

SENT = SentText(engine="mt", local=False, article="road", language="ps", lines=(0, 1), characters=40)


@pytest.mark.parametrize("cut", ['{"engine": "mt", "loc', '{"engine": "\udcd9', "[]\n", '{"engine": "mt"}\n'])
def test_an_entry_that_was_cut_off_takes_no_other_with_it(tmp_path: Path, cut: str) -> None:
    book = ledger(Store(tmp_path), tmp_path)
    book.note(SENT)
    with book.path.open("ab") as file:
        file.write(cut.encode("utf-8", "surrogateescape"))  # a disk that was full, a run that was killed
    second = replace(SENT, article="school")
    book.note(second)
    assert book.entries() == (SENT, second)
