"""Figures that others published, each with its protocol and where it is printed. Shown beside ours, never ranked with them."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Published:
    """One number from a paper or a repository."""

    dataset: str
    system: str
    figure: str
    value: str
    protocol: str
    source: str


PUBLISHED = (
    Published(
        dataset="nyuv2",
        system="InstructCV",
        figure="RMSE",
        value="0.297",
        protocol="its repository's scorer compares odd whole metres only (see `instructcv legacy`); not comparable",
        source="AlaaLab/InstructCV README",
    ),
    Published(
        dataset="nyuv2",
        system="Painter",
        figure="RMSE",
        value="0.288",
        protocol="metric, Eigen crop, 654 photos, trained on NYUv2",
        source="baaivision/Painter README",
    ),
    Published(
        dataset="nyuv2",
        system="Marigold v1.0, 50 steps x 10",
        figure="AbsRel",
        value="0.055",
        protocol="affine, least squares, 654 photos, zero-shot",
        source="prs-eth/Marigold README",
    ),
    Published(
        dataset="nyuv2",
        system="E2E-FT, one step",
        figure="AbsRel",
        value="0.052",
        protocol="affine, least squares, 654 photos, zero-shot",
        source="VisualComputingInstitute/diffusion-e2e-ft README",
    ),
    Published(
        dataset="ade20k",
        system="InstructCV",
        figure="mIoU",
        value="47.2",
        protocol="classes that are in the photo only, mean of photos at 256 px; not comparable",
        source="AlaaLab/InstructCV README",
    ),
    Published(
        dataset="ade20k",
        system="Painter",
        figure="mIoU",
        value="49.9",
        protocol="150 classes, one confusion matrix, 2,000 photos",
        source="baaivision/Painter README",
    ),
    Published(
        dataset="voc",
        system="InstructCV",
        figure="mIoU",
        value="52.1",
        protocol="classes that are in the photo only, mean of photos at 256 px; not comparable",
        source="AlaaLab/InstructCV README",
    ),
    Published(
        dataset="coco",
        system="InstructCV",
        figure="mAP@0.5",
        value="48.5",
        protocol="boxes are first matched with the truth, all scores 1, present classes only; not comparable",
        source="AlaaLab/InstructCV README",
    ),
    Published(
        dataset="coco",
        system="Pix2Seq v2 (1024 px)",
        figure="AP",
        value="46.5",
        protocol="pycocotools, 80 classes, 5,000 photos",
        source="its paper",
    ),
    Published(
        dataset="oxford_pet",
        system="InstructCV",
        figure="accuracy",
        value="82.1",
        protocol="cat or dog, near ties right; not comparable with 37-way",
        source="AlaaLab/InstructCV README",
    ),
    Published(
        dataset="oxford_pet",
        system="CLIP ViT-B/32",
        figure="accuracy",
        value="87.0",
        protocol="37-way, zero-shot, 3,669 photos",
        source="mlfoundations/open_clip docs/openclip_results.csv",
    ),
)


def of(dataset: str) -> tuple[Published, ...]:
    """What others published on a data set."""
    return tuple(one for one in PUBLISHED if one.dataset == dataset)
