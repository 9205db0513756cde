"""A sentence that a person typed -> what it asks: task, categories, colours. The wording itself is kept for the
denoiser.

The task comes from a sentence embedding and a fitted head (`_router`), the categories and colours from a light grammar
(`_tokens`, `_nouns`, `_assign`). Nothing here imports torch: the encoder is handed in.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Float32

from instructcv.errors import UserError
from instructcv.instructions._assign import is_yes_or_no, legend_of, yes_no
from instructcv.instructions._choices import options_of
from instructcv.instructions._english import readable, short
from instructcv.instructions._nouns import drop_excluded, keep_categories
from instructcv.instructions._router import Embed, Head, features, masked, packaged_head
from instructcv.instructions._tokens import Item, items_of, normalise
from instructcv.instructions._words import is_known, looks_like_a_word
from instructcv.instructions.bank import fill, parse_wording
from instructcv.instructions.inflect import listed, with_article
from instructcv.labels.colours import BLACK, PALETTE, distances
from instructcv.labels.frames import FRAME_RGB
from instructcv.types import LEGEND, RGB, LabelFormat, LegendEntry, Query

MOST_CATEGORIES = len(PALETTE)
SURE_OF_DEPTH = 0.7
"""Depth names nothing to look for, so open questions ("where is everything?") drift to it. Below this probability it
must not ask where, and the nearest wording of the bank has to be one of depth as well; three held-out wordings lie below."""
SURE_OF_A_FRAME = 0.6
"""What is asked of a thing that is no category of ours has to be at least as likely without its name."""
LOOKING = ("find", "locate", "spot", "detect")
"""Begin what asks for a thing, be it one that sounds like shades of grey: "find the lighter"."""
WHERE = ("where", "where's", "wheres")
YES_RGB, NO_RGB = PALETTE["green"], PALETTE["red"]
"""A question that names no colours is answered with these."""

_NEGATED_VERB = re.compile(
    r"\b(?:don't|dont|do not|never|stop|avoid|no need to|refuse to|must not|mustn't|should not|shouldn't|not to|nobody should)"
    r" (?:\w+ )?(?:\w*segment|mask|detect|box|find|locat|draw|paint|colou?r|highlight|estimat|comput|show|mark|creat|mak|"
    r"generat|predict|outlin|shad|label|fill|classif|touch|want|need|do any|put|giv|search|look for|track|isolat|trac)"
)
_NOTHING_OF = {
    "segmentation": "mask|segment|silhouette|cut-?out",
    "detection": "box|bbox|bounding box|frame|rectangle",
    "depth": "depth|distance",
}
"""What a task makes: "no box around the dog" is the opposite of a detection, "no mask" is not."""
_OF_LEGENDS = frozenset(
    (":", "=", "->", "=>", ",", ";", ".", "!", "the", "every", "all", "each", "in", "and", "please")
)
"""All that a legend says beside things and colours; "a" and "if" would make it a choice."""
_CONDITIONAL = re.compile(r"\b(?:if|when|whenever|unless|otherwise|else)\b")


@dataclass(frozen=True, kw_only=True)
class Understanding:
    """What a sentence asks."""

    instruction: str
    """The sentence, word for word."""
    task: str
    legend: tuple[LegendEntry, ...]
    """Categories in order of mention, each with the colour that the sentence gives it, else one from a fixed palette;
    those that are to share one colour are one entry. Empty for depth."""
    otherwise_rgb: RGB
    """The colour of "none of these": black unless the sentence says otherwise, or asks yes or no."""
    confidence: float
    """Probability of the task, 0 to 1; at least the head's threshold, unless the wording is one of the bank's."""
    suggestion: str
    """The nearest wording of the bank, filled with the same categories."""

    @property
    def categories(self) -> tuple[str, ...]:
        return tuple(entry.category for entry in self.legend)

    def to_query(self, label_format: LabelFormat = LEGEND) -> Query:
        """The query for the denoiser: what was understood, with the person's exact wording.

        A detection is painted in the label format's own blue whatever colour a person would like the boxes in.
        """
        legend = self.legend
        if self.task == "detection":
            legend = tuple(replace(entry, rgb=FRAME_RGB) for entry in legend)
        return Query(
            task=self.task,
            instruction=self.instruction,
            legend=legend,
            otherwise_rgb=self.otherwise_rgb,
            label_format=label_format,
        )


def understand(sentence: str, embed: Embed, *, head: Head | None = None) -> Understanding:
    """Read an English instruction.

    Args:
        sentence: Up to 2,000 characters; typos, case and punctuation do not matter.
        embed: The sentence encoder that the head was fitted on; one sentence is embedded, two where a thing is unheard of, and
            as many again where a sentence that is not understood ends in asking where.
        head: Another fitted head than the packaged one.

    Raises:
        UserError: empty, too long, another language, no instruction ("did you mean ...?"), the opposite of one ("don't
            segment"), no category where the task needs one, or colours that contradict one another.
    """
    head = head or packaged_head()
    text = readable(sentence)
    items = keep_categories(items_of(text))
    vector, task, confidence = _route(items, embed, head)
    if confidence < head.threshold and (first := _before_where(items)):
        vector, task, confidence = _route(first, embed, head)
    if task == "classification" and _asks_where(items):  # yes or no would leave that open
        task = "detection"
    if task == "classification" and _is_legend(items):  # colours for each place, until something asks for a choice
        task = "segmentation"
    suggestion, suggested_task = _suggest(head, vector, items)
    if normalise(suggestion) == text:  # the bank's own wording, around a noun that nobody has heard of
        task = suggested_task
    elif confidence < head.threshold or (
        task == "depth" and confidence < SURE_OF_DEPTH and _is_open(items, suggested_task)
    ):
        raise UserError(f"I don't understand {short(sentence)}; did you mean {suggestion!r} ({suggested_task})?")
    _refuse_no_words(items, head, vector)
    if _is_negated(text, task, items):
        raise UserError(
            f"I can only be told what to do, and {short(sentence)} says what not to do; did you mean {suggestion!r}?"
        )
    legend, otherwise_rgb = _colours(task, items, sentence)
    return Understanding(
        instruction=sentence,
        task=task,
        legend=legend,
        otherwise_rgb=otherwise_rgb,
        confidence=confidence,
        suggestion=suggestion,
    )


def _route(items: tuple[Item, ...], embed: Embed, head: Head) -> tuple[Float32[np.ndarray, "d"], str, float]:
    """The sentence's embedding, its task, and how likely that is.

    A thing that is no category of ours is read as it stands at first, since it may give a request away that is none for us
    ("whiten the teeth"). It is read as any other category where the sentence around it leaves no doubt ("box the stapler").
    """
    asked = drop_excluded(items)
    first, second = masked(asked), masked(asked, things=True)
    read = _read(first, asked, embed, head)
    if second != first and read[2] < SURE_OF_A_FRAME:
        again = _read(second, asked, embed, head)
        return again if again[2] >= SURE_OF_A_FRAME else read
    return read


def _read(
    sentence: str, items: tuple[Item, ...], embed: Embed, head: Head
) -> tuple[Float32[np.ndarray, "d"], str, float]:
    vector = np.asarray(embed([sentence])[0], dtype=np.float32)  # [d]
    probabilities = head.probabilities(features(items, vector))[: len(head.tasks)]  # [tasks]
    return vector, head.tasks[int(np.argmax(probabilities))], float(probabilities.max())


def default_colours(count: int, taken: tuple[RGB, ...] = ()) -> tuple[RGB, ...]:
    """Colours of the palette, each as far as possible from black, from `taken` and from those before; red comes first.

    Raises:
        ValueError: more than the palette holds.
    """
    if count > len(PALETTE):
        raise ValueError(f"the palette has {len(PALETTE)} colours, not {count}")
    palette = np.array(list(PALETTE.values()), dtype=np.uint8)  # [n, 3]
    chosen: list[RGB] = []
    for _ in range(count):
        avoid = np.array([BLACK, *taken, *chosen], dtype=np.uint8)
        nearest = distances(palette, avoid).min(axis=1)  # [n]
        first = not chosen and not taken
        rgb = palette[0 if first else int(np.argmax(nearest))]
        chosen.append((int(rgb[0]), int(rgb[1]), int(rgb[2])))
    return tuple(chosen)


def _refuse_no_words(items: tuple[Item, ...], head: Head, vector: np.ndarray) -> None:
    """Refuse to look for what is no word at all: "segment the asdfgh". A word that could be one is looked for."""
    named = (word for item in items if item.kind == "noun" and not is_known(item.text) for word in item.text.split())
    strange = next((word for word in named if not looks_like_a_word(word)), None)
    if strange is not None:
        suggestion, task = _suggest(head, vector, ())
        raise UserError(f"I don't know the word {short(strange)}; did you mean something like {suggestion!r} ({task})?")


def _is_open(items: tuple[Item, ...], nearest_task: str) -> bool:
    """Whether a sentence that sounds a little like depth asks what or where things are, not how far."""
    return nearest_task != "depth" or items[0].text in WHERE + LOOKING


def _asks_where(items: tuple[Item, ...]) -> bool:
    """Whether a sentence asks for places ("is there a dog? where?") and names no colour to answer with."""
    return any(item.text in WHERE for item in items) and not any(item.kind == "colour" for item in items)


def _is_legend(items: tuple[Item, ...]) -> bool:
    """Whether a sentence is nothing but things with their colours: "road: grey, sky: blue", "the cat in red please"."""
    said = {item.text for item in items if item.kind not in ("noun", "colour")}
    return any(item.kind == "colour" for item in items) and said <= _OF_LEGENDS


def _before_where(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """What a sentence asks before it asks where that is ("are there any staplers? where?"); empty where it does not so end."""
    at = next((i for i, item in enumerate(items) if item.text in WHERE), 0)
    named, named_later = (any(item.kind == "noun" for item in part) for part in (items[:at], items[at:]))
    return items[:at] if named and not named_later else ()


def _is_negated(text: str, task: str, items: tuple[Item, ...]) -> bool:
    """Whether the sentence asks for the opposite of the task. Conditions ("if you don't see ...") do not count."""
    match = _NEGATED_VERB.search(text)
    if match is not None and not _CONDITIONAL.search(text[: match.start()]):
        return not (task == "classification" and any(item.kind == "colour" for item in items[:4]))
    made = _NOTHING_OF.get(task)
    if made and re.search(rf"\b(?:no|zero|without(?: \w+ing)?(?: an?| any| the)?) (?:{made})(?:es|s)?\b", text):
        return True
    excluded = drop_excluded(items)
    return (
        task in ("segmentation", "detection")
        and any(i.kind == "noun" for i in items)
        and not any(i.kind == "noun" for i in excluded)
    )


def _suggest(head: Head, vector: np.ndarray, items: tuple[Item, ...]) -> tuple[str, str]:
    text, task = head.nearest(vector)
    wording = parse_wording(text)
    categories = list(dict.fromkeys(item.category for item in items if item.kind == "noun"))[:1] or ["dog"]
    legend = (LegendEntry(category=categories[0], rgb=YES_RGB if task == "classification" else PALETTE["red"]),)
    rest = NO_RGB if task == "classification" else BLACK
    return fill(wording, np.random.default_rng(0), legend=legend, otherwise_rgb=rest), task


def _colours(task: str, items: tuple[Item, ...], sentence: str) -> tuple[tuple[LegendEntry, ...], RGB]:
    if task == "depth":
        return (), BLACK
    items = options_of(items) if task == "classification" else drop_excluded(items)
    categories = tuple(dict.fromkeys(item.category for item in items if item.kind == "noun"))
    if not categories:
        wanted = {"segmentation": "segment", "detection": "find", "classification": "look for"}[task]
        raise UserError(
            f"I understand that {short(sentence)} is {task}, but not what to {wanted}; name it, for example 'the dog'"
        )
    if len(categories) > MOST_CATEGORIES:
        raise UserError(f"the instruction names {len(categories)} categories; at most {MOST_CATEGORIES} fit one answer")
    if task == "classification" and (len(categories) == 1 or is_yes_or_no(items)):
        return _yes_no_legend(categories, items)
    if task == "detection":  # its colours say places in a box, not categories
        return _with_defaults({(category,): None for category in categories}, BLACK), BLACK
    legend, rest = legend_of(items)
    if rest is not None and rest in legend.values():
        raise UserError(f"{short(sentence)} gives one colour to a category and to the rest; give each its own")
    return _with_defaults(legend, rest or BLACK), rest or BLACK


def _yes_no_legend(nouns: tuple[str, ...], items: tuple[Item, ...]) -> tuple[tuple[LegendEntry, ...], RGB]:
    yes, no = yes_no(items)
    if yes is not None and yes == no:
        named = " or ".join(map(with_article, nouns))
        raise UserError(f"yes and no would share one colour; say for example 'green if there is {named}, else red'")
    if yes is None and no is None:
        yes, no = YES_RGB, NO_RGB
    elif yes is None:
        yes = default_colours(1, (no or BLACK,))[0]
    elif no is None:
        no = BLACK
    return (_entry(nouns, yes),), no if no is not None else BLACK


def _with_defaults(legend: Mapping[tuple[str, ...], RGB | None], rest: RGB) -> tuple[LegendEntry, ...]:
    named = tuple(rgb for rgb in legend.values() if rgb is not None)
    missing = iter(default_colours(len(legend) - len(named), (*named, rest) if named or rest != BLACK else ()))
    return tuple(_entry(nouns, rgb if rgb is not None else next(missing)) for nouns, rgb in legend.items())


def _entry(nouns: tuple[str, ...], rgb: RGB) -> LegendEntry:
    return LegendEntry(category=listed(nouns, "or"), rgb=rgb, members=nouns if len(nouns) > 1 else ())
