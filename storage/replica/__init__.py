"""The desk's half of sync, inside the desk's own database: what waits, what the server said, and both put together."""
