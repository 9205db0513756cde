"""The good inputs: data sets in each layout, photos in each format, checkpoints, shards of pairs, sentences; and how each is read."""

import io
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

import layouts
from hostility import mutations
from hostility.mutations import Mutation
from hostility.verdicts import Facts, facts_of
from instructcv import registry
from instructcv.photos import open_photo
from instructcv.types import Note

H, W = 96, 128
TEXT: tuple[Mutation, ...] = (
    mutations.truncated,
    mutations.garbled,
    mutations.emptied,
    mutations.doubled,
    mutations.of_another_encoding,
)
Read = Callable[[Path], tuple[Facts, tuple[Note, ...]]]


@dataclass(frozen=True, kw_only=True)
class Input:
    """One good input and where it may be damaged."""

    name: str
    write: Callable[[Path], None]
    read: Read
    damage: Sequence[tuple[str, Sequence[Mutation]]]
    """A file below the root, and what may be done to its bytes."""
    share: int = 1
    """How many of the campaign's mutations it gets, relative to the others."""


def write_with(change: Callable[..., object]) -> Mutation:
    """A change of the numbers in a picture file as a change of its bytes."""

    def mutate(data: bytes, rng: np.random.Generator) -> bytes:
        stream = io.BytesIO()
        Image.fromarray(np.asarray(change(np.asarray(Image.open(io.BytesIO(data))), rng))).save(stream, "PNG")
        return stream.getvalue()

    return mutate


BYTES: tuple[Mutation, ...] = (mutations.truncated, mutations.flipped, mutations.emptied)


def maps(kinds: Sequence[str]) -> tuple[Mutation, ...]:
    """What may be done to a map: to its bytes, its numbers, its format."""
    changed = (write_with(mutations.values_of(kind)) for kind in kinds)
    return (*BYTES, *changed, lambda data, _: as_format(data, "JPEG"))


def as_format(data: bytes, kind: str) -> bytes:
    """The same picture in another file format under the old name."""
    stream = io.BytesIO()
    Image.open(io.BytesIO(data)).convert("L").save(stream, kind)
    return stream.getvalue()


def dataset_of(name: str, below: str = "") -> Read:
    """The training split of a registered data set."""
    return lambda root: facts_of(registry.load("datasets", name).open(root / below, split="train"))


def _photos(root: Path, names: Sequence[str]) -> None:
    for seed, name in enumerate(names):
        layouts.write_photo(root / name, (H, W), seed)


def coco_json(*, masks: bool) -> dict[str, object]:
    """Three photos; a cat, a person and a bed, the last of which is there twice."""
    boxes = [(1, 7, (10, 8, 40, 50)), (2, 90, (30, 20, 60, 60)), (3, 3, (8, 8, 30, 30)), (3, 3, (60, 40, 50, 40))]
    annotations: list[dict[str, object]] = []
    for number, (image, category, (x, y, w, h)) in enumerate(boxes, start=1):
        outline = [[x, y, x + w, y, x + w, y + h, x, y + h]] if masks else []
        annotations.append(
            {
                "id": number,
                "image_id": image,
                "category_id": category,
                "bbox": [x, y, w, h],
                "area": w * h,
                "iscrowd": 0,
                "segmentation": outline,
            }
        )
    images = [{"id": i, "file_name": f"p{i}.jpg", "width": W, "height": H} for i in (1, 2, 3)]
    categories = [{"id": i, "name": name} for i, name in ((7, "cat"), (90, "person"), (3, "bed"))]
    return {"images": images, "categories": categories, "annotations": annotations}


def folder_coco(masks: bool) -> Callable[[Path], None]:
    def write(root: Path) -> None:
        _photos(root / "train" / "images", ("p1.jpg", "p2.jpg", "p3.jpg"))
        layouts.write_json(root / "train" / "annotations.json", coco_json(masks=masks))

    return write


def folder_yolo(root: Path) -> None:
    _photos(root / "train" / "images", ("p1.jpg", "p2.jpg"))
    layouts.write_text(root / "data.yaml", "names: [cat, dog, park bench]")
    layouts.write_text(root / "train" / "labels" / "p1.txt", "0 0.41 0.52 0.3 0.41", "1 0.7 0.3 0.21 0.22")
    layouts.write_text(root / "train" / "labels" / "p2.txt", "2 0.11 0.12 0.63 0.17 0.58 0.81 0.21 0.77")


def folder_maps(root: Path) -> None:
    _photos(root / "train" / "images", ("p1.png", "p2.png"))
    layouts.write_text(root / "train" / "classes.txt", "0 background", "1 cat", "2 dog", "3 bed")
    for name, columns in (("p1", (0, 1, 2)), ("p2", (0, 3, 0))):
        values = np.kron(np.array(columns, np.uint8), np.ones(43, np.uint8))[:W][None].repeat(H, axis=0)
        layouts.write_png(root / "train" / "masks" / f"{name}.png", values)
        depth = np.linspace(700, 9000, H * W).reshape(H, W).astype(np.uint16)
        layouts.write_png(root / "train" / "depth" / f"{name}.png", depth)


def voc(root: Path) -> None:
    folder = root / "VOC2012"
    _photos(folder / "JPEGImages", ("p1.jpg", "p2.jpg"))
    layouts.write_text(folder / "ImageSets" / "Main" / "train.txt", "p1", "p2")
    for stem, objects in (
        ("p1", (("cat", (6, 4, 60, 70)), ("dog", (50, 30, 120, 90)))),
        ("p2", (("sofa", (20, 10, 100, 90)),)),
    ):
        size = f"<size><width>{W}</width><height>{H}</height><depth>3</depth></size>"
        text = "".join(layouts.voc_object(name, box) for name, box in objects)
        layouts.write_text(folder / "Annotations" / f"{stem}.xml", f"<annotation>{size}{text}</annotation>")


