"""The phone engine: a child process in which one thread owns PJSIP; the only place that imports ``pjsua2``."""
