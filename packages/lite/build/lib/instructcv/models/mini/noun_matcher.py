"""Which noun does each place of a photo show, and does the photo show it at all?

Nouns come as sentence embeddings, which have most of themselves in common: *chair* and *armchair* differ along directions of
little variance, which a plain linear layer learns last. Whitened by the spread of ImageNet's class names, all weigh alike.

Shapes: n queries, m nouns of which noun 0 is "none of these", q quarters with k wide meanings, e = 384, width d.
"""

import math

import torch
import torch.nn.functional as F
from jaxtyping import Bool, Float
from torch import Tensor, nn

from instructcv.models.mini.layers import mask_bias
from instructcv.models.shared.text import WIDTH

SHRINKAGE = 0.3
"""Part of the mean variance that is added to every direction's: rare directions are noise as often as meaning."""


class NounReader(nn.Module):
    """Sentence embeddings of nouns to features, entries of order one."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(WIDTH))
        self.register_buffer("whitening", torch.eye(WIDTH))
        self.mean: Tensor
        self.whitening: Tensor
        self.straight = nn.Linear(WIDTH, width)
        self.bent = nn.Sequential(nn.Linear(WIDTH, width), nn.GELU("tanh"), nn.Linear(width, width))

    @torch.no_grad()
    def fit(self, names: Float[Tensor, "n e"]) -> None:
        """Learn the whitening from embeddings of many nouns: W = U (L + s mean(L))^(-1/2), cov = U L U'."""
        centred = names.double() - names.double().mean(0)
        variances, directions = torch.linalg.eigh(centred.T @ centred / len(names))
        scale = (variances + SHRINKAGE * variances.mean()).clamp_min(1e-12).rsqrt()
        self.mean.copy_(names.double().mean(0))
        self.whitening.copy_(directions * scale)

    def centred(self, nouns: Float[Tensor, "*n e"]) -> Float[Tensor, "*n e"]:
        """Unit-length embeddings without what all nouns have in common."""
        return F.normalize(nouns - self.mean.to(nouns.dtype), dim=-1)

    def forward(self, nouns: Float[Tensor, "*n e"]) -> Float[Tensor, "*n d"]:
        white = (nouns - self.mean) @ self.whitening
        return self.straight(white) + self.bent(white)


class NounMatcher(nn.Module):
    """Compares what a photo shows with nouns: what was learned of them, and what ImageNet's classes are called."""

    def __init__(self, width: int, keys: int) -> None:
        super().__init__()
        self.read = NounReader(width)
        self.noun_key = nn.Linear(width, keys)
        self.none_key = nn.Parameter(torch.zeros(keys))
        # Scale and threshold of the cosine to ImageNet's classes.
        self.resemblance = nn.Parameter(torch.tensor([4.0, 0.2]))
        self.presence_key = nn.Linear(width, width)
        self.peak = nn.Parameter(torch.tensor([0.3, 0.0]))  # scale and shift of the surest quarter's say in presence
        self.choosing = nn.Parameter(torch.tensor([1.0, 0.3, 0.0]))  # say of presence and of the quarters' mean; "none"

    def local(
        self,
        meaning: Float[Tensor, "n q k"],
        semantics: Float[Tensor, "n e h32 w32"],
        nouns: Float[Tensor, "n m e"],
    ) -> Float[Tensor, "n q m"]:
        """Logits of each quarter showing each noun, whatever the rest of the photo shows; noun 0 is "none of these".

        What was learned of nouns, and what ImageNet's classes are called, add up: the latter knows more nouns.
        """
        keys = self.noun_key(self.read(nouns))  # [n, m, k]
        keys = torch.cat([self.none_key.to(keys.dtype).expand(keys.shape[0], 1, -1), keys[:, 1:]], 1)
        learned = meaning @ keys.transpose(1, 2) * meaning.shape[-1] ** -0.5  # [n, q, m]
        scale, threshold = self.resemblance.float()
        cosine = torch.einsum("nehw,nme->nmhw", semantics.float(), self.read.centred(nouns).float())
        likened = torch.cat([torch.zeros_like(cosine[:, :1]), scale * (cosine[:, 1:] - threshold)], 1)
        times = round(math.sqrt(meaning.shape[1] / likened[0, 0].numel()))  # quarters along a place's side
        likened = F.interpolate(likened, scale_factor=times, mode="bilinear")
        return learned.float() + likened.flatten(2).transpose(1, 2)

    def presence(
        self, whole: Float[Tensor, "n d"], local: Float[Tensor, "n q m"], nouns: Float[Tensor, "n m e"]
    ) -> Float[Tensor, "n m"]:
        """Logits of the photo showing each noun anywhere: the photo as a whole has a say, and the surest quarter."""
        keys = self.presence_key(self.read(nouns))  # [n, m, d]
        logits = (keys @ whole[..., None])[..., 0] * whole.shape[-1] ** -0.5
        surest = (local - local[..., :1]).amax(1)  # [n, m]
        scale, shift = self.peak.float()
        return logits.float() + scale * surest + shift

    def likeness(
        self, local: Float[Tensor, "n q m"], presence: Float[Tensor, "n m"], mask: Bool[Tensor, "n m"]
    ) -> Float[Tensor, "n q m"]:
        """Logits of each quarter's choice among nouns: less likely where the photo as a whole has none."""
        return local + F.pad(F.logsigmoid(presence[:, 1:]), (1, 0))[:, None] + mask_bias(mask)

    def choice(
        self, local: Float[Tensor, "n q m"], presence: Float[Tensor, "n m"], mask: Bool[Tensor, "n m"]
    ) -> Float[Tensor, "n m"]:
        """Logits of one line of the legend for the whole photo."""
        present, widespread, none = self.choosing.float()
        logits = present * presence[:, 1:] + widespread * (local[..., 1:] - local[..., :1]).mean(1)  # [n, m - 1]
        return torch.cat([none.expand(logits.shape[0], 1), logits], 1) + mask_bias(mask)[:, 0]
