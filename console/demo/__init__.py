"""The demonstration: made-up people, tickets and calls, the same ones every time they are asked for."""
