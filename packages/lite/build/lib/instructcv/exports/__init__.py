"""Checkpoints out, for other runtimes. ONE FILE = HOW ONE NETWORK IS EXPORTED, named like the network."""
