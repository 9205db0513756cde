"""Maps of quarters that follow a photo: their values stay, their edges move to the photo's."""

import torch

from instructcv.models.mini.guided_filter import EPSILON, Guide, inverse_of

SIDE, PX = 8, 32


def photo_with_an_edge_at(column: int) -> torch.Tensor:
    photo = torch.full((1, 3, PX, PX), -0.5)
    photo[..., column:] = 0.5
    return photo


def test_an_edge_inside_a_quarter_is_found() -> None:
    photo = photo_with_an_edge_at(14)  # in the middle of the fourth quarter
    half = torch.zeros(1, 1, SIDE, SIDE)
    half[..., 3], half[..., 4:] = 0.5, 1.0  # the quarter on the edge is of two minds
    followed = Guide(photo, (SIDE, SIDE)).followed(half)[0, 0]
    assert followed.shape == (PX, PX)
    torch.testing.assert_close(followed > 0.5, photo[0, 0] > 0)


def test_what_is_the_same_everywhere_stays_so() -> None:
    torch.manual_seed(0)
    constant = torch.full((2, 3, SIDE, SIDE), 0.25)
    followed = Guide(torch.rand(2, 3, PX, PX) * 2 - 1, (SIDE, SIDE)).followed(constant)
    torch.testing.assert_close(followed, torch.full((2, 3, PX, PX), 0.25))


def test_a_flat_photo_leads_nowhere_and_values_stay_in_their_range() -> None:
    torch.manual_seed(0)
    maps = torch.rand(1, 2, SIDE, SIDE)
    flat = Guide(torch.zeros(1, 3, PX, PX), (SIDE, SIDE)).followed(maps)
    assert (flat[..., ::4, ::4] == flat[..., 3::4, 3::4]).all()  # each quarter is of one value
    noisy = Guide(torch.rand(1, 3, PX, PX) * 2 - 1, (SIDE, SIDE)).followed(maps)
    for followed in (flat, noisy):
        assert (followed.amin((2, 3)) >= maps.amin((2, 3))).all()
        assert (followed.amax((2, 3)) <= maps.amax((2, 3))).all()


def test_each_photo_leads_its_own_maps() -> None:
    photos = torch.cat([photo_with_an_edge_at(14), photo_with_an_edge_at(18)])
    maps = torch.rand(2, 2, SIDE, SIDE)
    together = Guide(photos, (SIDE, SIDE)).followed(maps)
    for row in range(2):
        alone = Guide(photos[row : row + 1], (SIDE, SIDE)).followed(maps[row : row + 1])
        torch.testing.assert_close(together[row : row + 1], alone)


def test_inverses_by_cofactors_are_those_of_the_decomposition():
    colours = torch.rand(2, 3, 9, 5, 4, generator=torch.Generator().manual_seed(3))  # nine of them at 5 x 4 places
    colours[0, :, :, 0] = 0.5  # one colour everywhere: nothing but the ridge is left
    ridge = EPSILON * torch.eye(3)[..., None, None]
    covariance = torch.einsum("ncphw,ndphw->ncdhw", colours, colours) / 9 * 0.1 + ridge
    exact = torch.linalg.inv(covariance.double().permute(0, 3, 4, 1, 2)).permute(0, 3, 4, 1, 2)
    torch.testing.assert_close(inverse_of(covariance).double(), exact, rtol=2e-3, atol=1e-2)
