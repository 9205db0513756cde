"""Configs changed by what was typed on a command line."""

import difflib
from collections.abc import Mapping
from typing import Any, TypeVar, get_args, get_type_hints

from instructcv.errors import UserError

Config = TypeVar("Config")


def with_settings(config: Config, settings: Mapping[str, str]) -> Config:
    """Any config with fields changed, as typed on a command line.

    Raises:
        UserError: no such field, or a value that it cannot have.
    """
    kind: Any = type(config)  # what a dataclass is cannot be said of a type variable
    hints = get_type_hints(kind)
    changes: dict[str, Any] = {}
    for name, text in settings.items():
        if name not in hints:
            close = difflib.get_close_matches(name, hints, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"there are: {', '.join(hints)}"
            raise UserError(f"no setting {name!r}; {hint}")
        changes[name] = _parsed(name, text, hints[name])
    return kind(**vars(config) | changes)


def _parsed(name: str, text: str, hint: Any) -> Any:
    if get_args(hint):
        if text not in get_args(hint):
            raise UserError(f"{name} is one of {', '.join(get_args(hint))}, not {text!r}")
        return text
    if hint is bool:
        if text.lower() not in ("true", "false"):
            raise UserError(f"{name} is true or false, not {text!r}")
        return text.lower() == "true"
    try:
        return hint(text)
    except ValueError as error:
        raise UserError(f"{name} is a number, not {text!r}") from error
