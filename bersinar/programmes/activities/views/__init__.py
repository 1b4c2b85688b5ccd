"""Pages of this room, one module a matter."""
