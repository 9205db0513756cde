"""What the exports of several networks have in common."""
