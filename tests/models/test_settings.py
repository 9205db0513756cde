"""A denoiser's config: three parts, or the flat list of before."""

from dataclasses import replace
from typing import Any

import pytest

from instructcv.models.mini.settings import UNCALIBRATED, Calibration, MiniSettings, Shape, content_like, settings_of
from instructcv.types import LEGEND

FIRST = Shape(closer_look=False, tuned_backbone=False)
"""The first checkpoints', whose configs say nothing of what came later."""


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        pytest.param({}, MiniSettings(FIRST), id="nothing said: the first network, uncalibrated"),
        pytest.param({"_class_name": "DenoiserModel"}, MiniSettings(FIRST), id="what is diffusers' own says nothing"),
        pytest.param(
            {"keys": 8}, MiniSettings(replace(FIRST, key_width=8)), id="an entry that is called otherwise now"
        ),
        pytest.param({"vae_shape": [1, 2, 3]}, MiniSettings(replace(FIRST, vae_shape=(1, 2, 3))), id="a list in JSON"),
        pytest.param(
            {"label_format": "original", "far_m": 8.0, "photo_shift": 5.0},
            MiniSettings(FIRST, replace(LEGEND, name="original", far_m=8.0), Calibration(photo_shift=5.0)),
            id="entries of all three parts",
        ),
        pytest.param(
            {"shape": {"width": 64}, "label_format": {}, "calibration": {}},
            MiniSettings(Shape(width=64)),
            id="in parts, where defaults are today's",
        ),
    ],
)
def test_settings_of(content: dict[str, Any], wanted: MiniSettings) -> None:
    assert settings_of(content) == wanted
    assert settings_of(wanted.content()) == wanted


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({"colour": 3}, id="flat, an unknown entry"),
        pytest.param(
            {"shape": {}, "label_format": {}, "calibration": {}, "width": 64}, id="in parts, and an entry beside them"
        ),
        pytest.param({"shape": {}}, id="parts are missing"),
        pytest.param({"shape": {"colour": 3}, "label_format": {}, "calibration": {}}, id="an unknown entry in a part"),
    ],
)
def test_what_no_version_wrote_is_an_error(content: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"config.json of the denoiser.*"):
        settings_of(content)


def test_what_is_written_over_a_config_keeps_what_is_diffusers_own() -> None:
    written = content_like({"_class_name": "DenoiserModel", "keys": 8}, MiniSettings(Shape()))
    assert written["_class_name"] == "DenoiserModel" and "keys" not in written
    assert settings_of(written).calibration == UNCALIBRATED
