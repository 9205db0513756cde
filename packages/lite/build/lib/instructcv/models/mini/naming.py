"""What the backbone alone would call a photo, for nouns that nobody taught: its own 1,000 class probabilities, shared out among the
nouns that its classes are like.

A noun that training never showed has a key all the same, since keys are made of sentence embeddings, but what it matches is
chance. The package's own network, whose weights are left as they are here, saw a million photographs of single things; which of
the offered nouns each of its class names is most like says what the photo shows (DeViSE's idea, Frome et al. 2013, with words
compared by a sentence encoder). The more a noun is like one that was taught, the more what was learned decides.

Shapes: n questions, m nouns of which noun 0 is "none of these", c = 1,000 classes, e = 384.
"""

import torch
import torch.nn.functional as F
from jaxtyping import Bool, Float
from torch import Tensor

from instructcv.models.mini.backbone import ImageBackbone

SHARPNESS = 0.1
"""Difference of two cosines that makes a class e times as much one noun's as another's."""
NOBODYS = 0.05
"""Cosine of a class name to a noun below which the class is rather none of the nouns'."""
FAMILIAR, FAMILIAR_SPREAD = 0.75, 0.04
"""Cosine to the nearest taught noun at which what was learned and what the backbone says count alike, and how fast that changes."""
SURENESS = 1.5
"""By which the backbone's log probabilities are multiplied: shared out among nouns that are hardly alike they promise too little."""
KNOWN = 0.95
"""A question whose nouns are as familiar as this is answered by what was learned."""


def own_classes(backbone: ImageBackbone, photos: Float[Tensor, "b 3 h w"]) -> Float[Tensor, " c"]:
    """Probabilities of ImageNet's classes by the package's own weights, averaged over photos of one thing."""
    net = backbone.net
    last, _ = backbone.strides(photos.float(), None)
    head = net._swish(net._bn1(net._conv_head(last)))  # [b, 1280, h/32, w/32]
    return net._fc(head.float().mean((2, 3))).softmax(-1).mean(0)


def named(
    classes: Float[Tensor, " c"],
    class_names: Float[Tensor, "c e"],
    nouns: Float[Tensor, "n m e"],
    mask: Bool[Tensor, "n m"],
) -> Float[Tensor, "n m"]:
    """Log probabilities of the nouns, "none of these" first: each class is shared out among the nouns that its name is like."""
    centre = class_names.float().mean(0)  # what all names have in common
    names = F.normalize(class_names.float() - centre, dim=-1)
    cosine = F.normalize(nouns.float() - centre, dim=-1) @ names.T  # [n, m, c]
    none = torch.full_like(cosine[:, :1], NOBODYS)
    logits = torch.cat([none, cosine[:, 1:]], 1) / SHARPNESS
    shares = logits.masked_fill(~mask[..., None], -torch.inf).softmax(1)
    return (shares @ classes.float()).clamp_min(1e-6).log()


def familiarity(
    nouns: Float[Tensor, "n m e"], taught: Float[Tensor, "k e"], mask: Bool[Tensor, "n m"]
) -> Float[Tensor, " n"]:
    """How much what was learned counts, 0 to 1: the mean over a question's nouns of how near a taught one is.

    One number a question and not one a noun, since probabilities that are mixed in different shares can no longer be compared.
    """
    nearest = (nouns.float() @ taught.float().T).amax(-1)  # [n, m]
    known = torch.sigmoid((nearest - FAMILIAR) / FAMILIAR_SPREAD)[:, 1:]
    beside = mask[:, 1:].float()
    return (known * beside).sum(1) / beside.sum(1).clamp_min(1)


def blended(
    learned: Float[Tensor, "n m"], own: Float[Tensor, "n m"], known: Float[Tensor, " n"], mask: Bool[Tensor, "n m"]
) -> Float[Tensor, "n m"]:
    """Probabilities: a geometric mean of what was learned and what the backbone says, by how familiar the question's nouns are.

    Args:
        learned: logits.
        own: log probabilities.
    """
    learned = learned.float().masked_fill(~mask, -1e4).log_softmax(1)
    mixed = known[:, None] * learned + (1 - known)[:, None] * SURENESS * own
    return mixed.masked_fill(~mask, -torch.inf).softmax(1)
