"""Every kind of picture file that a person may hand over becomes upright 8-bit RGB, or one clear line."""

import io
import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from instructcv.errors import UserError
from instructcv.photos import from_image, open_photo

RAMP = np.linspace(0, 255, 32 * 24).astype(np.uint8).reshape(24, 32)
RGB = np.dstack([RAMP, RAMP[::-1], np.full_like(RAMP, 40)])


def saved(path: Path, image: Image.Image, **options: Any) -> Path:
    image.save(path, **options)
    return path


def rgba_half_clear() -> Image.Image:
    alpha = np.full(RAMP.shape, 255, np.uint8)
    alpha[:, 16:] = 0
    return Image.fromarray(np.dstack([RGB, alpha]))


def palette_with_clear_index() -> Image.Image:
    image = Image.fromarray(np.array([[0, 1]], np.uint8), mode="P")
    image.putpalette([200, 10, 10, 0, 0, 0])
    return image


TABLE: list[tuple[str, str, Image.Image, dict[str, Any], Any]] = [
    ("one pixel", "a.png", Image.fromarray(RGB[:1, :1]), {}, RGB[:1, :1]),
    ("plain RGB", "a.png", Image.fromarray(RGB), {}, RGB),
    ("grey", "a.png", Image.fromarray(RAMP), {}, np.dstack([RAMP] * 3)),
    ("two colours, one bit", "a.png", Image.fromarray(RAMP > 127), {}, np.dstack([np.uint8(255) * (RAMP > 127)] * 3)),
    ("16-bit grey: white is 65535", "a.png", Image.fromarray(RAMP.astype(np.uint16) * 257), {}, np.dstack([RAMP] * 3)),
    (
        "a dark 16-bit grey stays dark",
        "a.png",
        Image.fromarray(np.full((2, 2), 200, np.uint16)),
        {},
        np.full((2, 2, 3), 1),
    ),
    ("floats from 0 to 1", "a.tiff", Image.fromarray(RAMP.astype(np.float32) / 255), {}, np.dstack([RAMP] * 3)),
    ("32-bit integers up to 255", "a.tiff", Image.fromarray(RAMP.astype(np.int32)), {}, np.dstack([RAMP] * 3)),
    ("alpha on white", "a.png", rgba_half_clear(), {}, np.where(np.arange(32)[None, :, None] < 16, RGB, 255)),
    ("palette", "a.png", palette_with_clear_index(), {}, np.array([[[200, 10, 10], [0, 0, 0]]])),
    ("clear palette entry", "a.png", palette_with_clear_index(), {"transparency": 1}, [[[200, 10, 10], [255] * 3]]),
    ("CMYK", "a.tiff", Image.new("CMYK", (3, 2), (0, 255, 255, 0)), {}, np.tile([255, 0, 0], (2, 3, 1))),
    ("a name without a meaning", "a.jpg.bin", Image.fromarray(RGB), {"format": "PNG"}, RGB),
]


