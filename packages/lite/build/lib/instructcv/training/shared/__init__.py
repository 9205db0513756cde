"""What the training of several networks needs; trains none itself."""
