"""The phone engine: a child process with one thread, the only place that imports pjsua2."""
