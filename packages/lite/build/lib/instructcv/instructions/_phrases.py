"""Noun phrases that narrow, with what each word of them does: the grammar that the tagger is taught from.

A phrase is words with tags (`_tags`); everything random comes from the generator that is handed in, so that a seed gives the same
sentences. Nouns and adjectives are split into taught and held-out ones, so that a measurement asks for words that were not seen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from instructcv.instructions._words import adjectives, things
from instructcv.instructions.aliases import aliases_of, vocabulary
from instructcv.instructions.inflect import is_mass, is_plural_only, plural
from instructcv.instructions.rules import Split
from instructcv.labels.colour_names import named

Tagged = list[tuple[str, str]]
"""Words, each with its tag."""

_SOUNDS_LIKE_A_REQUEST = (
    "mask box frame picture picture_frame face_mask cardboard_box photo_frame light lighter sign screen painting counter bar "
    "depth_camera depth_sensor label marker map segment colour_chart colour_palette background_music target circle outline "
    "highlighter paint paint_bucket paint_brush paint_can camera distance_marker line mark point cutting_board shade lamp_shade "
    "cover fill_level stand tv_stand shelf image poster range cooking_range scale spot spotlight track detector smoke_detector "
    "finder box_cutter box_spring picture_book photo photo_album segway find flag tag price_tag price_label number_plate key "
    "map_holder traffic_light green_light box_fan frame_house colour_wheel"
).split()
_COMPOUNDS = (
    "ice_cream tv_stand kitchen_counter remote_control dog_bowl coffee_mug table_leg door_handle light_switch phone_charger "
    "shopping_cart shopping_bag swimming_pool washing_machine sewing_machine frying_pan tennis_ball soccer_ball football "
    "baseball_cap fire_hydrant parking_meter street_lamp coffee_machine paper_towel toilet_paper salt_shaker christmas_tree "
    "water_bottle wine_rack bus_stop train_station living_room dining_room bed_frame arm_rest safety_vest hard_hat ping_pong_table "
    "rubber_duck power_outlet extension_cord garden_hose crème_brûlée jalapeño café_table piñata açaí_bowl purée fruit_salad "
    "steering_wheel license_plate rear_mirror keyboard_tray mouse_pad monitor_arm book_shelf night_lamp picture_hook"
).split()
_HELD_OUT_ADJECTIVES = (
    "porcelain velvet half-empty torn cracked polka-dotted dusty curved ripe woven frosted cluttered walking crying waiting tilted "
    "stacked golden-framed"
).split()
_DOING = {
    "train": "playing|playing football|playing chess|eating|drinking|sleeping|running|standing|sitting|reading|smiling|waving|"
    "jumping|facing the camera|looking away|lying down|in motion|in the air|making a call|doing yoga|crossing the road|"
    "taking a photo|talking|cooking|working|moving|falling|watching".split("|"),
    "test": "dancing|playing guitar|skating|swimming|looking up|climbing|kneeling|playing basketball".split("|"),
}
_PARTS = (
    "ear tail head leg hand wheel handle door window roof arm nose eye paw face lid screen top leaf drawer wing".split()
)
_CLOTHES = "shirt dress jacket hat suit coat sweater helmet cap scarf t-shirt hoodie uniform vest skirt tie trousers jeans".split()
_EDGES = {"left": "left", "right": "right", "top": "top", "bottom": "bottom", "middle": "middle", "centre": "middle"}


RARE = 1500
"""Nouns of WordNet beside those of the vocabulary, each of which counts three times."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a split draws from."""

    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    doing: tuple[str, ...]
    colours: tuple[str, ...]


@cache
def words_of(split: Split) -> Words:
    """Every twelfth noun of the vocabulary and every fourth of WordNet's, and adjectives of their own, are for measuring only."""
    shuffled = np.random.default_rng(5).permutation(np.array(vocabulary(), dtype=object))
    known = [str(noun) for i, noun in enumerate(shuffled) if (i % 12 == 0) == (split == "test")]
    spelt = [name for noun in known for name in (noun, *aliases_of(noun)[:3])]
    drawn = np.random.default_rng(6).permutation(np.array(sorted(things()), dtype=object))
    rare = [str(word) for i, word in enumerate(drawn) if (i % 4 == 0) == (split == "test")][:RARE]
    spoken = [noun.replace("_", " ") for noun in (*_SOUNDS_LIKE_A_REQUEST, *_COMPOUNDS)]
    return Words(
        nouns=(*spelt, *spelt, *spelt, *rare, *(spoken * 2 if split == "train" else ())),
        adjectives=tuple(adjectives() if split == "train" else _HELD_OUT_ADJECTIVES),
        doing=tuple(_DOING[split]),
        colours=tuple(sorted(named())),
    )


