"""The node pack against ComfyUI's documented interface, with the embedded model."""

import asyncio
import importlib.util
import json
import sys
import types
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
PACK = REPOSITORY / "packages" / "comfyui"
EXAMPLES = REPOSITORY / "examples"


def loaded(name: str, path: Path, **more) -> types.ModuleType:
    """A module from a file, as ComfyUI loads node packs."""
    spec = importlib.util.spec_from_file_location(name, path, **more)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pack():
    stand_in = loaded("comfy_stand_in", HERE / "comfy_stand_in.py")
    sys.modules["comfy_api"] = types.ModuleType("comfy_api")
    sys.modules["comfy_api.latest"] = stand_in.module()
    yield loaded("instructcv_pack", PACK / "__init__.py", submodule_search_locations=[str(PACK)])
    for name in ("comfy_api", "comfy_api.latest", "instructcv_pack", "instructcv_pack.nodes"):
        sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def nodes(pack):
    extension = asyncio.run(pack.comfy_entrypoint())
    return {node.define_schema().node_id: node for node in asyncio.run(extension.get_node_list())}


def photo(name: str) -> torch.Tensor:
    pixels = np.asarray(Image.open(EXAMPLES / name).convert("RGB").resize((320, 240)))
    return torch.from_numpy(pixels.astype(np.float32) / 255)


def test_both_nodes_are_there(nodes):
    assert sorted(nodes) == ["InstructCV_Instruct", "InstructCV_Understand"]


@pytest.mark.parametrize("instruction", ["", "  \n"])
def test_empty_instructions_are_refused_before_anything_runs(nodes, instruction):
    for node, inputs in (
        (nodes["InstructCV_Instruct"], {"image": photo("cat.jpg")[None], "checkpoint": "", "seed": 0}),
        (nodes["InstructCV_Understand"], {}),
    ):
        with pytest.raises(ValueError, match="empty"):
            node.run(instruction=instruction, **inputs)


def test_a_batch_is_answered_photo_by_photo(nodes):
    batch = torch.stack([photo("cat.jpg"), photo("coffee.jpg")])
    overlay, painted, mask, depth, answers = nodes["InstructCV_Instruct"].run(
        image=batch, instruction="segment the cat", checkpoint="", seed=0
    )
    assert overlay.shape == (2, 240, 320, 3) and depth.shape == (2, 240, 320, 3)
    assert mask.shape == (2, 240, 320) and painted.shape[0] == 2
    assert all(0 <= float(x.min()) and float(x.max()) <= 1 for x in (overlay, painted, mask, depth))
    told = json.loads(answers)
    assert [answer["found"] for answer in told] == [True, False]
    assert mask[0].mean() > 0.1 and mask[1].sum() == 0
    assert depth.sum() == 0  # nobody asked for it


def test_depth_is_white_where_it_is_near(nodes):
    _, _, mask, depth, answers = nodes["InstructCV_Instruct"].run(
        image=photo("office.jpg")[None], instruction="how far away is everything?", checkpoint="", seed=0
    )
    assert mask.sum() == 0 and float(depth.max()) == 1 and float(depth.min()) == 0
    model = sys.modules["instructcv_pack.nodes"].opened("")
    metres = model(
        sys.modules["instructcv_pack.nodes"].as_photo(photo("office.jpg")), "how far away is everything?"
    ).depth_m
    nearest = np.unravel_index(np.argmin(metres), metres.shape)
    assert float(depth[0][nearest][0]) == 1
    assert json.loads(answers)[0]["depth"] is not None


def test_understanding_is_told_and_so_are_refusals(nodes):
    (reading,) = nodes["InstructCV_Understand"].run(instruction="segment the cat and the sofa")
    assert "cat" in reading and "sofa" in reading
    (refused,) = nodes["InstructCV_Understand"].run(instruction="bake me a cake")
    assert "refused" in json.loads(refused)


def test_pyproject_names_what_the_registry_asks_for():
    text = (PACK / "pyproject.toml").read_text(encoding="utf-8")
    for line in ("[tool.comfy]", "PublisherId", "DisplayName"):
        assert line in text
