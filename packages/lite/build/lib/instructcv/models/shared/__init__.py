"""What several networks need; no network itself."""
