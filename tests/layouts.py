"""Tiny data sets in the exact official layouts, written by the tests: they run where the real ones are not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from PIL import Image
from scipy.io import savemat

from instructcv import registry
from instructcv.types import Dataset, Split

H, W = 24, 32


def write_photo(path: Path, size_hw: tuple[int, int] = (H, W), seed: int = 0) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(seed).integers(0, 256, (*size_hw, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(path)


def write_png(path: Path, values: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.asarray(values)).save(path)


def write_text(path: Path, *lines: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_json(path: Path, content: Any) -> None:
    write_text(path, json.dumps(content))


def class_map(*columns: int) -> np.ndarray:
    """An 8-bit map of upright stripes, one for each value."""
    edges = np.linspace(0, W, len(columns) + 1).astype(int)
    values = np.zeros((H, W), np.uint8)
    for value, left, right in zip(columns, edges[:-1], edges[1:], strict=True):
        values[:, left:right] = value
    return values


def depth_map(near_mm: int, far_mm: int) -> np.ndarray:
    depth = np.linspace(near_mm, far_mm, H * W).reshape(H, W).astype(np.uint16)
    depth[0, 0] = 0
    return depth


COCO_CATEGORIES = [
    {"id": 1, "name": "person", "supercategory": "person"},
    {"id": 10, "name": "traffic light", "supercategory": "outdoor"},
    {"id": 67, "name": "dining table", "supercategory": "furniture"},
]


def coco_image(image_id: int) -> dict[str, Any]:
    return {"id": image_id, "file_name": f"{image_id:012d}.jpg", "height": H, "width": W, "license": 4}


def coco(root: Path) -> None:
    """Image 1: polygon, list of runs, string of runs, crowd; 2: box only; 3: nothing. Panoptic for image 1."""
    runs = [H * 4, H * 2, H * (W - 6)]  # columns 4 and 5
    annotations: list[dict[str, Any]] = [
        {"segmentation": [[2, 3, 10, 3, 10, 9, 2, 9]], "bbox": [2, 3, 8, 6], "category_id": 1, "iscrowd": 0},
        {"segmentation": {"counts": runs, "size": [H, W]}, "bbox": [4, 0, 2, H], "category_id": 10, "iscrowd": 0},
        {"segmentation": {"counts": "P3`1`c0", "size": [H, W]}, "bbox": [4, 0, 2, H], "category_id": 67, "iscrowd": 0},
        {"segmentation": {"counts": runs, "size": [H, W]}, "bbox": [4, 0, 2, H], "category_id": 1, "iscrowd": 1},
        {"segmentation": [], "bbox": [30, 20, 10, 10], "category_id": 1, "iscrowd": 0, "image_id": 2},
        {"segmentation": [], "bbox": [3, 3, 0, 4], "category_id": 1, "iscrowd": 0, "image_id": 2},
    ]
    for number, annotation in enumerate(annotations, start=1):
        annotation |= {"id": number, "area": 1}
        annotation.setdefault("image_id", 1)
    licences = [{"id": 4, "name": "Attribution License", "url": ""}]
    images = [coco_image(i) for i in (1, 2, 3)]
    stuff = [
        {"id": 199, "name": "wall-other-merged", "isthing": 0},
        {"id": 171, "name": "wall-brick", "isthing": 0},
        {"id": 189, "name": "table-merged", "isthing": 0},
    ]
    segments = [(258, 199), (7, 171), (70000, 67), (9, 189)]
    ids = class_map(0, 1, 2, 3, 4).astype(np.int64)
    codes = np.array([0, *(code for code, _ in segments)])[ids]
    panoptic = np.stack([codes % 256, codes // 256 % 256, codes // 65536], axis=-1).astype(np.uint8)
    for split in ("train2017", "val2017"):
        for i in (1, 2, 3):
            write_photo(root / split / f"{i:012d}.jpg", seed=i)
        content = {"licenses": licences, "images": images, "annotations": annotations, "categories": COCO_CATEGORIES}
        write_json(root / "annotations" / f"instances_{split}.json", content)
        listed = [{"id": code, "category_id": category, "iscrowd": 0} for code, category in segments]
        record = {"image_id": 1, "file_name": "000000000001.png", "segments_info": listed}
        content = {"images": images[:1], "annotations": [record], "categories": COCO_CATEGORIES + stuff}
        write_json(root / "annotations" / f"panoptic_{split}.json", content)
        write_png(root / "annotations" / f"panoptic_{split}" / "000000000001.png", panoptic)


def oxford_pet(root: Path) -> None:
    """A Bengal with a head box, an American pit bull without; a background without a border in the second."""
    folder = root / "annotations"
    rows = {"Bengal_1": "Bengal_1 6 1 2", "american_pit_bull_terrier_2": "american_pit_bull_terrier_2 3 2 2"}
    write_text(folder / "list.txt", "#Image CLASS-ID SPECIES BREED ID", *rows.values())
    for name in ("trainval", "test"):
        write_text(folder / f"{name}.txt", *rows.values())
    write_text(folder / "extra_no_official_split.txt", "Bengal_3 6 1 2")
    for stem in (*rows, "Bengal_3"):
        write_photo(root / "images" / f"{stem}.jpg")
    for stem, columns in {"Bengal_1": (2, 3, 1, 1), "american_pit_bull_terrier_2": (1, 2), "Bengal_3": (2, 1)}.items():
        write_png(folder / "trimaps" / f"{stem}.png", class_map(*columns))
    box = "<bndbox><xmin>11</xmin><ymin>3</ymin><xmax>20</xmax><ymax>8</ymax></bndbox>"
    write_text(folder / "xmls" / "Bengal_1.xml", f"<annotation><object><name>cat</name>{box}</object></annotation>")


GROCERY_CLASSES = (
    "Class Name (str),Class ID (int),Coarse Class Name (str),Coarse Class ID (int),Iconic Image Path (str),"
    "Product Description Path (str)",
    "Golden-Delicious,0,Apple,0,/a,/b",
    "Watermelon,1,Melon,1,/a,/b",
    "Carrots,2,Carrots,2,/a,/b",
)


def grocery(root: Path) -> None:
    write_text(root / "dataset" / "classes.csv", *GROCERY_CLASSES)
    photos = ("Fruit/Apple/Golden-Delicious/Golden-Delicious_001", "Fruit/Melon/Watermelon/Watermelon_001")
    for split in ("train", "val", "test"):
        paths = [f"{split}/{photo}.jpg" for photo in photos]
        write_text(root / "dataset" / f"{split}.txt", *(f"{path}, {i}, {i}" for i, path in enumerate(paths)))
        for path in paths:
            write_photo(root / "dataset" / path)


def toolbox(root: Path, labels: bool) -> None:
    for split, number in (("train", "00002"), ("test", "00045")):
        folder = root / "bathroom"
        write_text(root / f"nyu_{split}.txt", f"bathroom/rgb_{number}.jpg bathroom/sync_depth_{number}.png 518.8579")
        write_photo(folder / f"rgb_{number}.jpg")
        write_png(folder / f"sync_depth_{number}.png", depth_map(713, 9995))
        if labels:
            write_png(folder / f"label40_{number}.png", class_map(0, 1, 40))


def nyuv2(root: Path) -> None:
    toolbox(root, labels=True)


def kitchen(root: Path) -> None:
    toolbox(root, labels=False)


def msrc(root: Path) -> None:
    for split in ("train", "val", "test"):
        write_text(root / f"{split}.txt", f"1_{split}_s", f"2_{split}_s")
        write_photo(root / "Images" / f"1_{split}_s.jpg")
        write_photo(root / "Images" / f"2_{split}_s.bmp")
        for number in (1, 2):
            write_png(root / "SegmentationClass" / f"{number}_{split}_s.png", class_map(0, 1, 23))


def camvid(root: Path) -> None:
    for split in ("train", "val", "test"):
        prefix = "/SegNet/CamVid/" if split == "val" else ""  # as in the tutorial's own lists
        stem = "0001TP_008550.png"
        write_text(root / f"{split}.txt", f"{prefix}{split}/{stem} {prefix}{split}annot/{stem}")
        write_photo(root / split / stem)
        write_png(root / f"{split}annot" / stem, class_map(0, 10, 11))


ADE_NAMES = ("wall", "building, edifice", "bed ", "ashcan, trash can, garbage can")


def ade20k(root: Path) -> None:
    rows = (f"{i}\t0.1576\t11664\t1172\t{name}" for i, name in enumerate(ADE_NAMES, start=1))
    write_text(root / "objectInfo150.txt", "Idx\tRatio\tTrain\tVal\tName", *rows)
    write_text(root / "sceneCategories.txt", "ADE_train_00000001 living_room", "ADE_val_00000001 street")
    for split, short in (("training", "train"), ("validation", "val")):
        write_photo(root / "images" / split / f"ADE_{short}_00000001.jpg")
        write_png(root / "annotations" / split / f"ADE_{short}_00000001.png", class_map(0, 1, 4))


def voc_object(name: str, box: tuple[int, int, int, int], difficult: int = 0) -> str:
    corners = "".join(
        f"<{side}>{value}</{side}>" for side, value in zip(("xmin", "ymin", "xmax", "ymax"), box, strict=True)
    )
    return f"<object><name>{name}</name><difficult>{difficult}</difficult><bndbox>{corners}</bndbox></object>"


def voc(root: Path) -> None:
    """Each split: one photo with masks of two objects (one difficult), one with boxes only."""
    folder = root / "VOC2012"
    for split in ("train", "val", "test"):
        masked, boxed = f"2007_{split}", f"2008_{split}"
        write_text(folder / "ImageSets" / "Main" / f"{split}.txt", masked, boxed)
        write_text(folder / "ImageSets" / "Segmentation" / f"{split}.txt", masked)
        objects = voc_object("diningtable", (1, 1, 16, H)) + voc_object("person", (17, 1, W, H), difficult=1)
        for stem in (masked, boxed):
            write_photo(folder / "JPEGImages" / f"{stem}.jpg")
            write_text(folder / "Annotations" / f"{stem}.xml", f"<annotation>{objects}</annotation>")
        write_png(folder / "SegmentationClass" / f"{masked}.png", class_map(11, 255, 0, 15))
        write_png(folder / "SegmentationObject" / f"{masked}.png", class_map(1, 255, 0, 2))


def folder(root: Path) -> None:
    for split in ("train", "val", "test"):
        base = root / split
        write_photo(base / "images" / "holiday" / "a.jpg")
        write_text(base / "classes.txt", "0 void", "1 Dog", "7 potted plant")
        write_png(base / "masks" / "holiday" / "a.png", class_map(0, 1, 7, 255))
        write_png(base / "depth" / "holiday" / "a.png", depth_map(300, 5000))
        image = {"id": 1, "file_name": "holiday/a.jpg", "height": H, "width": W}
        annotation = {"id": 1, "image_id": 1, "bbox": [1, 1, 5, 5], "category_id": 3}
        categories = [{"id": 3, "name": "Dog"}]
        write_json(
            base / "annotations.json", {"images": [image], "annotations": [annotation], "categories": categories}
        )


def fss1000(root: Path) -> None:
    write_text(root / "fss_test_set.txt", "bus", "hot_air_balloon")
    for name in ("ab_wheel", "bus", "hot_air_balloon"):
        for number in (1, 2, 10):
            write_photo(root / "fewshot_data" / name / f"{number}.jpg", seed=number)
            write_png(root / "fewshot_data" / name / f"{number}.png", np.dstack([class_map(0, 255, 0)] * 3))


def imagenet(root: Path) -> None:
    """Training photos in class folders, validation photos flat; two classes whose first name is the same."""
    names = ("n02012849 crane", "n03126707 crane", "n03710637 maillot", "n03710721 maillot, tank suit")
    write_text(root / "LOC_synset_mapping.txt", "n01440764 tench, Tinca tinca", *names)
    data = root / "ILSVRC" / "Data" / "CLS-LOC"
    for synset in ("n01440764", "n02012849", "n03126707", "n03710721"):
        write_photo(data / "train" / synset / f"{synset}_10026.JPEG")
    for number in (1, 2):
        write_photo(data / "val" / f"ILSVRC2012_val_0000000{number}.JPEG")
    rows = ("ILSVRC2012_val_00000001,n01440764 1 2 3 4", "ILSVRC2012_val_00000002,n03126707 1 2 3 4 5 6 7 8")
    write_text(
        root / "LOC_val_solution.csv", "ImageId,PredictionString", *rows, "ILSVRC2012_val_00000003,n02012849 1 2"
    )


def sunrgbd(root: Path) -> None:
    lists: dict[str, Any] = {}
    for split, camera in (("train", "kv1/NYUdata/NYU0001"), ("test", "xtion/sun3ddata/brown_bm_1/img-10")):
        folder = root / "SUNRGBD" / camera
        write_photo(folder / "image" / "frame.jpg")
        depth = depth_map(700, 9000)
        write_png(folder / "depth" / "frame.png", (depth << 3) | (depth >> 13))
        cells = np.empty((1, 1), dtype=object)
        cells[0, 0] = np.array([f"/n/fs/sun3d/data/SUNRGBD/{camera}/"])
        lists[f"all{split}"] = cells
    listing = root / "SUNRGBDtoolbox" / "traintestSUNRGBD" / "allsplit.mat"
    listing.parent.mkdir(parents=True)
    savemat(listing, lists)


def nyuv2_mat(root: Path) -> None:
    """Three frames in HDF5's order of axes; frame 2 is for training. The first column of each has no raw depth."""
    root.mkdir(parents=True)
    depth_m = depth_map(700, 9000).astype(np.float32).T / 1000  # [w h]
    raw_m = np.where(np.arange(W)[:, None] == 0, np.float32(0), np.float32(1)) * np.maximum(depth_m, 0.001)
    with h5py.File(root / "nyu_depth_v2_labeled.mat", "w") as file:
        file["images"] = np.random.default_rng(0).integers(0, 256, (3, 3, W, H), dtype=np.uint8)
        file["depths"], file["rawDepths"] = np.stack([np.maximum(depth_m, 0.7)] * 3), np.stack([raw_m] * 3)
        file["labels"] = np.stack([class_map(0, 1, 2).T.astype(np.uint16)] * 3)
        cells = file.create_dataset("names", (1, 2), dtype=h5py.ref_dtype)
        for index, name in enumerate(("book", "Coffee table")):
            file[f"#refs#/{index}"] = np.array([[ord(letter)] for letter in name], dtype=np.uint16)
            cells[0, index] = file[f"#refs#/{index}"].ref
    savemat(root / "splits.mat", {"trainNdxs": np.array([[2]]), "testNdxs": np.array([[1], [3]])})


