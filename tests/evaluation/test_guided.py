"""Guidance for the sweeps: scales of one are the network itself, others lead away from it, and only mini can be guided."""

from pathlib import Path

import numpy as np
import pytest
import torch

from instructcv.errors import UserError
from instructcv.evaluation.painters import Constant, guided
from instructcv.models.mini import Mini
from instructcv.types import Query
from tiny import tiny_denoiser, tiny_vae

PHOTO = np.random.default_rng(0).integers(0, 256, (40, 60, 3), dtype=np.uint8)
DEPTH = [Query(task="depth", instruction="how far away is everything?")]


def test_a_scale_of_one_changes_nothing_and_others_do() -> None:
    torch.manual_seed(0)
    vae = tiny_vae()
    model = Mini(vae, tiny_denoiser(vae), Path())
    plain = model.paint(PHOTO, DEPTH)
    np.testing.assert_array_equal(guided(model, 1.0, 1.0).paint(PHOTO, DEPTH), plain)
    by_text, by_photo = guided(model, 3.0, 1.0).paint(PHOTO, DEPTH), guided(model, 1.0, 3.0).paint(PHOTO, DEPTH)
    assert not np.array_equal(by_text, plain) and not np.array_equal(by_photo, plain)
    assert not np.array_equal(by_text, by_photo)


def test_who_has_no_guidance_is_refused() -> None:
    with pytest.raises(UserError, match="mini checkpoints only"):
        guided(Constant(), 3.0, 1.0)
