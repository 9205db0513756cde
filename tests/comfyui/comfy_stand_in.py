"""ComfyUI's V3 interface as its documentation describes it, as far as the nodes use it, and strict about it.

It stands in for `comfy_api.latest`: a schema whose ids are doubled, an `execute` whose parameters are not the inputs, or a wrong
number of outputs raises here as it would confuse ComfyUI there.
"""

import inspect
import types
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Port:
    """An input or an output."""

    id: str
    kind: str
    options: dict[str, Any] = field(default_factory=dict)


def port_type(kind: str, options: set[str]) -> type:
    """A type such as `io.Image`, with `.Input(id, ...)` and `.Output(id, ...)`."""

    def made(allowed: set[str]):
        def make(id: str, **given: Any) -> Port:
            unknown = given.keys() - allowed
            assert not unknown, f"io.{kind} takes no {unknown}"
            return Port(id, kind, given)

        return staticmethod(make)

    shared = {"display_name", "tooltip", "optional", "lazy"}
    return type(
        kind, (), {"Input": made(shared | options), "Output": made({"display_name", "tooltip", "is_output_list"})}
    )


@dataclass
class Schema:
    """`io.Schema`."""

    node_id: str
    display_name: str
    category: str
    description: str = ""
    inputs: list[Port] = field(default_factory=list)
    outputs: list[Port] = field(default_factory=list)
    is_output_node: bool = False

    def __post_init__(self) -> None:
        for ports in (self.inputs, self.outputs):
            ids = [port.id for port in ports]
            assert len(set(ids)) == len(ids), f"doubled ids: {ids}"


class NodeOutput:
    """`io.NodeOutput`: one value for each output, in order."""

    def __init__(self, *values: Any) -> None:
        self.result = values


class ComfyNode:
    """`io.ComfyNode`: class methods only, checked when a node is run as ComfyUI runs it."""

    @classmethod
    def run(cls, **inputs: Any) -> tuple[Any, ...]:
        schema = cls.define_schema()
        assert list(inspect.signature(cls.execute).parameters) == [port.id for port in schema.inputs]
        if hasattr(cls, "validate_inputs"):
            known = inspect.signature(cls.validate_inputs).parameters
            valid = cls.validate_inputs(**{name: value for name, value in inputs.items() if name in known})
            if valid is not True:
                raise ValueError(valid)
        output = cls.execute(**inputs)
        assert isinstance(output, NodeOutput)
        assert len(output.result) == len(schema.outputs)
        return output.result


class ComfyExtension:
    """`ComfyExtension`."""


def module() -> types.ModuleType:
    """`comfy_api.latest`."""
    latest = types.ModuleType("comfy_api.latest")
    latest.ComfyExtension = ComfyExtension
    latest.io = types.SimpleNamespace(
        ComfyNode=ComfyNode,
        Schema=Schema,
        NodeOutput=NodeOutput,
        Image=port_type("Image", set()),
        Mask=port_type("Mask", set()),
        String=port_type("String", {"default", "multiline", "placeholder"}),
        Int=port_type("Int", {"default", "min", "max", "step", "control_after_generate"}),
    )
    return latest
