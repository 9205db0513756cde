"""What the wordings of segmentation are like."""

from instructcv.instructions.rules import Rules, about_what_is_there

WORDINGS = Rules(
    template="segment {the}",
    single="segment {the}",
    explicit_share=0.5,
    never=frozenset({"yes", "no", "fora", "cases", "options"}),
    objections=about_what_is_there,
)
