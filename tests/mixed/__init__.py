"""Programs of two versions at once: real windows and a real server, one of them of an older commit."""
