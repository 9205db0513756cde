"""The packaged backbone, and what a checkpoint changes in it."""

from collections.abc import Iterator

import pytest
import torch
from torch import Tensor

from instructcv.models.mini.backbone import TUNED, TUNED_KERNELS, Features, ImageBackbone, Tuning, magnify
from instructcv.models.mini.depthwise import UNEVEN, Convolved, Depthwise
from tiny import class_names


@pytest.fixture(scope="module")
def backbone() -> ImageBackbone:
    return ImageBackbone()


@pytest.fixture(scope="module")
def photos() -> Tensor:
    return torch.rand(2, 3, 64, 64, generator=torch.Generator().manual_seed(3)) * 2 - 1


def maps(features: Features) -> Iterator[Tensor]:
    assert features.closer is not None
    yield from (*features[:-1], *features.closer)


@pytest.mark.parametrize(
    ("stride", "kernel", "padding", "size_hw"),
    [(1, 3, 1, (7, 5)), (1, 5, 2, (6, 6)), (2, 3, 0, (9, 9)), (2, 3, 1, (8, 7)), (2, 5, 1, (8, 9)), (2, 4, 1, (8, 6))],
)
def test_the_gradient_is_that_of_the_convolution(
    stride: int, kernel: int, padding: int, size_hw: tuple[int, int]
) -> None:
    torch.manual_seed(0)
    x = torch.randn(2, 3, *size_hw, dtype=torch.double, requires_grad=True)
    weight = torch.randn(3, 1, kernel, kernel, dtype=torch.double)
    bias = torch.randn(3, dtype=torch.double, requires_grad=True)
    assert torch.autograd.gradcheck(lambda x, bias: Convolved.apply(x, weight, bias, stride, padding), (x, bias))


def test_uneven_padding_needs_no_copy_of_the_map() -> None:
    torch.manual_seed(0)
    theirs = torch.nn.Conv2d(4, 4, 3, stride=2, groups=4).requires_grad_(False)
    theirs.static_padding = torch.nn.ZeroPad2d(UNEVEN)
    ours = Depthwise(theirs)
    x = torch.randn(2, 4, 8, 10)
    assert isinstance(ours.pad, torch.nn.Identity)
    torch.testing.assert_close(ours(x), theirs(theirs.static_padding(x)))


def test_what_has_learned_nothing_changes_nothing(backbone: ImageBackbone, photos: Tensor) -> None:
    with torch.no_grad():
        plain, tuned = (backbone(photos, class_names(), magnified=magnify(photos), tuning=t) for t in (None, Tuning()))
    for one, other in zip(maps(plain), maps(tuned), strict=True):
        torch.testing.assert_close(one, other, rtol=0, atol=0)


def test_edges_stay_and_what_is_made_of_them_changes(backbone: ImageBackbone, photos: Tensor) -> None:
    torch.manual_seed(1)
    tuning = Tuning()
    for change in tuning.parameters():
        torch.nn.init.normal_(change, std=0.01)
    with torch.no_grad():
        plain, tuned = (backbone(photos, class_names(), magnified=magnify(photos), tuning=t) for t in (None, tuning))
    changed = [not torch.equal(one, other) for one, other in zip(maps(plain), maps(tuned), strict=True)]
    assert changed == [False] + [True] * 8  # stride 4 of the photo as it is comes before the first tuned block


def test_nothing_but_the_tuning_gets_a_gradient(backbone: ImageBackbone, photos: Tensor) -> None:
    assert not backbone(photos, class_names()).pooled.requires_grad
    tuning = Tuning()
    seen = backbone(photos, class_names(), tuning=tuning)
    (seen.pooled.sum() + seen.semantics.sum()).backward()
    assert all(change.grad is not None and change.grad.any() for change in tuning.parameters())
    assert all(weight.grad is None for weight in backbone.parameters())


def test_kernels_change_where_they_fit_into_the_package(backbone: ImageBackbone) -> None:
    for number in TUNED:
        block = backbone.net._blocks[number]
        kernels = {name for name in Tuning().weights(number, block) if name.endswith("weight")}
        assert kernels == ({"_expand_conv.weight", "_project_conv.weight"} if number in TUNED_KERNELS else set())
