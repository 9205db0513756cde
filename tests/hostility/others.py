"""Shards of pairs, checkpoints and sentences."""

import hashlib
import json
import struct
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import torch
from safetensors.torch import load, save

import fakes
import layouts
from hostility import mutations
from hostility.inputs import BYTES, TEXT, Input
from hostility.mutations import Mutation, Rng
from hostility.verdicts import Facts
from instructcv.instructions.reader import read
from instructcv.models import base
from instructcv.models.mini import model as mini
from instructcv.models.mini.components import trailing_scheduler
from instructcv.models.mini.pipeline import InstructCVPipeline
from instructcv.pairs.build import build
from instructcv.pairs.config import BuildConfig, SourceConfig
from instructcv.training.sd15.pairs import open_pairs
from instructcv.types import Note
from tiny import tiny_denoiser, tiny_vae

SHARD = "data/train-00000-of-00001.parquet"
Told = tuple[Facts, tuple[Note, ...]]


def write_pairs(root: Path) -> None:
    layouts.voc(root / "voc")
    source = SourceConfig(dataset="voc", root=root / "voc", split="train")
    build(BuildConfig(sources=(source,), questions=3), root)


def read_pairs(root: Path) -> Told:
    """All that a trainer would be given."""
    shards = open_pairs(root)
    shards.texts(), shards.label_format()
    facts: Facts = {}
    for number, pair in enumerate(shards.walk(0, len(shards), 32)):
        taught = (pair.instruction, pair.task, pair.target.tobytes(), pair.known.tobytes())
        facts["pairs", "pair", number] = hashlib.md5(repr(taught).encode()).hexdigest()
    return facts, ()


def column_damaged(data: bytes, rng: Rng) -> bytes:
    """A column that training needs dropped, or emptied of its values."""
    table: Any = pq.read_table(pa.BufferReader(data))
    name = table.schema.names[int(rng.integers(3))]
    at = table.schema.get_field_index(name)
    if rng.random() < 0.5:
        table = table.drop_columns([name])
    else:
        table = table.set_column(at, name, pa.nulls(len(table), table.schema.field(at).type))
    stream = pa.BufferOutputStream()
    pq.write_table(table, stream)
    return stream.getvalue().to_pybytes()


def write_checkpoint(root: Path) -> None:
    torch.manual_seed(0)
    vae = tiny_vae()
    pipeline = InstructCVPipeline(vae=vae, denoiser=tiny_denoiser(vae), scheduler=trailing_scheduler())
    pipeline.save_pretrained(root)


def read_checkpoint(root: Path) -> Told:
    """The weights that were loaded; the frozen encoders, which come from packages, stay away."""
    nothing = mock.Mock(side_effect=torch.nn.Identity)
    with mock.patch.object(mini, "SentenceEncoder", nothing), mock.patch.object(mini, "ImageBackbone", nothing):
        loaded: Any = base.load(root, device="cpu", dtype="fp32")
    state = {**loaded.vae.state_dict(prefix="vae."), **loaded.denoiser.state_dict(prefix="denoiser.")}
    return {
        ("checkpoint", "weight", name): hashlib.md5(t.numpy().tobytes()).hexdigest() for name, t in state.items()
    }, ()


def weights_without_numbers(data: bytes, rng: Rng) -> bytes:
    """One number of one weight becomes NaN or infinite."""
    weights, name = _one_of(data, rng)
    weights[name].flatten()[0] = float(rng.choice([np.nan, np.inf, -np.inf]))
    return save(weights, metadata={"format": "pt"})


def weights_of_another_shape(data: bytes, rng: Rng) -> bytes:
    """One weight has a number more."""
    weights, name = _one_of(data, rng)
    weights[name] = torch.zeros(weights[name].numel() + 1)
    return save(weights, metadata={"format": "pt"})


def _one_of(data: bytes, rng: Rng) -> tuple[dict[str, torch.Tensor], str]:
    weights = load(data)
    chosen = sorted(name for name, tensor in weights.items() if tensor.is_floating_point() and tensor.numel())
    return weights, chosen[int(rng.integers(len(chosen)))]