def stamp(path: Path, line: str, *, photographic: bool = True, size_hw: tuple[int, int] = (80, 100)) -> None:
    """A cut-out: an ellipse of many colours (or of one) on transparency, and its description."""
    h, w = size_hw
    y, x = np.mgrid[:h, :w]
    inside = ((y - h / 2) / (h / 2)) ** 2 + ((x - w / 2) / (w / 2)) ** 2 < 0.9
    rng = np.random.default_rng(len(str(path.stem)))
    colours = rng.integers(0, 256, (h, w, 3), dtype=np.uint8) if photographic else np.full((h, w, 3), 90, np.uint8)
    write_png(path, np.dstack([colours, inside.astype(np.uint8) * 255]))
    write_text(path.with_suffix(".txt"), line)


def stamps(root: Path) -> None:
    """Thirty birds and thirty cars: enough for the hash to hold some out; then what must be left out."""
    for number in range(30):
        stamp(root / "animals" / "birds" / f"bird{number}.png", "A Magellanic penguin.")
        stamp(root / "vehicles" / "auto" / f"car{number}.png", "A sports car.")
    stamp(root / "animals" / "birds" / "cartoon" / "tux.png", "A penguin.")
    stamp(root / "animals" / "birds" / "flat.png", "A flat bird.", photographic=False)
    stamp(root / "animals" / "birds" / "small.png", "A small bird.", size_hw=(20, 30))
    stamp(root / "animals" / "birds" / "boom.png", "Boom!!!")


