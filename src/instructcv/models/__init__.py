"""Networks. ONE FILE = ONE NETWORK; `load` opens a checkpoint of any of them."""
