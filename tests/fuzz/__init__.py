"""Messages that nobody of us would send: from a desk to the server, and from a server to a desk."""
