"""COCO's JSON by the piece: the same content as `json` reads, from an index that is kept, renewed and done without."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import layouts
from instructcv.datasets import _coco_index, _coco_tables, _json_stream, coco
from instructcv.datasets._coco_index import load_index
from instructcv.errors import UserError
from instructcv.types import samples

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)


def read(path: Path) -> dict[str, Any]:
    """All members, each piece of a list read again from its bytes."""
    found: dict[str, Any] = {}
    data = path.read_bytes()
    for name, value in _json_stream.members(path):
        if isinstance(value, Iterator):
            pieces: list[_json_stream.Piece] = list(value)
            again = [json.loads(data[piece.start : piece.start + piece.length].decode()) for piece in pieces]
            assert again == [piece.value for piece in pieces]
            found[name] = again
        else:
            found[name] = value
    return found


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.dictionaries(st.text(max_size=4), values, max_size=4),
    chunk=st.integers(1, 9),
    ascii_only=st.booleans(),
    indent=st.sampled_from([None, 1]),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_a_stream_reads_what_json_reads(
    content: dict[str, Any], chunk: int, ascii_only: bool, indent: Any, mark: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(mark + json.dumps(content, ensure_ascii=ascii_only, indent=indent).encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_json_stream, "_CHUNK", chunk)
        assert read(path) == content


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("nothing", b""),
        ("white space", b" \n"),
        ("cut short in the list", b'{"a": [1, 2'),
        ("cut short in a string", b'{"a": ["x'),
        ("cut short in the object", b'{"a": [1]'),
        ("a comma too many in a list", b'{"a": [1,]}'),
        ("a comma too many", b'{"a": 1,}'),
        ("a comma missing", b'{"a": [1 2]}'),
        ("a colon missing", b'{"a" 1}'),
        ("a name without quotes", b"{1: 2}"),
        ("more after the end", b'{"a": 1} 2'),
        ("not UTF-8", b'{"a": ["\xff"]}'),
        ("another encoding", '{"a": 1}'.encode("utf-16")),
    ],
)
def test_damage_in_a_stream_is_found(why: str, text: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(text)
    with pytest.raises(ValueError):
        read(tmp_path / "a.json")


def test_a_piece_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_json_stream, "_CHUNK", 8)
    monkeypatch.setattr(_json_stream, "_LONGEST", 64)
    (tmp_path / "a.json").write_text('{"a": ["' + "x" * 400)
    with pytest.raises(ValueError, match="does not end within"):
        read(tmp_path / "a.json")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny instances file, whose index is kept as a large one's is."""
    monkeypatch.setattr(_coco_index, "KEPT_BYTES", 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    layouts.coco(tmp_path)
    return tmp_path / "annotations" / "instances_train2017.json"


def forget() -> None:
    """As in another process."""
    _coco_index.opened.cache_clear()


def kept(path: Path) -> list[Path]:
    return sorted((path.parents[1] / "cache").rglob("*.npz"))


def content_of(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text())


def test_an_index_gives_each_photo_its_own(path: Path) -> None:
    content = content_of(path)
    content["annotations"].reverse()  # not one image after the other, and images of later ids first
    content["images"].reverse()
    path.write_text(json.dumps(content, indent=1))
    for _ in ("made", "kept"):
        index = load_index(path)
        assert index.ids == (3, 2, 1) and index.masked.tolist() == [True, False, True]
        for image in content["images"]:
            assert index.image(image["id"]) == image
            assert index.annotations(image["id"]) == [
                one for one in content["annotations"] if one["image_id"] == image["id"]
            ]
        assert index.annotations(99) == []
        assert index.names() == {image["file_name"]: image["id"] for image in content["images"]}
        assert index.categories == {1: "person", 10: "traffic light", 67: "dining table"}
        assert index.licences == {4: "Attribution License"}
        forget()
    assert len(kept(path)) == 1


def test_an_index_is_made_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_index(path)
    forget()
    monkeypatch.setattr(_coco_tables, "members", lambda path: pytest.fail("it was read through again"))
    assert len(load_index(path).ids) == 3


def test_a_changed_file_gets_another_index(path: Path) -> None:
    load_index(path)
    content = content_of(path)
    path.write_text(json.dumps(content | {"images": content["images"][:2]}))
    assert len(load_index(path).ids) == 2 and len(kept(path)) == 2


def test_a_damaged_index_is_made_again(path: Path) -> None:
    load_index(path)
    (index,) = kept(path)
    for damage in (b"", index.read_bytes()[:200], b"no archive"):
        index.write_bytes(damage)
        forget()
        assert len(load_index(path).ids) == 3
        assert index.stat().st_size > 200


def test_a_home_that_cannot_be_written_costs_time_only(path: Path) -> None:
    (path.parents[1] / "cache").write_text("a file where the folder should be")
    assert len(load_index(path).ids) == 3


def test_a_file_that_changes_while_it_is_read_is_named(path: Path) -> None:
    index = load_index(path)
    path.write_text("{}")
    with pytest.raises(UserError, match=r"instances_train2017\.json changed while it was read"):
        index.annotations(1)


def test_a_small_file_leaves_nothing_in_the_cache(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_coco_index, "KEPT_BYTES", 1 << 20)
    assert len(load_index(path).ids) == 3 and kept(path) == []


@pytest.mark.parametrize(("what", "says"), [("images", "two images with the id 1"), ("annotations", "two annotations")])
def test_an_id_that_stands_twice_is_named(what: str, says: str, path: Path) -> None:
    content = content_of(path)
    content[what].append(content[what][0])
    path.write_text(json.dumps(content))
    with pytest.raises(UserError, match=says):
        load_index(path)
    assert kept(path) == []


def test_ids_and_names_may_be_any_text(path: Path) -> None:
    image = {"id": "\N{GREEK SMALL LETTER ALPHA}/1", "file_name": "caf\N{LATIN SMALL LETTER E WITH ACUTE}.jpg"}
    one = {"id": 1, "image_id": image["id"], "bbox": [0, 0, 1, 1], "category_id": 1}
    content = {
        "images": [image],
        "annotations": [one],
        "categories": [{"id": 1, "name": "\N{CJK UNIFIED IDEOGRAPH-72AC}"}],
    }
    path.write_bytes(json.dumps(content, ensure_ascii=False).encode())
    index = load_index(path)
    assert index.names() == {image["file_name"]: image["id"]} and index.annotations(image["id"]) == [one]
    assert index.categories == {1: "\N{CJK UNIFIED IDEOGRAPH-72AC}"}


def test_a_data_set_is_the_same_from_an_index_that_was_kept(path: Path) -> None:
    first: list[Any] = []
    later: list[Any] = []
    for found in (first, later):
        dataset = coco.open(path.parents[1], split="train")
        found += [(one.key, one.licence, len(one.instances or ()), one.regions is None) for one in samples(dataset)]
        forget()
    assert first == later and len(first) == 3
    assert len(kept(path)) == 2, "the panoptic file has an index as well"
