"""The phrase book's transformer as OPUS-MT gives its models: Marian's weights in an archive, under Marian's names."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import numpy as np

from tests.support.models.phrasebook import Family, Weights, tokenizer, vocabulary_of

_CONFIG = """type: transformer
transformer-ffn-activation: relu
transformer-preprocess: n
transformer-postprocess: da
transformer-postprocess-top: n
transformer-postprocess-emb: d
transformer-decoder-autoreg: self-attention
transformer-no-projection: false
transformer-guided-alignment-layer: last
transformer-heads: 1
enc-depth: 1
dec-depth: 2
"""


def archive(path: Path, family: Family) -> Path:
    """An archive at `path`, laid out as those of https://object.pouta.csc.fi/Tatoeba-MT-models are."""
    inside = path.with_suffix("")
    inside.mkdir(parents=True)
    tokenizer(inside / "source.spm", family)
    shutil.copy(inside / "source.spm", inside / "target.spm")
    vocabulary = vocabulary_of(inside / "source.spm", family)
    lines = (f"{json.dumps(token, ensure_ascii=False)}: {place}" for place, token in enumerate(vocabulary))
    (inside / "opus.vocab.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    np.savez(inside / "opus.npz", allow_pickle=False, **_weights(Weights(vocabulary, family)))
    (inside / "decoder.yml").write_text("models:\n  - opus.npz\nvocabs:\n  - opus.vocab.yml\n  - opus.vocab.yml\n")
    (inside / "LICENSE").write_text("Attribution 4.0 International\n")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for one in sorted(inside.iterdir()):
            file.write(one, one.name)
    return path


def _weights(made: Weights) -> dict[str, np.ndarray]:
    spec, found = made.spec(), {"special:model.yml": np.frombuffer(_CONFIG.encode() + b"\0", np.int8)}
    found["Wpos"] = spec.encoder.position_encodings.encodings
    # Marian's decoder begins with no token at all, so that what every token has must come with the place.
    found["Wpos"][:, made.always] = 1
    scale = np.float32(np.sqrt(made.width))  # by which the converted model multiplies what it looks up
    for name, stack in (("encoder", spec.encoder), ("decoder", spec.decoder)):
        lookup = stack.embeddings[0] if isinstance(stack.embeddings, list) else stack.embeddings
        lookup.weight[:, made.always] = 0
        found[f"{name}_Wemb"] = lookup.weight / scale
        found |= _norm(f"{name}_top_ln", stack.layer_norm, "")
        for place, layer in enumerate(stack.layer, 1):
            here = f"{name}_l{place}"
            found |= _linear(f"{here}_ffn", "1", layer.ffn.linear_0) | _linear(f"{here}_ffn", "2", layer.ffn.linear_1)
            found |= _norm(f"{here}_ffn_ffn_ln", layer.ffn.layer_norm)
            found |= _attention(f"{here}_self", layer.self_attention)
            if name == "decoder":
                found |= _attention(f"{here}_context", layer.attention)
    return found | _linear("decoder_ff_logit_out", "", spec.decoder.projection)


def _attention(name: str, layer: object) -> dict[str, np.ndarray]:
    *inner, out = layer.linear  # type: ignore[attr-defined]
    matrices = np.split(np.concatenate([one.weight for one in inner]), 3)
    found = {f"{name}_W{which}": matrix.T for which, matrix in zip("qkv", matrices, strict=True)}
    found |= {f"{name}_b{which}": np.zeros((1, len(matrices[0])), np.float32) for which in "qkv"}
    return found | _linear(name, "o", out) | _norm(f"{name}_Wo_ln", layer.layer_norm)  # type: ignore[attr-defined]


def _linear(name: str, which: str, layer: object) -> dict[str, np.ndarray]:
    weight, bias = layer.weight, layer.bias  # type: ignore[attr-defined]
    return {f"{name}_W{which}": weight.T, f"{name}_b{which}": bias[None]}


def _norm(name: str, layer: object, suffix: str = "_pre") -> dict[str, np.ndarray]:
    return {f"{name}_scale{suffix}": layer.gamma[None], f"{name}_bias{suffix}": layer.beta[None]}  # type: ignore[attr-defined]