Opener = Callable[[Path, Split], Dataset]


def _official(name: str, write: Callable[[Path], None]) -> Opener:
    def open_tiny(root: Path, split: Split) -> Dataset:
        if not root.exists():
            write(root)
        return registry.load("datasets", name).open(root, split=split)

    return open_tiny


def _cutouts(root: Path, split: Split) -> Dataset:
    if not root.exists():
        stamps(root)
    return registry.load("datasets", "cutouts").open(root, split=split, count=4, size_px=64)


def _rooms(root: Path, split: Split) -> Dataset:
    return registry.load("datasets", "rooms").open(None, split=split, count=2, size_px=64)


def _shapes(root: Path, split: Split) -> Dataset:
    return registry.load("datasets", "shapes").open(None, split=split, count=3, size_px=64)


WRITERS = {
    "ade20k": ade20k,
    "camvid": camvid,
    "coco": coco,
    "folder": folder,
    "fss1000": fss1000,
    "grocery": grocery,
    "imagenet": imagenet,
    "kitchen": kitchen,
    "msrc": msrc,
    "nyuv2": nyuv2,
    "oxford_pet": oxford_pet,
    "sunrgbd": sunrgbd,
    "voc": voc,
}


FIRST_PHOTO = {
    "ade20k": "images/training/ADE_train_00000001.jpg",
    "camvid": "train/0001TP_008550.png",
    "coco": "train2017/000000000001.jpg",
    "folder": "train/images/holiday/a.jpg",
    "fss1000": "fewshot_data/ab_wheel/1.jpg",
    "grocery": "dataset/train/Fruit/Apple/Golden-Delicious/Golden-Delicious_001.jpg",
    "imagenet": "ILSVRC/Data/CLS-LOC/train/n01440764/n01440764_10026.JPEG",
    "kitchen": "bathroom/rgb_00002.jpg",
    "msrc": "Images/1_train_s.jpg",
    "nyuv2": "bathroom/rgb_00002.jpg",
    "oxford_pet": "images/Bengal_1.jpg",
    "sunrgbd": "SUNRGBD/kv1/NYUdata/NYU0001/image/frame.jpg",
    "voc": "VOC2012/JPEGImages/2007_train.jpg",
}
"""The photo of the first training sample."""
OPENERS: dict[str, Opener] = {name: _official(name, write) for name, write in WRITERS.items()}
OPENERS |= {"cutouts": _cutouts, "rooms": _rooms, "shapes": _shapes}


