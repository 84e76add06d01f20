"""How the embedded voices say words and running text: hypotheses to score, and faults that need no reference.

python benchmarks/pronunciation.py words ps WORDS.tsv > HYPOTHESES.tsv     word<TAB>IPA of each word of a list
python benchmarks/pronunciation.py rules ps WORDS.tsv > HYPOTHESES.tsv     the same with the lexicon shut (Pashto)
python benchmarks/pronunciation.py text ps NEWS.json                       tokens that cannot be said, over real news
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

from packager.engines import espeak, espeak_dictionary
from packager.engines.espeak_lib import Manner, phonemes
from packager.engines.pashto_learning import learn, pack
from packager.engines.pashto_letters import folded
from packager.engines.pashto_lexicon import read_lexicon, single_words
from packager.engines.pashto_sounds import dialects, stressed
from packager.engines.pashto_sounds import espeak as sounds
from packager.engines.pashto_spelling import Speller
from packager.engines.voices_folder import voices_folder
from packager.text.normalise import for_speech

_TOKEN = re.compile(r"[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ff]+")
_VOWEL = re.compile("[aeiouəɑɔɛɪʊʌæɐ]")
_CONSONANTS = re.compile("[bcdfhjklmnpqrstvwxzðŋɖɟɡɣɦɲɳɹɽɾʂʃʈʋʐʒθχ]{3,}")


def words_of(path: Path) -> list[str]:
    """First cells of a list, once each, in order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(dict.fromkeys(line.split("\t")[0] for line in lines if line and not line.startswith("#")))


def print_words(language: str, path: Path, *, lexicon: bool) -> None:
    """Print a hypothesis for every word."""
    words = words_of(path)
    said = (espeak.ipa(word, language) for word in words) if lexicon else by_rules(words)
    for word, heard in zip(words, said, strict=True):
        print(f"{word}\t{heard}")


def by_rules(words: list[str]) -> Iterator[str]:
    """Pashto words as they would be said had the lexicon never held them: nothing is learned from them either."""
    asked = {folded(for_speech(word, "ps")) for word in words}
    lexicon = read_lexicon(voices_folder() / "pashto" / "lexicon")
    speller = Speller(pack(learn(entry for entry in single_words(lexicon) if entry[0] not in asked)))
    values = dialects()["yusufzai"]
    for word in words:
        parts = [f"[[{sounds(stressed(speller.sounds(part)), values)}]]" for part in for_speech(word, "ps").split()]
        yield phonemes(espeak_dictionary.data_folder(), Manner(voice="ps"), " ".join(parts))


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
    args = parser.parse_args()
    if args.what == "text":
        print_faults(args.language, args.file)
    else:
        print_words(args.language, args.file, lexicon=args.what == "words")


if __name__ == "__main__":
    main()
