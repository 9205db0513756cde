"""Honest numbers: official protocols, all classes asked, prompts and decoders that never see the truth."""
