"""Where Qt meets threads, processes and sockets: one door to the UI thread."""
