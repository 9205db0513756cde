"""How `models/mini` learns: batches, losses, the loop, a few photos (`adapt`), what its numbers mean (`calibrate`)."""
