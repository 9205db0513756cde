"""Training. ONE PACKAGE = HOW ONE NETWORK OF `models` LEARNS."""
