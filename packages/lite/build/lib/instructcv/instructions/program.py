"""What a sentence asks, as a small typed program: asks, the things they are about, what narrows each thing, and words left over.

`segment the two largest pillows on the sofa` is one ask (segmentation) for one thing: noun *pillow*, number 2, size *largest*,
relation *on* to another thing, *sofa*. A network is asked for the nouns; `inference.verbs` does the rest on its answers.
Plain data, the same for the shell, Python and HTTP.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from instructcv.instructions.inflect import listed
from instructcv.instructions.rules import rules
from instructcv.labels.colours import BLACK
from instructcv.labels.frames import FRAME_RGB
from instructcv.types import LEGEND, RGB, LabelFormat, LegendEntry, Query

Place = Literal["left", "right", "top", "bottom", "middle"]
Size = Literal["large", "small", "largest", "smallest"]
Nearness = Literal["near", "far", "nearest", "farthest"]
Wanted = Literal[
    "answer",  # what the task answers: a mask, boxes, a depth map, a class, yes or no about something being there
    "distance",  # metres from the camera to each thing
    "distance between",  # metres from one thing to another: two things, or one with number 2
    "number",  # how many of each thing
    "yes or no",  # whether there is such a thing, with all that narrows it (`is the car red?`, `are there two cats?`)
    "colour",  # of each thing
    "which",  # the one of the things that is most `by`
    "where",  # in words
]
By = Literal["nearest", "farthest", "largest", "smallest", "left", "right", "top", "bottom"]
ANYTHING = ""
"""The noun of a thing that may be anything: "everything except the dog", "what is on the table"."""


@dataclass(frozen=True, kw_only=True)
class Colour:
    """A colour as the sentence calls it."""

    name: str
    """As written ("dark green", "#ff8800"), or the name of a colour that the reader chose."""
    rgb: RGB
    chosen: bool = False
    """Whether the reader chose it: the sentence leaves it open."""


@dataclass(frozen=True, kw_only=True)
class Relation:
    """How a thing stands to another thing."""

    name: str
    """One of `RELATIONS`, or the sentence's own verb where it is none of those ("holding", "chasing"): then nothing can decide it."""
    thing: "Thing"
    negated: bool = False
    """ "not on the shelf", "without a helmet"."""


