"""Operations: the only local write, made on the desk, replayed by the server."""
