"""Forms of this room, by matter."""
