"""Makes the styles of the neural voices from Kokoro-82M's open packs: python voices/neural/make.py PACKS.

PACKS is the `voices` folder of the npm package kokoro-js 1.2.1 (`npm pack kokoro-js@1.2.1`). Each pack there is 510
rows of 256 little-endian floats: a row for every number of symbols, of which the first 128 numbers are the throat and
the last 128 the manner. A style here is a weighted mean of packs, throat and manner apart, in half precision; README.md
tells how the weights were chosen and whose work the packs are.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
ROWS, WIDTH, THROAT = 510, 256, 128
SOURCES = {  # SHA-256 of the packs
    "hf_alpha": "040be6a4425411cc01fda5fd06693c76bfa78572632852bc8cda9c99232ffb56",
    "hf_beta": "cd83ae0bb9b2e4e4fb92b4973bd8d1822ca0036d3c498bf4fc89aa8e33917cc7",
    "hm_omega": "b02d9222d9ed00ce26b302173a862c2c93f96cc40b5c422b8d14910b9ff34137",
    "hm_psi": "644daf88ba8aeb7bd08950bbdcd4453bb280864e49dc4df93fabc6be32e03f37",
}


@dataclass(frozen=True)
class Recipe:
    """Weights by pack."""

    throat: Mapping[str, float]
    manner: Mapping[str, float]


RECIPES = {
    "urdu-woman": Recipe({"hf_alpha": 0.5, "hf_beta": 0.5}, {"hf_alpha": 0.5, "hf_beta": 0.5}),
    "urdu-man": Recipe({"hm_omega": 0.5, "hm_psi": 0.5}, {"hm_omega": 0.5, "hm_psi": 0.5}),
    "pashto-woman": Recipe({"hf_alpha": 0.75, "hf_beta": 0.25}, {"hf_alpha": 0.75, "hf_beta": 0.25}),
    "pashto-man": Recipe({"hm_omega": 0.75, "hm_psi": 0.25}, {"hm_omega": 0.75, "hm_psi": 0.25}),
}


def pack(folder: Path, name: str) -> NDArray[np.float32]:
    """One of the open packs, shape (ROWS, WIDTH)."""
    data = (folder / f"{name}.bin").read_bytes()
    if hashlib.sha256(data).hexdigest() != SOURCES[name]:
        raise SystemExit(f"{folder}/{name}.bin: is not the pack that the recipes were chosen with")
    return np.frombuffer(data, "<f4").reshape(ROWS, WIDTH)


def style(recipe: Recipe, folder: Path) -> NDArray[np.float16]:
    """A style of a recipe, shape (ROWS, WIDTH)."""
    halves = []
    for weights, part in ((recipe.throat, slice(None, THROAT)), (recipe.manner, slice(THROAT, None))):
        whole = sum(weights.values())
        halves.append(sum(weight / whole * pack(folder, name)[:, part] for name, weight in weights.items()))
    return np.concatenate(halves, axis=1).astype("<f2")


if __name__ == "__main__":
    for made, how in RECIPES.items():
        (HERE / f"{made}.f16").write_bytes(style(how, Path(sys.argv[1])).tobytes())
