"""What the wordings of classification are like: one that names colours says which of them means "none of these"."""

from instructcv.instructions.rules import Rules

WORDINGS = Rules(
    template="{legend}, otherwise {no}",
    single="is there {a}?",
    explicit_share=0.8,
    names_otherwise=True,
    never=frozenset({"rest", "painted", "in", "with", "for", "colour"}),
)
