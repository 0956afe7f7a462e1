"""Reports as files: the bytes of each format, and a way to put them down whole or not at all."""
