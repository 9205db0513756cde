"""Structure-aware damage: fields dropped, doubled, retyped, rescaled, shuffled, truncated; bytes flipped.

A mutation never writes another valid label, which nobody could tell from the truth: a digit for a digit, a class for a class, a map of
one class only, metres of a room in centimetres, an empty YOLO file (which says that nothing is there). So numbers are rescaled by what
no photo's size explains, bytes of text become what is no text of that kind, and names are left alone.
"""

import json
import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np

Rng = np.random.Generator
Mutation = Callable[[bytes, Rng], bytes]
FACTORS = (-1.0, 0.0, 1e-3, 1e3, 1e9, math.nan, math.inf)
"""Of a rescaled number: another sign, unit, or no number at all."""
NAMES = frozenset({"name", "file_name", "supercategory", "license", "licenses", "url", "area"})
"""Fields whose text is a label itself, or that no label depends on."""


def truncated(data: bytes, rng: Rng) -> bytes:
    """The beginning; of a text never up to the end of a line, after which what is left could be whole."""
    return data[: int(rng.integers(0, max(1, len(data) - 2)))]


def flipped(data: bytes, rng: Rng) -> bytes:
    """One to eight bytes changed, anywhere."""
    changed = bytearray(data)
    for _ in range(int(rng.integers(1, 9))):
        changed[int(rng.integers(len(changed)))] ^= int(rng.integers(1, 256))
    return bytes(changed)


def doubled(data: bytes, rng: Rng) -> bytes:
    """The file twice, one behind the other."""
    return data + data


def emptied(data: bytes, rng: Rng) -> bytes:
    return b""


def of_another_encoding(data: bytes, rng: Rng) -> bytes:
    """The same text with a byte-order mark, with Windows' line ends, or in UTF-16."""
    text = data.decode()
    return (
        b"\xef\xbb\xbf" + data,
        text.replace("\n", "\r\n").encode(),
        text.encode("utf-16"),
    )[int(rng.integers(3))]


def garbled(data: bytes, rng: Rng) -> bytes:
    """A byte of a number or of the text's structure becomes one that is neither."""
    places = [match.start() for match in re.finditer(rb"[0-9\[\]{}:<>=/]", data)]
    if not places:
        return data
    changed = bytearray(data)
    changed[places[int(rng.integers(len(places)))]] = int(rng.choice(bytearray(b"\x00\x01?~@\xff\xc3")))
    return bytes(changed)


# JSON -----------------------------------------------------------------------------------------------------------------------------


def json_field(data: bytes, rng: Rng) -> bytes:
    """One field of one object dropped, doubled, retyped or rescaled."""
    content = json.loads(data)
    holders = [(holder, key) for holder, key in _fields(content) if key not in NAMES]
    holder, key = holders[int(rng.integers(len(holders)))]
    kind = int(rng.integers(3))
    if kind == 0 and not isinstance(holder, list):
        del holder[key]
    elif kind == 1:
        retyped = _retyped(holder[key], rng)
        holder[key] = "" if key == "iscrowd" and retyped is True else retyped  # which is another valid label
    else:
        holder[key] = _rescaled(holder[key], rng)
    return json.dumps(content).encode()