OWN_NOUNS = {"circle": "ball", "square": "window", "triangle": "tent", "ground": "grass"}


def own_photos(root: Path, count: int) -> None:
    """Drawn shapes as a person would label photos of their own, for the data set `folder`: masks, objects and depth."""
    for split in ("train", "val", "test"):
        drawn = registry.load("datasets", "shapes").open(split=split, count=count, seed=1, size_px=96)
        base = root / split
        images: list[dict[str, Any]] = []
        annotations: list[dict[str, Any]] = []
        names: tuple[str, ...] = ()
        for number in range(count):
            sample, name = drawn[number], f"{number}.png"
            names = tuple(OWN_NOUNS[name] for name in sample.regions.names)
            write_png(base / "images" / name, sample.photo)
            write_png(base / "masks" / name, (sample.regions.ids + 1).astype(np.uint8))
            write_png(base / "depth" / name, (sample.depth_m * 1000).astype(np.uint16))
            images.append({"id": number, "file_name": name, "height": 96, "width": 96})
            for item in sample.instances:
                left, top, right, bottom = item.box_xyxy_px
                annotations.append(
                    {
                        "id": len(annotations) + 1,
                        "image_id": number,
                        "category_id": 1 + sample.things.index(item.category),
                        "bbox": [left, top, right - left, bottom - top],
                        "segmentation": {"counts": runs_of(item.mask), "size": [96, 96]},
                        "iscrowd": 0,
                    }
                )
        categories = [{"id": 1 + i, "name": OWN_NOUNS[noun]} for i, noun in enumerate(sample.things)]
        write_text(base / "classes.txt", *(f"{1 + i} {name}" for i, name in enumerate(names)))
        write_json(base / "annotations.json", {"images": images, "annotations": annotations, "categories": categories})


def runs_of(mask: np.ndarray) -> list[int]:
    """COCO's uncompressed run lengths: down the columns, pixels off first."""
    edges = np.flatnonzero(np.diff(mask.T.ravel(), prepend=False))
    return np.diff(edges, prepend=0, append=mask.size).tolist()
