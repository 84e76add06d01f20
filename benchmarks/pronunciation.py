"""How the embedded voices say words and running text: hypotheses to score, and faults that need no reference.

python benchmarks/pronunciation.py words ps WORDS.tsv > HYPOTHESES.tsv     word<TAB>IPA of each word of a list
python benchmarks/pronunciation.py rules ps WORDS.tsv > HYPOTHESES.tsv     the same with the lexicon shut (Pashto)
python benchmarks/pronunciation.py text ps NEWS.json                       tokens that cannot be said, over real news
python benchmarks/pronunciation.py rules ps FREQUENCY.tsv --hold-out SEED  PER on 600 words of our own lexicon (Pashto)

A hold-out takes 600 words of a frequency list out of the lexicon, learns of the rest and compares what the rules say
with what the lexicon said: once with the words alone taken out, once with all that share their first four letters.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

from packager.engines.voice import espeak
from packager.espeak_ng import data
from packager.espeak_ng.library import Manner, phonemes
from packager.lang.data_folder import voices_folder
from packager.lang.normalise import for_speech
from packager.lang.ps.g2p.letters import folded
from packager.lang.ps.g2p.lexicon import Lexicon, read_lexicon, single_words
from packager.lang.ps.g2p.rules import learned
from packager.lang.ps.g2p.sounds import STRESS, Sounds, dialects, stressed
from packager.lang.ps.g2p.sounds import espeak as sounds
from packager.lang.registry import language as find

_TOKEN = re.compile(r"[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ff]+")
_VOWEL = re.compile("[aeiouəɑɔɛɪʊʌæɐ]")
_CONSONANTS = re.compile("[bcdfhjklmnpqrstvwxzðŋɖɟɡɣɦɲɳɹɽɾʂʃʈʋʐʒθχ]{3,}")

_OPENED = re.compile("ɛ(?=h)")
_HELD, _FAMILY = 600, 4  # words held out; letters that a family shares


def words_of(path: Path) -> list[str]:
    """First cells of a list, once each, in order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(dict.fromkeys(line.split("\t")[0] for line in lines if line and not line.startswith("#")))


def print_words(language: str, path: Path, *, lexicon: bool) -> None:
    """Print a hypothesis for every word."""
    words = words_of(path)
    # The references are broad: what is [ɛ] before an h that closes the syllable is /ə/ to them (شہر, پہلا).
    said = (_OPENED.sub("ə", espeak.ipa(word, language)) for word in words) if lexicon else by_rules(words)
    for word, heard in zip(words, said, strict=True):
        print(f"{word}\t{heard}")


def by_rules(words: list[str]) -> Iterator[str]:
    """Pashto words as they would be said had the lexicon never held them: nothing is learned from them either."""
    asked = {folded(for_speech(word, "ps")) for word in words}
    lexicon = read_lexicon(voices_folder() / "pashto" / "lexicon")
    rules = learned({word: said for word, said in lexicon.items() if word not in asked})
    values = dialects()["yusufzai"]
    for word in words:
        parts = [f"[[{sounds(rules.sounds(part), values)}]]" for part in for_speech(word, "ps").split()]
        yield phonemes(data.folder(find("ps").espeak.sources()), Manner(voice="ps"), " ".join(parts))


def print_hold_out(path: Path, seed: int) -> None:
    """Print how far the rules are from the lexicon on words that were taken out of it."""
    lexicon = read_lexicon(voices_folder() / "pashto" / "lexicon")
    wanted = {word: stressed(said) for word, said in single_words(lexicon) if len(word) >= _FAMILY}
    known = [
        word for word in dict.fromkeys(folded(for_speech(word, "ps")) for word in words_of(path)) if word in wanted
    ]
    held = Random(seed).sample(known, _HELD)
    families = {word[:_FAMILY] for word in held}
    for name, rest in (
        ("alone", {word: said for word, said in lexicon.items() if word not in held}),
        ("with their families", {word: said for word, said in lexicon.items() if word[:_FAMILY] not in families}),
    ):
        print(f"{_HELD} words taken out {name}: {_compared(rest, {word: wanted[word] for word in held})}")


def _compared(lexicon: Lexicon, wanted: dict[str, Sounds]) -> str:
    rules = learned(lexicon)
    found = {word: rules.sounds(word) for word in wanted}
    edits = sum(distance(_bare(found[word]), _bare(sounds)) for word, sounds in wanted.items())
    per = 100 * edits / sum(len(_bare(sounds)) for sounds in wanted.values())
    right = 100 * sum(_bare(found[word]) == _bare(sounds) for word, sounds in wanted.items()) / len(wanted)
    stress = 100 * sum(found[word] == sounds for word, sounds in wanted.items()) / len(wanted)
    return f"PER {per:.2f} %, words right {right:.1f} %, with their stress {stress:.1f} %"


def _bare(said: Sounds) -> Sounds:
    return tuple(sound for sound in said if sound != STRESS)


def distance(one: Sounds, other: Sounds) -> int:
    """Edits from one to the other (Levenshtein)."""
    row = list(range(len(other) + 1))
    for first, sound in enumerate(one, 1):
        before, row[0] = row[0], first
        for second, wanted in enumerate(other, 1):
            before, row[second] = row[second], min(row[second] + 1, row[second - 1] + 1, before + (sound != wanted))
    return row[-1]


def print_faults(language: str, path: Path) -> None:
    """Share of running tokens with three consonants in a row, or without a vowel."""
    found: dict[str, tuple[int, str]] = {}
    for document in json.loads(path.read_text(encoding="utf-8"))["documents"]:
        for segment in document["segments"]:
            for token in re.findall(
                r"[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ff]+", for_speech(segment[language], language)
            ):
                count, said = found.get(token, (0, ""))
                found[token] = (count + 1, said or espeak.ipa(token, language))
    total = sum(count for count, _ in found.values())
    for name, bad in (("three consonants in a row", clustered), ("no vowel", voiceless)):
        faults = {token: at for token, at in found.items() if bad(at[1])}
        share = 100 * sum(count for count, _ in faults.values()) / total
        print(f"{name}: {share:.2f} % of {total} tokens")
        for token, (count, said) in sorted(faults.items(), key=lambda item: -item[1][0])[:25]:
            print(f"    {count:3}  {token}  {said}")


def clustered(said: str) -> bool:
    """Whether three different consonants follow each other; tʃ, dʒ, ts and dz count as one."""
    plain = re.sub("[ˈˌː.ʰ]", "", said.replace("r.", "ɽ"))
    plain = re.sub("ts|dz|tʃ|dʒ", "c", plain)
    return bool(_CONSONANTS.search(re.sub(r"(.)\1", r"\1", plain)))


def voiceless(said: str) -> bool:
    """Whether there is no vowel in it."""
    return not _VOWEL.search(said)


def main() -> None:
    """Read the arguments and do as they say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["words", "rules", "text"])
    parser.add_argument("language", choices=["ps", "ur"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--hold-out", type=int, metavar="SEED", help="with `rules`: which words to take out")
    args = parser.parse_args()
    if args.hold_out is not None:
        print_hold_out(args.file, args.hold_out)
    elif args.what == "text":
        print_faults(args.language, args.file)
    else:
        print_words(args.language, args.file, lexicon=args.what == "words")


if __name__ == "__main__":
    main()
