"""What the wordings of detection are like; its colours say places in a box, so they are seldom named."""

from instructcv.instructions.rules import Rules, about_what_is_there

WORDINGS = Rules(
    template="detect {the}",
    single="detect {the}",
    coloured=False,
    explicit_share=0.05,
    never=frozenset({"yes", "no", "fora", "cases", "options"}),
    objections=about_what_is_there,
)
