"""Answers to narrowed requests against exact truth: the right one of several, counts, metres, yes or no, colours.

`questions` draws them from a labelled photo, `scoring` answers them on a scene (the model's, or the true one, which shows what
reading alone costs) and by a predictor that ignores what narrows.
"""
