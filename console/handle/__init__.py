"""The handle for other programs: one JSON line in, one out, over a socket that only its user can open."""
