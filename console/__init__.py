"""The desktop program an agent works in, and the root that builds it."""
