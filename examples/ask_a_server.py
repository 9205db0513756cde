"""The same through a server: instructcv serve & python examples/ask_a_server.py"""

from pathlib import Path

from instructcv.client import Client

result = Client("http://127.0.0.1:8000")(Path(__file__).parent / "cat.jpg", "segment the cat")
assert result.mask is not None
print(f"cat: {100 * result.mask.mean():.1f} % of the photo")
