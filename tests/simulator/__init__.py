"""A floor of desks with a server, in one thread: the real code over a simulated network, disk and clock."""
