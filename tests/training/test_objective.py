"""Every loss is zero or least at the target, and unknown pixels cost nothing."""

import pytest
import torch

from instructcv.tasks.base import Kind
from instructcv.training.mini.objective import (
    BALANCE,
    LOSSES,
    Painted,
    answer_losses,
    class_weights,
    kind_losses,
    pick_losses,
)


def painted(
    picture: torch.Tensor,
    target: torch.Tensor,
    known: torch.Tensor | None = None,
    lines: torch.Tensor | None = None,
) -> Painted:
    n = len(target)
    colours = torch.tensor([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.5, 0.5]]).expand(n, -1, -1)
    known = torch.ones(n, *target.shape[-2:], dtype=torch.bool) if known is None else known
    return Painted(
        picture=picture,
        target=target,
        known=known,
        lines=(target[:, 0] > 0.5).to(torch.uint8) if lines is None else lines,
        colours=colours,
        legend_mask=torch.ones(n, 3, dtype=torch.bool),
    )


def target_of(task: str) -> torch.Tensor:
    target = torch.zeros(1, 3, 8, 8)
    if task == "detection":
        ramp = torch.linspace(0, 1, 4)
        target[:, 0, 2:6, 2:6] = ramp
        target[:, 1, 2:6, 2:6] = ramp[:, None]
        target[:, 2, 2:6, 2:6] = 1
    elif task == "depth":
        target[:] = torch.linspace(0.1, 0.9, 8)
    else:
        target[:, 0, 2:6, 2:6] = 1  # the legend's first entry
        if task == "classification":
            target[:, 0] = 1
    return target


KINDS_OF = {
    "legend": "segmentation",
    "place": "detection",
    "grey": "depth",
    "flat": "classification",
    "free": "segmentation",
}


@pytest.mark.parametrize("kind", LOSSES)
def test_the_target_itself_costs_least(kind: Kind) -> None:
    target = target_of(KINDS_OF[kind])
    exact = LOSSES[kind](painted(target.clone(), target))
    for other in (torch.zeros_like(target), 1 - target, torch.rand_like(target)):
        assert LOSSES[kind](painted(other, target)) > exact


@pytest.mark.parametrize("task", ["segmentation", "depth", "detection"])
def test_unknown_pixels_cost_nothing(task: str) -> None:
    target = target_of(task)
    known = torch.ones(1, 8, 8, dtype=torch.bool)
    known[:, :, 6:] = False
    spoilt = target.clone()
    spoilt[..., 6:] = torch.rand(1, 3, 8, 2)
    assert torch.allclose(
        answer_losses(painted(spoilt, target, known), [task])[task],
        answer_losses(painted(target.clone(), target, known), [task])[task],
    )


def test_balance_lifts_the_rare_category() -> None:
    lines = torch.zeros(1, 8, 8, dtype=torch.long)
    lines[:, 0, 0] = 1
    weights = class_weights(lines, torch.ones(1, 8, 8, dtype=torch.bool), 2)
    assert weights[0, 0, 0] == pytest.approx(float(weights[0, 7, 7]) * 63**BALANCE, rel=1e-3)  # 63 : 1


def test_picks_are_taught_by_the_shares_of_their_cell() -> None:
    target = target_of("segmentation")
    p = painted(target, target)
    right = torch.zeros(1, 3, 4, 4)
    right[:, 1, 1:3, 1:3] = 20.0
    right[:, 0] = 10.0
    assert pick_losses(right, p) < 0.01
    assert pick_losses(-right, p) > 1


def test_losses_are_grouped_by_task_and_every_query_is_counted() -> None:
    target = torch.cat([target_of("segmentation"), target_of("depth"), target_of("segmentation")])
    groups = answer_losses(painted(torch.rand_like(target), target), ["segmentation", "depth", "segmentation"])
    assert {name: len(values) for name, values in groups.items()} == {"segmentation": 2, "depth": 1}


def test_each_task_wants_its_kind_of_picture() -> None:
    tasks = ["segmentation", "classification", "detection", "depth"]
    wanted = torch.tensor([0, 3, 1, 2])
    assert (kind_losses(torch.eye(4)[wanted] * 50, tasks) < 1e-6).all()
    assert (kind_losses(torch.eye(4)[(wanted + 1) % 4] * 50, tasks) > 10).all()
