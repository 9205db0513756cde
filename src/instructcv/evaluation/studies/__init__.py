"""Measurements beyond the tracks of a data set: wordings, everyday sentences, what was never taught, the speed of one pass."""
