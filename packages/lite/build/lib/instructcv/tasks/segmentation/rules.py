"""What the wordings of segmentation are like."""

from instructcv.instructions.rules import Rules, about_what_is_there
from instructcv.labels.colours import WHITE

WORDINGS = Rules(
    template="segment {the}",
    single="segment {the}",
    original_rgb=WHITE,
    explicit_share=0.5,
    never=frozenset({"yes", "no", "fora", "cases", "options"}),
    objections=about_what_is_there,
)
