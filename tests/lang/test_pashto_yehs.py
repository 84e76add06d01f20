"""Lines of a writer with one yeh are written with the yeh that their words ask for; others stay as they are."""

from __future__ import annotations

import pytest

from packager.speech import spoken

ONE_YEH = [
    # Verbs, and forms that are a participle or a noun elsewhere.
    ("حکومت وایی چې ستونزې کمې شوی نه دی", "حکومت وایي چې ستونزې کمې شوی نه دی"),
    ("پولیس به پلټنه وکړی او راپور به ورکړی", "پولیس به پلټنه وکړی او راپور به ورکړي"),
    ("دوی غواړی چې دا کار بند شی", "دوی غواړي چې دا کار بند شي"),
    ("هغه وایی چې دا کوم شی دی", "هغه وایي چې دا کوم شی دی"),
    ("خلک لری چې کور ته ستانه شی", "خلک لري چې کور ته ستانه شي"),
    # Plural subjects, and what agrees with them.
    ("شمالی ښارونه اوس خوندی دی", "شمالي ښارونه اوس خوندي دي"),
    ("چارواکي وایی هغوی په جنګ کې دی", "چارواکي وایي هغوی په جنګ کې دي"),
    ("هغوی په جنګ کې دی.", "هغوی په جنګ کې دي."),
    ("وزیر وایی چې وضعیت ښه دی", "وزیر وایي چې وضعیت ښه دی"),
    ("د هغوی کور لرې دی او دوی ته خبر ورکوی", "د هغوی کور لرې دی او دوی ته خبر ورکوي"),
    # Bent nouns, and far beside has.
    ("دوی د ښاغلی خان ملاتړ کوی", "دوی د ښاغلي خان ملاتړ کوي"),
    ("ښاغلی خان ملاتړ کوی", "ښاغلی خان ملاتړ کوي"),
    ("ټاکنې درې ورځې لری دی او ګوند پلان لری", "ټاکنې درې ورځې لرې دي او ګوند پلان لري"),
]
KEPT = [
    "هغه څوک چې دا کار یې کړی، باید ځواب ورکړي",
    "دا کوم شی دی چې خلک یې غواړي؟",
    "هغوی دوی ته ویلي چې دی به راشي",
    "ښاغلی وزیر د مرستې ژمنه کړې او کار کوي",
    "مولوی صاحب مرستیال ټاکلی دی",
]


@pytest.mark.parametrize(("line", "said"), ONE_YEH)
def test_one_yeh_is_read_as_the_words_around_ask(line: str, said: str) -> None:
    assert spoken(line, "ps") == said
    assert spoken(said, "ps") == said


@pytest.mark.parametrize("line", KEPT)
def test_a_writer_who_keeps_the_yehs_apart_is_left_alone(line: str) -> None:
    assert spoken(line, "ps") == line
