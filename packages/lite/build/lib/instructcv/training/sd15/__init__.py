"""Training the full-size network on pairs: `accelerate` for one device or many, latents and words computed once."""
