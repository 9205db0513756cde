"""The plan: which photos of which source are asked how many questions in which shard. Pure: numbers in, numbers out.

    plan = BuildPlan.of(config, [len(dataset) for dataset in ...])
    plan.units(7)     the photos of shard 7, in order, each with its number of questions

Nothing is stored for each photo: a shard's photos are computed from its number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from instructcv.errors import UserError
from instructcv.pairs._shuffle import shuffled
from instructcv.pairs.config import BuildConfig


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One photo and how often it is asked."""

    source: int
    """Index into the config's sources."""
    item: int
    """Index into that data set."""
    questions: int


@dataclass(frozen=True, kw_only=True)
class BuildPlan:
    """Shards of photos, drawn from all sources at once, so that every shard is the mix in the small."""

    photos: tuple[int, ...]
    """Photos that each source has."""
    pairs: tuple[int, ...]
    """Pairs that each source gives."""
    photos_per_shard: int
    seed: int

    @classmethod
    def of(cls, config: BuildConfig, photos: Sequence[int]) -> "BuildPlan":
        """Share the pairs among the sources by weight (largest remainders, so that they add up).

        Raises:
            UserError: a source without photos.
        """
        for source, count in zip(config.sources, photos, strict=True):
            if count == 0:
                raise UserError(f"{source.dataset} has no photos in its split {source.split!r}; leave it out")
        total = config.pairs if config.pairs is not None else config.questions * sum(photos)
        weights = [
            float(count) if source.weight is None else source.weight
            for source, count in zip(config.sources, photos, strict=True)
        ]
        shares = _shared(total, weights)
        return cls(
            photos=tuple(photos), pairs=tuple(shares), photos_per_shard=config.photos_per_shard, seed=config.seed
        )

    @property
    def used(self) -> tuple[int, ...]:
        """Photos of each source that are asked at all."""
        return tuple(min(count, pairs) for count, pairs in zip(self.photos, self.pairs, strict=True))

    @property
    def shards(self) -> int:
        return -(-sum(self.used) // self.photos_per_shard)

    def units(self, shard: int) -> Iterator[Unit]:
        """The photos of one shard, in order.

        Raises:
            IndexError: no such shard.
        """
        if not 0 <= shard < self.shards:
            raise IndexError(shard)
        total = sum(self.used)
        for position in range(shard * self.photos_per_shard, min((shard + 1) * self.photos_per_shard, total)):
            yield self._unit(shuffled(position, total, f"{self.seed}/order"))

    def _unit(self, number: int) -> Unit:
        for source, used in enumerate(self.used):
            if number < used:
                item = number
                if used < self.photos[source]:  # a part of the photos: drawn, not the first ones
                    item = shuffled(number, self.photos[source], f"{self.seed}/photos/{source}")
                each, extra = divmod(self.pairs[source], used)
                return Unit(source=source, item=item, questions=each + int(number < extra))
            number -= used
        raise IndexError(number)


def _shared(total: int, weights: Sequence[float]) -> list[int]:
    exact = [total * weight / sum(weights) for weight in weights]
    shares = [int(value) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (shares[i] - exact[i], i))
    for index in by_remainder[: total - sum(shares)]:
        shares[index] += 1
    return shares
