"""Wordings of instructions: the reviewed bank, drawing from it, and understanding a sentence that a person typed."""
