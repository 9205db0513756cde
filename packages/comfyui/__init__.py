"""What ComfyUI loads: two nodes through the V3 door."""

from comfy_api.latest import ComfyExtension, io

from .nodes import Instruct, Understand


class InstructCVExtension(ComfyExtension):
    """The node pack."""

    async def get_node_list(self) -> list[type[io.ComfyNode]]:
        return [Instruct, Understand]


async def comfy_entrypoint() -> InstructCVExtension:
    """Called by ComfyUI when it starts."""
    return InstructCVExtension()