class Phrases:
    """Draws noun phrases."""

    def __init__(self, rng: np.random.Generator, split: Split = "train") -> None:
        self.rng = rng
        self.words = words_of(split)

    def pick(self, options: Sequence[str]) -> str:
        return options[int(self.rng.integers(len(options)))]

    def chance(self, share: float) -> bool:
        return bool(self.rng.random() < share)

    def noun(self) -> str:
        """One noun, now and then two in a row that make a compound."""
        noun = self.pick(self.words.nouns)
        if self.chance(0.08) and " " not in noun:
            other = self.pick(self.words.nouns)
            noun = f"{noun} {other}" if " " not in other else other
        return noun

    def colour(self) -> str:
        if self.chance(0.06):
            return f"#{int(self.rng.integers(1 << 24)):06x}"
        return self.pick(BASIC) if self.chance(0.6) else self.pick(self.words.colours)

    def core(self, tag: str, *, many: bool | None = None, article: bool = True) -> Tagged:
        """A noun with an article or none."""
        noun = self.noun()
        many = self.chance(0.35) if many is None else many
        shown = plural(noun) if many else noun
        fixed = is_mass(noun) or is_plural_only(noun)
        first = (
            ""
            if not article
            else self.pick(
                ["the", "the", "the", "every", "any", "my", "that"]
                if not many
                else ["the", "the", "all the", "all", "", "these", "any"]
            )
        )
        if fixed and first in ("every", "that", "these"):
            first = "the"
        return [*tagged(first), *tagged(shown, tag)]

    def plain(self, tag: str, article: bool = True) -> Tagged:
        return self.core(tag, article=article)

    def described(self, tag: str, *, article: bool = True) -> Tagged:
        """A noun with words before it."""
        noun = self.noun()
        before: Tagged = []
        many = False
        kind = self.rng.random()
        if kind < 0.18:
            count = self.pick(["two", "three", "four", "five", "2", "3", "six"])
            before += tagged(count, "number")
            many = True
        elif kind < 0.36:
            before += tagged(self.pick(_ORDINALS), "ordinal")
        elif kind < 0.44:
            many = self.chance(0.5)
        if self.chance(0.3):
            before += self._one_of((tagged(self.pick(_SIZES), "size"), tagged(self.pick(_SUPERLATIVES), "size")))
        if self.chance(0.2):
            before += tagged(self.pick(_NEAR), "near")
        if self.chance(0.25):
            before += tagged(self.pick(_PLACES), "place")
        if self.chance(0.25):
            before += tagged(self.pick(self.words.adjectives), "state")
        if self.chance(0.3):
            before += tagged(self.pick(BASIC) if self.chance(0.7) else self.colour(), "described")
        if not before:
            before = tagged(self.pick(_PLACES), "place")
        many = many or (self.chance(0.2) and not any(tag in ("ordinal",) for _, tag in before))
        shown = plural(noun) if many else noun
        first = (
            self.pick(["the", "the", "the", "the", "every", "a", "my"])
            if not many
            else self.pick(["the", "the", "", "all the", "all"])
        )
        return [*tagged(first if article else ""), *before, *tagged(shown, tag)]

    def _one_of(self, options: Sequence[Tagged]) -> Tagged:
        return options[int(self.rng.integers(len(options)))]

    def placed(self) -> Tagged:
        """Words after a noun that say where it is in the picture, or how near."""
        edge = self.pick(tuple(_EDGES))
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
        relation = self.pick(_RELATIONS)
        lean = self.described("lean") if self.chance(0.25) and depth == 0 else self.core("lean")
        if lean and lean[0][0] in ("any", "every", "all", "these"):
            lean = [*tagged("the"), *[pair for pair in lean if pair[0] not in ("any", "every", "all", "these", "the")]]
        if self.chance(0.2):
            lean = [*tagged("a"), *[pair for pair in lean if pair[1] != "o"]]
        negated = self.chance(0.15)
        if self.chance(0.25):
            return [
                *tagged(
                    self.pick(["that is", "which is", "that are", "who is", "that's"]), "not" if negated else "relation"
                ),
                *(tagged("not", "not") if negated else []),
                *tagged(relation, "relation"),
                *lean,
            ]
        if negated and self.chance(0.7):
            verb = self.pick(
                ["wearing", "holding", "carrying", "touching", "near", "on", "next to", "under", "in", "behind"]
            )
            return [*tagged("not", "not"), *tagged(verb, "relation"), *lean]
        if negated:
            return [*tagged("without", "not"), *self.core("lean")]
        if self.chance(0.12):  # clothes have colours
            return [
                *tagged(
                    self.pick(["in", "in the", "in a", "wearing a", "with a", "wearing", "with the"]).split()[0],
                    "relation",
                ),
                *tagged(self.pick(["the", "a", ""])),
                *tagged(self.pick(BASIC), "described"),
                *tagged(self.pick(_CLOTHES), "lean"),
            ]
        return [*tagged(relation, "relation"), *lean]

    def simply_related(self) -> Tagged:
        """ "the cup on the table": the plainest there is, and the commonest."""
        relation = self.pick(_RELATIONS[:24]) if self.chance(0.7) else self.pick(_RELATIONS)
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
        link = self.pick(["that is", "that are", "which is", "which are"])
        if self.chance(0.12):
            return [*tagged(f"{link} not", "not"), *what]
        return [*tagged(link, what[0][1]), *what]

    def excluding(self) -> Tagged:
        words = self.pick(_EXCEPT)
        out = self.described("out") if self.chance(0.3) else self.core("out")
        if self.chance(0.3):
            out = [
                *tagged(self.pick(["its", "their", "his", "her"])),
                *tagged(self.pick([plural(part) for part in _PARTS] + _PARTS), "out"),
            ]
        comma = [(",", "o")] if self.chance(0.3) else []
        return [*comma, *tagged(words, "except"), *out]

    def everything(self) -> Tagged:
        """ "everything on the table", "anything except the dog"."""
        whole = tagged(self.pick(["everything", "everything", "anything", "all", "every object"]).split()[0], "all")
        after = self.rng.random()
        if after < 0.6:
            return [*whole, *[pair for pair in self.excluding() if pair[0] != ","]]
        return [*whole, *(self.related() if after < 0.9 else self.placed())]

    def owned(self, tag: str) -> Tagged:
        owner = (
            self.noun()
            if self.chance(0.7)
            else self.pick(["cat", "dog", "man", "woman", "boy", "girl", "car", "chair"])
        )
        part = self.pick(_PARTS) if self.chance(0.7) else self.noun()
        part = plural(part) if self.chance(0.3) else part
        if self.chance(0.6):
            side = tagged(self.pick(["left", "right"]), "place") if self.chance(0.25) else []
            return [*tagged("the"), *tagged(owner, "owner"), ("'s", "o"), *side, *tagged(part, tag)]
        return [*tagged("the"), *tagged(part, tag), *tagged("of", "relation"), *tagged("the"), *tagged(owner, "lean")]

    def one_of(self) -> Tagged:
        noun = self.noun()
        count = self.pick(["one of", "two of", "any two of", "only one of", "just one of", "any one of"])
        number = next(word for word in count.split() if word in ("one", "two"))
        return [
            *((word, "number" if word == number else "o") for word in count.split()),
            *tagged("the"),
            *tagged(plural(noun), "noun"),
        ]

    def counted_from(self) -> Tagged:
        return [
            *tagged("the"),
            *tagged(self.pick(_ORDINALS), "ordinal"),
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


def tagged(text: str, tag: str = "o") -> Tagged:
    """Each word of a text with one tag; parts of hyphenated words are words."""
    return [(part, tag) for word in text.replace("-", " ").split() for part in [word]]


BASIC = ("red", "green", "blue", "yellow", "orange", "purple", "pink", "brown", "black", "white", "grey", "teal")
NEUTRAL = ("black", "white", "grey", "black", "white", "gray")
_MODIFIERS = frozenset(("number", "ordinal", "size", "near", "place", "state", "described"))
_ORDINALS = "first second third fourth fifth last 1st 2nd 3rd second last".split()
_SIZES = "big small large little huge tiny tall short".split()
_SUPERLATIVES = "biggest smallest largest tallest shortest littlest".split()
_NEAR = "nearest closest farthest furthest nearer closer near far distant foremost".split()
_PLACES = (
    "left right left-most leftmost rightmost right-most top bottom upper lower middle central upper-left lower-right top-left "
    "bottom-right centre topmost upper-right lower-left"
).split()
_RELATIONS = (
    "on|on|on|on top of|under|underneath|beneath|below|above|over|next to|next to|beside|by|near|close to|nearest to|closest to|"
    "in front of|in front of|behind|behind|inside|in|in|within|holding|wearing|carrying|with|with|sitting on|standing on|lying on|"
    "standing next to|standing in front of|sitting under|hanging on|leaning against|to the left of|to the right of|left of|"
    "right of|on the left of|attached to|riding|touching|looking at|at|against|opposite|around|hanging above|pulling|pushing|eating|"
    "reading|drinking|using|watching|chasing|feeding|hugging|kicking|throwing|catching|driving|covered with|full of|made of|"
    "resting on|parked in front of|parked next to|lying under|lying next to|standing behind|facing|playing with|filled with"
).split("|")
_EXCEPT = (
    "except|except|except for|but not|but not|excluding|other than|apart from|not|and not|ignoring|besides|minus|leaving out|"
    "but ignore|but leave out|with the exception of|save for|all but|but skip"
).split("|")
