"""Noun phrases that narrow, with what each word of them does: the grammar that the tagger is taught from.

A phrase is words with tags (`_tagger`); everything random comes from the generator that is handed in, so that a seed gives the same
sentences. Nouns and adjectives are split into taught and held-out ones, so that a measurement asks for words that were not seen.
"""

from collections.abc import Callable

from instructcv.instructions._lists import entries
from instructcv.instructions._nouns import BASIC, NEUTRAL, Nouns, Tagged, tagged
from instructcv.instructions.inflect import plural

_MODIFIERS = frozenset(("number", "ordinal", "size", "near", "place", "state", "described"))
_EDGES = ("left", "right", "top", "bottom", "middle", "centre")


class Phrases(Nouns):
    """Draws noun phrases."""

    def placed(self) -> Tagged:
        """Words after a noun that say where it is in the picture, or how near."""
        edge = self.pick(_EDGES)
        shapes: tuple[Callable[[], Tagged], ...] = (
            lambda: tagged(f"{self.pick(['on the', 'on the far', 'at the', 'to the', 'on your'])} {edge}", "place"),
            lambda: tagged(
                f"in the {self.pick(['middle', 'centre', 'center'])} "
                f"{self.pick(['', 'of the photo', 'of the picture', 'of the image'])}",
                "place",
            ),
            lambda: tagged(
                f"in the {self.pick(['upper', 'lower', 'top', 'bottom'])} {self.pick(['left', 'right'])} "
                f"{self.pick(['corner', 'part', 'half'])}",
                "place",
            ),
            lambda: tagged(
                f"{self.pick(['closest', 'nearest', 'farthest', 'furthest'])} "
                f"{self.pick(['to the camera', 'to me', 'to us', 'away', 'from the camera', 'to the viewer'])}",
                "near",
            ),
            lambda: tagged(
                f"{self.pick(['in the', 'at the'])} {self.pick(['foreground', 'front', 'back', 'background'])}", "near"
            ),
            lambda: tagged(
                f"{self.pick(['on the', 'in the', 'at the'])} {edge} "
                f"{self.pick(['side of the photo', 'side', 'half of the picture', 'edge', 'of the image'])}",
                "place",
            ),
            lambda: tagged(f"{self.pick(['furthest to the', 'most to the'])} {self.pick(['left', 'right'])}", "place"),
        )
        return shapes[int(self.rng.integers(len(shapes)))]()

    def related(self, depth: int = 0) -> Tagged:
        """ "on the table", "that is not under a bench"."""
        relation = self.pick(entries("relations"))
        lean = self.described("lean") if self.chance(0.25) and depth == 0 else self.core("lean")
        if lean and lean[0][0] in ("any", "every", "all", "these"):
            lean = [*tagged("the"), *[pair for pair in lean if pair[0] not in ("any", "every", "all", "these", "the")]]
        if self.chance(0.2):
            lean = [*tagged("a"), *[pair for pair in lean if pair[1] != "o"]]
        if self.chance(0.18):
            return self._unrelated(relation, lean)
        if self.chance(0.22):
            return [
                *tagged(self.pick(["that is", "which is", "that are", "who is", "that's"]), "relation"),
                *tagged(relation, "relation"),
                *lean,
            ]
        if self.chance(0.12):  # clothes have colours
            return [
                *tagged(self.pick(["in", "in", "wearing", "with"]), "relation"),
                *tagged(self.pick(["the", "a", ""])),
                *tagged(self.pick(BASIC), "described"),
                *tagged(self.pick(entries("clothes")), "lean"),
            ]
        return [*tagged(relation, "relation"), *lean]

    def _unrelated(self, relation: str, lean: Tagged) -> Tagged:
        """ "not on the table", "that aren't near a door", "without wheels"."""
        without = self.pick(["without", "without", "without any", "with no", "that have no", "lacking"])
        verb = self.pick(
            ["wearing", "wearing", "holding", "carrying", "touching", "near", "on", "next to", "under", "in"]
        )
        linked = self.pick(["that is not", "which are not", "who are not", "that aren't", "who isn't", "that's not"])
        shapes: tuple[Tagged, ...] = (
            [*tagged(linked, "not"), *tagged(relation, "relation"), *lean],
            [*tagged("not", "not"), *tagged(verb, "relation"), *lean],
            [
                *tagged(self.pick(["who don't", "that do not"]), "not"),
                *tagged(self.pick(["wear", "have"]), "relation"),
                *lean,
            ],
            [*tagged(without, "not"), *self.core("lean", article="any" not in without and "no" not in without.split())],
        )
        return self.one_of_these(shapes)

    def simply_related(self) -> Tagged:
        """ "the cup on the table": the plainest there is, and the commonest."""
        usual = entries("relations")
        relation = self.pick(usual[:24] if self.chance(0.7) else usual)
        first = self.core("noun", many=self.chance(0.25))
        second = [*tagged(self.pick(["the", "the", "the", "a"])), *tagged(self.noun(), "lean")]
        return [*first, *tagged(relation, "relation"), *second]

    def between(self) -> Tagged:
        first, second = self.core("lean", many=False), self.core("lean", many=False)
        return [*tagged("between", "relation"), *first, *tagged("and"), *second]

    def doing(self) -> Tagged:
        link = self.pick(["", "", "", "that is", "who is", "that are", "who are"])
        return [*tagged(link, "state"), *tagged(self.pick(self.words.doing), "state")]

    def being(self) -> Tagged:
        """ "that is open", "which are not red"."""
        what = (
            tagged(self.pick(self.words.adjectives), "state")
            if self.chance(0.6)
            else tagged(self.pick(BASIC), "described")
        )
        if self.chance(0.2):
            return [
                *tagged(self.pick(["that is not", "that are not", "which isn't", "that aren't", "who aren't"]), "not"),
                *what,
            ]
        return [*tagged(self.pick(["that is", "that are", "which is", "which are"]), what[0][1]), *what]

    def excluding(self) -> Tagged:
        words = self.pick(entries("exceptions"))
        out = self.described("out") if self.chance(0.3) else self.core("out")
        if self.chance(0.3):
            out = [
                *tagged(self.pick(["its", "their", "his", "her"])),
                *tagged(self.pick([form for part in entries("parts") for form in (part, plural(part))]), "out"),
            ]
        comma = [(",", "o")] if self.chance(0.3) else []
        return [*comma, *tagged(words, "except"), *out]

    def everything(self) -> Tagged:
        """ "everything on the table", "anything except the dog", "whatever is in the box"."""
        whole = self.pick(
            ["everything", "everything", "anything", "all", "all objects", "all things", "whatever", "every object"]
        )
        words = whole.split()
        out = [(word, "o" if len(words) == 2 and i == 0 else "all") for i, word in enumerate(words)]
        after = self.rng.random()
        if after < 0.4 and whole != "whatever":
            return [*out, *[pair for pair in self.excluding() if pair[0] != ","]]
        link = tagged(self.pick(["is", "you see", "stands", "lies"])) if whole == "whatever" else []
        return [*out, *link, *(self.placed() if after > 0.85 else self.related())]

    def owned(self, tag: str) -> Tagged:
        owner = (
            self.noun()
            if self.chance(0.7)
            else self.pick(["cat", "dog", "man", "woman", "boy", "girl", "car", "chair"])
        )
        part = self.pick(entries("parts")) if self.chance(0.7) else self.noun()
        part = plural(part) if self.chance(0.3) else part
        if self.chance(0.6):
            side = tagged(self.pick(["left", "right"]), "place") if self.chance(0.25) else []
            return [*tagged("the"), *tagged(owner, "owner"), ("'s", "o"), *side, *tagged(part, tag)]
        return [*tagged("the"), *tagged(part, tag), *tagged("of", "relation"), *tagged("the"), *tagged(owner, "lean")]

    def one_of(self) -> Tagged:
        """ "two of the chairs", "the larger of the two dogs"."""
        noun = self.noun()
        if self.chance(0.3):
            list_, tag = self.pick(["superlatives:size", "nearness:near", "places:place", "sizes:size"]).split(":")
            number = tagged(self.pick(["two", "three", "four"]), "number") if self.chance(0.5) else []
            which = tagged(self.pick(entries(list_)), tag)
            return [*tagged("the"), *which, *tagged("of the"), *number, *tagged(plural(noun), "noun")]
        count = self.pick(
            ["one of", "two of", "any two of", "only one of", "just one of", "any three of", "exactly two of"]
        )
        number = next(word for word in count.split() if word in ("one", "two", "three"))
        return [
            *((word, "number" if word == number else "o") for word in count.split()),
            *tagged("the"),
            *tagged(plural(noun), "noun"),
        ]

    def counted_from(self) -> Tagged:
        return [
            *tagged("the"),
            *tagged(self.pick(entries("ordinals")), "ordinal"),
            *tagged(self.noun(), "noun"),
            *tagged("from the"),
            *tagged(self.pick(["left", "right", "top", "bottom"]), "place"),
        ]

    def phrase(self, *, rich: float = 0.6) -> Tagged:
        """A noun phrase for something asked for; `rich` = how often it narrows."""
        if not self.chance(rich):
            return self.plain("noun")
        kind = self.rng.random()
        if kind < 0.06:
            return self.everything()
        if kind < 0.20:
            return self.simply_related()
        if kind < 0.26:
            return self.owned("noun")
        if kind < 0.30:
            return self.counted_from()
        if kind < 0.34:
            return self.one_of()
        core = self.described("noun") if self.chance(0.5) else self.plain("noun")
        kind = self.rng.random()
        bare = not any(tag in _MODIFIERS for _, tag in core)
        if kind < 0.22:
            return [*core, *self.placed()]
        if kind < 0.55:
            return [*core, *self.related()]
        if kind < 0.63:
            return [*core, *self.doing()]
        if kind < 0.70:
            return [*core, *self.being()]
        if kind < 0.78:
            return [*core, *self.excluding()]
        if kind < 0.81:
            return [*core, *self.between()]
        if kind < 0.85:
            return [
                *core,
                *tagged(self.pick(["in", "in", "dressed", "in"]), "described"),
                *tagged(self.pick(NEUTRAL), "described"),
            ]
        return [*core, *self.related()] if bare else core