JSON: tuple[Mutation, ...] = (
    *(mutations.json_field,) * 6,
    mutations.json_entry_doubled,
    mutations.json_shuffled,
    mutations.json_unlisted,
    *TEXT,
)
LINES: tuple[Mutation, ...] = (
    *(mutations.line_numbers,) * 4,
    mutations.lines_shuffled,
    mutations.garbled,
    mutations.doubled,
    mutations.of_another_encoding,
)
"""A list of lines may end after any of them, and so is not cut short here."""
CLASSES, DEPTH = maps(mutations.CLASS_KINDS), maps(mutations.DEPTH_KINDS)
XML: tuple[Mutation, ...] = (*(mutations.xml_element,) * 6, mutations.flipped, *TEXT)
LIST: tuple[Mutation, ...] = (mutations.lines_shuffled, mutations.emptied, mutations.of_another_encoding)


def _dataset(
    name: str, *damage: tuple[str, Sequence[Mutation]], write: Callable[[Path], None] | None = None, share: int = 1
) -> Input:
    """A data set in its official layout, or in one of those that `folder` knows: "folder: WHICH"."""
    return Input(
        name=name,
        write=write or getattr(layouts, name),
        read=dataset_of(name.partition(":")[0]),
        damage=damage,
        share=share,
    )


DATASETS = (
    _dataset("folder: COCO JSON with outlines", ("train/annotations.json", JSON), write=folder_coco(True), share=5),
    _dataset("folder: COCO JSON, boxes only", ("train/annotations.json", JSON), write=folder_coco(False), share=4),
    _dataset(
        "coco",
        ("annotations/instances_train2017.json", JSON[6:]),
        ("annotations/panoptic_train2017.json", JSON[7:]),
        ("annotations/panoptic_train2017/000000000001.png", BYTES),
        share=2,
    ),
    _dataset(
        "folder: YOLO text",
        ("train/labels/p1.txt", LINES),
        ("train/labels/p2.txt", LINES),
        ("data.yaml", TEXT[2:]),
        write=folder_yolo,
        share=5,
    ),
    _dataset(
        "folder: masks and depth",
        ("train/masks/p1.png", CLASSES),
        ("train/depth/p2.png", DEPTH),
        ("train/classes.txt", LIST),
        write=folder_maps,
        share=4,
    ),
    _dataset(
        "voc", ("VOC2012/Annotations/p1.xml", XML), ("VOC2012/ImageSets/Main/train.txt", LIST), write=voc, share=4
    ),
    _dataset("ade20k", ("annotations/training/ADE_train_00000001.png", CLASSES)),
    _dataset("camvid", ("trainannot/0001TP_008550.png", CLASSES), ("train.txt", LIST)),
    _dataset("msrc", ("SegmentationClass/1_train_s.png", CLASSES), ("train.txt", LIST)),
    _dataset(
        "nyuv2",
        ("bathroom/sync_depth_00002.png", DEPTH),
        ("bathroom/label40_00002.png", CLASSES),
        ("nyu_train.txt", LIST),
    ),
    _dataset("kitchen", ("bathroom/sync_depth_00002.png", DEPTH), ("nyu_train.txt", LIST)),
    _dataset(
        "oxford_pet",
        ("annotations/trimaps/Bengal_1.png", CLASSES),
        ("annotations/xmls/Bengal_1.xml", XML),
        ("annotations/trainval.txt", LIST),
    ),
    _dataset(
        "sunrgbd",
        ("SUNRGBD/kv1/NYUdata/NYU0001/depth/frame.png", DEPTH),
        ("SUNRGBDtoolbox/traintestSUNRGBD/allsplit.mat", BYTES),
    ),
    _dataset("fss1000", ("fewshot_data/ab_wheel/1.png", BYTES)),
    _dataset("imagenet", ("LOC_synset_mapping.txt", (*LIST, mutations.doubled))),
    _dataset(
        "grocery",
        ("dataset/train.txt", LIST),
        ("dataset/classes.csv", (mutations.emptied, mutations.of_another_encoding)),
    ),
)


def _photo_in(kind: str) -> Callable[[Path], None]:
    def write(root: Path) -> None:
        pixels = np.random.default_rng(0).integers(0, 256, (H // 2, W // 2, 3), dtype=np.uint8)
        root.mkdir(parents=True)
        Image.fromarray(pixels).convert("P" if kind == "GIF" else "RGB").save(root / "photo", kind)

    return write


def _open(root: Path) -> tuple[Facts, tuple[Note, ...]]:
    """A photo says nothing by itself; it is read, or refused."""
    pixels = open_photo(root / "photo")
    assert pixels.ndim == 3 and pixels.shape[2] == 3 and pixels.dtype == np.uint8
    return {}, ()


PHOTOS = tuple(
    Input(
        name=f"photo: {kind}",
        write=_photo_in(kind),
        read=_open,
        damage=[
            ("photo", (mutations.flipped, mutations.flipped, mutations.truncated, mutations.doubled, mutations.emptied))
        ],
        share=2,
    )
    for kind in ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "PPM", "JPEG2000", "AVIF", "MPO")
)


def damaged(source: Path, target: Path, file: str, mutation: Mutation, rng: np.random.Generator) -> None:
    """A copy of a good input, one file of which is damaged."""
    shutil.copytree(source, target)
    path = target / file
    path.write_bytes(mutation(path.read_bytes(), rng))