RELATIONS = (
    "on",
    "under",
    "above",
    "next to",
    "near",
    "in front of",
    "behind",
    "in",
    "with",
    "wearing",
    "holding",
    "between",
    "left of",
    "right of",
    "part of",
    "closer than",
    "farther than",
    "larger than",
    "smaller than",
)
"""Names that `Relation.name` uses for what people say in many ways ("beside" is *next to*, "underneath" *under*); "the cat's
tail" is a tail that is *part of* a cat."""


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One noun and all that narrows it. What a field leaves at its default, the sentence does not say."""

    noun: str
    """Lower-case singular, the vocabulary's usual word where it has one; `ANYTHING` for "everything"."""
    plural: bool = False
    """Whether the sentence speaks of several: "the cats on the left" are all of those, "the cat on the left" is one."""
    colour: Colour | None = None
    """What the answer paints it in, where the sentence says so or the reader chose."""
    described: Colour | None = None
    """The colour that it has on the photo: "the red car", "the cat in black"."""
    where: tuple[Place, ...] = ()
    """("top", "left"): the upper left one. With `ordinal` counted from there: ordinal 1 is the left-most."""
    size: Size | None = None
    nearness: Nearness | None = None
    """To the camera."""
    number: int | None = None
    """ "the two chairs", "one of the cats" (1); with `size`, `nearness` or `where` the first so many."""
    ordinal: int | None = None
    """1 = first, -1 = last, from the side in `where` (left if it names none), or in the order of `size` or `nearness`."""
    states: tuple[str, ...] = ()
    """Words about it that no field above holds: "striped", "half-open", "playing football", "wooden"."""
    relations: tuple[Relation, ...] = ()
    excluded: tuple["Thing", ...] = ()
    """What is taken off: "except its ears", "but not the door"."""

    @property
    def is_narrowed(self) -> bool:
        """Whether the sentence asks for less than all that the noun names."""
        marked = (self.described, self.size, self.nearness, self.number, self.ordinal)
        several = (self.where, self.states, self.relations, self.excluded)
        return self.noun == ANYTHING or any(part is not None for part in marked) or any(several)

    def nouns(self) -> Iterator[str]:
        """Its own noun and those of all things that it leans on: what a network has to be asked for."""
        if self.noun != ANYTHING:
            yield self.noun
        for other in (*(relation.thing for relation in self.relations), *self.excluded):
            yield from other.nouns()


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One request: a task, the things it is about, and what is wanted of them."""

    task: str
    """A registered task."""
    things: tuple[Thing, ...] = ()
    """In order of mention; empty where the task is about the whole photo. Those that are painted in one colour share it."""
    wanted: Wanted = "answer"
    by: By | None = None
    """What `which` compares: "which is closer, the lamp or the chair?" is by *nearest*."""
    otherwise: Colour = Colour(name="black", rgb=BLACK)
    """What is painted where none of the things is."""
    confidence: float = 1.0
    """Probability of the task, 0 to 1."""

    @property
    def is_narrowed(self) -> bool:
        """Whether a network's answer alone does not answer it."""
        of_a_part = bool(self.things) and not rules(self.task).things  # "the depth of the bed only"
        return self.wanted != "answer" or of_a_part or any(thing.is_narrowed for thing in self.things)

    def legend(self) -> tuple[LegendEntry, ...]:
        """The things' nouns by colour, as a query holds them: things of one colour are one entry, and a thing that no colour is
        chosen for (boxes show places, not colours) has the label format's own blue.
        """
        together: dict[object, list[str]] = {}
        colours: dict[object, RGB] = {}
        for thing in self.things:
            if thing.noun != ANYTHING:
                key = thing.colour.rgb if thing.colour is not None else thing.noun
                colours[key] = thing.colour.rgb if thing.colour is not None else FRAME_RGB
                nouns = together.setdefault(key, [])
                nouns.extend(noun for noun in (thing.noun,) if noun not in nouns)
        return tuple(
            LegendEntry(category=listed(nouns, "or"), rgb=colours[key], members=tuple(nouns) if len(nouns) > 1 else ())
            for key, nouns in together.items()
        )

    def to_query(self, instruction: str, label_format: LabelFormat = LEGEND) -> Query:
        """What a network is asked where nothing narrows the ask.

        Where the sentence names no colour and the label format has one for all things, that is taken.
        """
        legend = self.legend() if rules(self.task).things else ()
        plain = rules(self.task).original_rgb if label_format.name == "original" else None
        if plain is not None and all(thing.colour is None or thing.colour.chosen for thing in self.things):
            legend = tuple(replace(entry, rgb=plain) for entry in legend)
        return Query(
            task=self.task,
            instruction=instruction,
            legend=legend,
            otherwise_rgb=self.otherwise.rgb,
            label_format=label_format,
        )


@dataclass(frozen=True, kw_only=True)
class Program:
    """A whole sentence, or several."""

    sentence: str
    """Word for word."""
    asks: tuple[Ask, ...]
    """In order of mention; at least one."""
    unread: tuple[str, ...] = ()
    """Words, in order, that changed nothing above and are no plain grammar or courtesy."""

    def to_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`; what the sentence does not say is left out."""
        return {
            "sentence": self.sentence,
            "asks": [_ask_json(ask) for ask in self.asks],
            "unread": list(self.unread),
        }


def _ask_json(ask: Ask) -> dict[str, Any]:
    said: dict[str, Any] = {"task": ask.task, "things": [_thing_json(thing) for thing in ask.things]}
    if ask.wanted != "answer":
        said["wanted"] = ask.wanted
    if ask.by is not None:
        said["by"] = ask.by
    if any(thing.colour is not None for thing in ask.things):
        said["otherwise"] = ask.otherwise.name
    return said | {"confidence": round(ask.confidence, 4)}


def _thing_json(thing: Thing) -> dict[str, Any]:
    said: dict[str, Any] = {
        "noun": thing.noun or "everything",
        "colour": thing.colour and thing.colour.name,
        "described": thing.described and thing.described.name,
        "where": list(thing.where),
        "size": thing.size,
        "nearness": thing.nearness,
        "number": thing.number,
        "ordinal": thing.ordinal,
        "plural": thing.plural,
        "states": list(thing.states),
        "relations": [
            {"name": f"not {each.name}" if each.negated else each.name, "thing": _thing_json(each.thing)}
            for each in thing.relations
        ],
        "but not": [_thing_json(each) for each in thing.excluded],
    }
    return {key: value for key, value in said.items() if value not in (None, [], False)}