def header_damaged(data: bytes, rng: Rng) -> bytes:
    """The header of a safetensors file: an entry dropped, retyped or garbled, or its length wrong."""
    (length,) = struct.unpack_from("<Q", data)
    header, rest = data[8 : 8 + length], data[8 + length :]
    if rng.random() < 0.3:
        return struct.pack("<Q", int(rng.integers(0, 2**40))) + header + rest
    if rng.random() < 0.5:
        changed = mutations.garbled(header, rng)
    else:
        content = json.loads(header)
        chosen = sorted(name for name in content if name != "__metadata__")
        name = chosen[int(rng.integers(len(chosen)))]
        if rng.random() < 0.5:
            del content[name]
        else:
            content[name]["dtype"] = ("F16", "I32", "F64", "Q7")[int(rng.integers(4))]
        changed = json.dumps(content).encode()
    return struct.pack("<Q", len(changed)) + changed + rest


SENTENCES = (
    "segment the cat",
    "put a box around every chair",
    "how far away is everything?",
    "colour the dog red and the sofa teal",
    "is there a person in the photo? green if so, blue if not",
    "segment the two largest pillows on the sofa",
)


def write_sentence(root: Path) -> None:
    root.mkdir(parents=True)
    (root / "sentence").write_text("\n".join(SENTENCES), encoding="utf-8")


def read_sentence(root: Path) -> Told:
    """A sentence is understood in some way, or refused: which task it asks is no label."""
    text = (root / "sentence").read_bytes().decode("utf-8", "surrogateescape")
    for line in text.split("\n"):
        program = read(line, fakes.sentence_encoder())
        assert program.asks
    return {}, ()


def words_damaged(data: bytes, rng: Rng) -> bytes:
    """One of the sentences, its words dropped, doubled, shuffled, stretched or of other alphabets."""
    lines = data.decode().split("\n")
    words = lines[int(rng.integers(len(lines)))].split()
    for _ in range(int(rng.integers(1, 4))):
        at, kind = int(rng.integers(len(words))), int(rng.integers(7))
        if kind == 0 and len(words) > 1:
            del words[at]
        elif kind == 1:
            words.insert(at, words[at])
        elif kind == 2:
            rng.shuffle(words)
        elif kind == 3:
            words[at] = words[at] * int(rng.integers(2, 400))
        elif kind == 4:
            words.insert(
                at,
                str(
                    rng.choice(
                        [
                            "\u732b",
                            "caf\u00e9",
                            "\U0001f408",
                            "\u200f",
                            "\ufeff",
                            "%s",
                            "{}",
                            "\\",
                            "\x00",
                            "--",
                            '"',
                            "#ff0000",
                            "1e999",
                            "-0",
                        ]
                    )
                ),
            )
        elif kind == 5:
            words[at] = words[at].upper()
        else:
            letters = list(words[at])
            rng.shuffle(letters)
            words[at] = "".join(letters)
    return " ".join(words).encode()


WEIGHTS: tuple[Mutation, ...] = (
    *BYTES[:1],
    mutations.emptied,
    header_damaged,
    header_damaged,
    weights_without_numbers,
    weights_of_another_shape,
)
CONFIG: tuple[Mutation, ...] = (mutations.emptied, mutations.garbled, mutations.truncated, *TEXT[4:])
OTHERS = (
    Input(
        name="pairs",
        write=write_pairs,
        read=read_pairs,
        damage=[(SHARD, (*BYTES, mutations.flipped, column_damaged))],
        share=1,
    ),
    Input(
        name="checkpoint",
        write=write_checkpoint,
        read=read_checkpoint,
        damage=[
            ("vae/diffusion_pytorch_model.safetensors", WEIGHTS),
            ("denoiser/diffusion_pytorch_model.safetensors", WEIGHTS),
            ("vae/config.json", CONFIG),
            ("denoiser/config.json", CONFIG),
            ("model_index.json", CONFIG),
        ],
        share=1,
    ),
    Input(name="sentence", write=write_sentence, read=read_sentence, damage=[("sentence", (words_damaged,))], share=1),
)