@pytest.mark.parametrize(("why", "name", "image", "options", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_becomes_rgb(
    why: str, name: str, image: Image.Image, options: dict[str, Any], expected: Any, tmp_path: Path
) -> None:
    photo = open_photo(saved(tmp_path / name, image, **options))
    assert photo.dtype == np.uint8
    np.testing.assert_array_equal(photo, expected, err_msg=why)


def test_cmyk_jpeg_has_its_colours_the_right_way_round(tmp_path: Path) -> None:
    red = Image.new("CMYK", (16, 16), (0, 255, 255, 0))
    assert np.abs(open_photo(saved(tmp_path / "a.jpg", red)).astype(int) - [255, 0, 0]).max() < 20


def test_an_animation_gives_its_first_frame(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (4, 3), colour) for colour in ("red", "blue")]
    path = saved(tmp_path / "a.gif", frames[0], save_all=True, append_images=frames[1:])
    assert (open_photo(path) == [255, 0, 0]).all()


# A photo stored as the camera held it, and how it must look upright: EXIF 2.32, table "Orientation".
TURNS = {
    1: lambda x: x,
    2: lambda x: x[:, ::-1],
    3: lambda x: x[::-1, ::-1],
    4: lambda x: x[::-1],
    5: lambda x: x.transpose(1, 0, 2),
    6: lambda x: np.rot90(x, -1),
    7: lambda x: x[::-1, ::-1].transpose(1, 0, 2),
    8: lambda x: np.rot90(x, 1),
    9: lambda x: x,  # not a legal value: leave it
}


@pytest.mark.parametrize("orientation", TURNS)
def test_exif_turns(orientation: int, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = saved(tmp_path / "a.png", Image.fromarray(RGB), exif=exif)
    np.testing.assert_array_equal(open_photo(path), TURNS[orientation](RGB))
    np.testing.assert_array_equal(open_photo(path, upright=False), RGB)


def test_broken_exif_does_not_cost_the_picture(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", Image.fromarray(RGB), exif=b"Exif\x00\x00garbage that is no TIFF header")
    np.testing.assert_array_equal(open_photo(path), RGB)


def test_a_path_a_string_and_an_upload_are_alike(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", Image.fromarray(RGB))
    for source in (path, str(path), path.read_bytes()):
        np.testing.assert_array_equal(open_photo(source), RGB)


def lying_png(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be huge: a decompression bomb."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def jpeg_bytes() -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(RGB).save(buffer, format="JPEG")
    return buffer.getvalue()


WRONG: list[tuple[str, bytes, str]] = [
    ("empty", b"", "empty file"),
    ("text", b"hello, this is no picture", "not a picture"),
    ("a pickle", b"\x80\x04\x95\x0b", "not a picture"),
    ("a header alone", b"\x89PNG\r\n\x1a\n", "picture"),
    ("a JPEG cut within its header", jpeg_bytes()[:200], "damaged"),
    ("a JPEG without its end", jpeg_bytes()[:-40], "damaged or cut short"),
    ("larger than the limit", lying_png(11_000, 10_000), "11000 x 10000 pixels; at most 100,000,000"),
    ("larger than Pillow's limit too", lying_png(60_000, 60_000), "too many pixels"),
]


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")  # pytest undoes our own filter
@pytest.mark.parametrize(("why", "content", "says"), WRONG, ids=[row[0] for row in WRONG])
def test_wrong_files_give_one_line_with_the_name(why: str, content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "holiday.jpg"
    path.write_bytes(content)
    with pytest.raises(UserError, match=says) as caught:
        open_photo(path)
    assert str(path) in str(caught.value) and "\n" not in str(caught.value), why


def test_missing_and_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=re.escape(str(tmp_path / "none.jpg"))):
        open_photo(tmp_path / "none.jpg")
    with pytest.raises(UserError, match="folder"):
        open_photo(tmp_path)


def test_an_upload_is_called_by_its_given_name() -> None:
    with pytest.raises(UserError, match=r"^cat\.png is not a picture"):
        open_photo(b"nonsense", name="cat.png")


def test_a_photo_20000_pixels_wide_is_read(tmp_path: Path) -> None:
    path = saved(tmp_path / "wide.png", Image.new("RGB", (20_000, 2), (1, 2, 3)))
    assert open_photo(path).shape == (2, 20_000, 3)


def test_no_warning_beside_the_error(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(lying_png(11_000, 10_000))
    code = "import sys; from instructcv.photos import from_image, open_photo; open_photo(sys.argv[1])"
    run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    assert "UserError" in run.stderr and "Warning" not in run.stderr


@pytest.mark.parametrize(("why", "name", "image", "options", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_an_opened_picture_is_read_like_its_file(
    why: str, name: str, image: Image.Image, options: dict[str, Any], expected: Any, tmp_path: Path
) -> None:
    with Image.open(saved(tmp_path / name, image, **options)) as opened:
        np.testing.assert_array_equal(from_image(opened), open_photo(tmp_path / name), err_msg=why)


def test_an_opened_picture_that_is_cut_short_is_one_line(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    path = saved(tmp_path / "a.png", Image.fromarray(noise))
    path.write_bytes(path.read_bytes()[:2000])
    with Image.open(path) as opened, pytest.raises(UserError, match="the image is damaged or cut short"):
        from_image(opened)
