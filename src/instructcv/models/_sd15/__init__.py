"""The pieces of `models/sd15.py`: InstructPix2Pix's checkpoints in every layout in which they were ever published."""
