"""Networks. ONE PACKAGE = ONE NETWORK, with `load` at its door; `base.load` opens a checkpoint of any of them.

`shared` holds what several of them need and is no network.
"""