def json_entry_doubled(data: bytes, rng: Rng) -> bytes:
    """One entry of a list of objects stands there twice."""
    content = json.loads(data)
    lists = [value for value in content.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
    chosen = lists[int(rng.integers(len(lists)))]
    chosen.append(dict(chosen[int(rng.integers(len(chosen)))]))
    if rng.random() < 0.5 and "id" in chosen[-1]:
        chosen[-1]["id"] = 10_000
    return json.dumps(content).encode()


def json_shuffled(data: bytes, rng: Rng) -> bytes:
    """Lists of objects, and keys, in another order."""
    content = json.loads(data)
    for value in content.values():
        if isinstance(value, list):
            rng.shuffle(value)
    keys = list(content)
    rng.shuffle(keys)
    return json.dumps({key: content[key] for key in keys}).encode()


def json_unlisted(data: bytes, rng: Rng) -> bytes:
    """A category, or an image, is no longer listed; what refers to it stays."""
    content = json.loads(data)
    chosen = content[("categories", "images")[int(rng.integers(2))]]
    if chosen:
        del chosen[int(rng.integers(len(chosen)))]
    return json.dumps(content).encode()


def _fields(content: Any) -> list[tuple[Any, Any]]:
    """Every field of every object below, and every list of numbers as one field."""
    found: list[tuple[Any, Any]] = []
    if isinstance(content, dict):
        for key, value in content.items():
            found.append((content, key))
            if key not in NAMES:
                found += _fields(value)
    elif isinstance(content, list):
        for value in content:
            found += _fields(value)
    return found


def _retyped(value: Any, rng: Rng) -> Any:
    others: list[Any] = [None, str(value), [value], {"value": value}, [], "", True]
    if isinstance(value, int | float) and not isinstance(value, bool):
        others += [float(value), f" {value} "]
    if isinstance(value, list):
        others += [[str(each) for each in value], value[:-1]]
    return others[int(rng.integers(len(others)))]


def _rescaled(value: Any, rng: Rng) -> Any:
    factor = FACTORS[int(rng.integers(len(FACTORS)))]
    if isinstance(value, bool) or value is None or isinstance(value, str | dict):
        return value
    if isinstance(value, list):
        return [_rescaled_by(each, factor) for each in value]
    return _rescaled_by(value, factor)


def _rescaled_by(value: Any, factor: float) -> Any:
    if isinstance(value, list):
        return [_rescaled_by(each, factor) for each in value]
    return value * factor if isinstance(value, int | float) and not isinstance(value, bool) else value


# Lines of text --------------------------------------------------------------------------------------------------------------------


def line_numbers(data: bytes, rng: Rng) -> bytes:
    """The numbers after the class of one line rescaled, one of them dropped or doubled, or the class beyond all names."""
    lines = [line.split() for line in data.decode().splitlines()]
    if not lines:
        return data
    words = lines[int(rng.integers(len(lines)))]
    kind = int(rng.integers(5))
    if kind == 0:
        factor = FACTORS[int(rng.integers(len(FACTORS)))]
        words[1:] = [repr(float(word) * factor) for word in words[1:]]
    elif kind == 1:
        del words[int(rng.integers(len(words)))]
    elif kind == 2:
        at = int(rng.integers(1, len(words)))
        words.insert(at, words[at])
    elif kind == 3:
        words[0] = ("99", "-1", "1e9", "cat", f"{words[0]}.0", f"{words[0]}.5")[int(rng.integers(6))]
    else:
        words.append(str(int(rng.integers(2, 100))))
    return ("\n".join(" ".join(line) for line in lines) + "\n").encode()


def lines_shuffled(data: bytes, rng: Rng) -> bytes:
    """Whole lines in another order, one of them twice, or blank ones between them."""
    lines = data.decode().splitlines()
    if len(lines) < 2:
        return data
    rng.shuffle(lines)
    if rng.random() < 0.5:
        lines.append(lines[0])
    if rng.random() < 0.5:
        lines.insert(1, "  ")
    return ("\n".join(lines) + "\n").encode()


# XML ------------------------------------------------------------------------------------------------------------------------------


def xml_element(data: bytes, rng: Rng) -> bytes:
    """One element of a box dropped, doubled, rescaled or emptied; corners swapped; a namespace."""
    text = data.decode()
    kind = int(rng.integers(6))
    if kind == 0:
        return text.replace("<annotation>", '<annotation xmlns="http://example.org/a">', 1).encode()
    if kind == 1:
        names = (("xmin", "xmax"), ("ymin", "ymax"))[int(rng.integers(2))]
        return _swapped(text, *names).encode()
    leaves = list(re.finditer(r"<(xmin|ymin|xmax|ymax|difficult|name|bndbox)>.*?</\1>", text))
    chosen = leaves[int(rng.integers(len(leaves)))]
    whole, tag = chosen.group(0), chosen.group(1)
    inner = whole[len(tag) + 2 : -len(tag) - 3]
    if tag in ("name", "bndbox", "difficult") or kind == 2:
        changed = "" if tag != "difficult" else whole
    elif kind == 3:
        factor = FACTORS[int(rng.integers(len(FACTORS)))]
        changed = whole.replace(inner, repr(float(inner) * factor))
    elif kind == 4:
        changed = whole.replace(inner, "")
    else:
        changed = whole.replace(inner, f" {inner}.0 ")
    return (text[: chosen.start()] + changed + text[chosen.end() :]).encode()


def _swapped(text: str, low: str, high: str) -> str:
    return text.replace(low, "\0").replace(high, low).replace("\0", high)


# Arrays in picture files ----------------------------------------------------------------------------------------------------------


def values_of(kind: str) -> Callable[[Any, Rng], Any]:
    """What is done to a map's numbers `[h w]`: see the cases."""

    def change(values: Any, rng: Rng) -> Any:
        if kind == "black and white":
            return np.where(values > 0, 255, 0).astype(np.uint8)
        if kind == "colours":
            return np.stack([values, values, values], axis=2).astype(np.uint8)
        if kind == "other colours":
            return np.stack([values, values // 2 + 7, 255 - values], axis=2).astype(np.uint8)
        if kind == "turned":
            return np.ascontiguousarray(values.T)
        if kind == "cut":
            return values[:-3]
        if kind == "an unnamed number":
            changed = values.copy()
            changed[: values.shape[0] // 4] = 200
            return changed
        if kind == "stretched":
            top = 65535 if values.dtype == np.uint16 else 255
            return (values.astype(np.float64) / max(1, values.max()) * top).astype(values.dtype)
        if kind == "another unit":
            factor = (0.001, 0.01)[int(rng.integers(2))] if values.max() > 255 else 13.0
            return (values * factor).clip(0, 65535).astype(values.dtype)
        if kind == "the same everywhere":
            return np.full_like(values, max(1, int(values.max())))
        raise ValueError(kind)

    return change


CLASS_KINDS = ("black and white", "colours", "other colours", "turned", "cut", "an unnamed number", "stretched")
DEPTH_KINDS = ("colours", "other colours", "turned", "cut", "stretched", "another unit", "the same everywhere")
