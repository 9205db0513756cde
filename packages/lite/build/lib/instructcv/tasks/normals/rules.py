"""What the wordings of normals are like: they ask for the whole scene."""

from instructcv.instructions.rules import Rules

WORDINGS = Rules(
    template="estimate the surface normals of this image",
    single="estimate the surface normals of this image",
    things=False,
    coloured=False,
)
