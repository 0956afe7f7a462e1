"""Work the server does when its time has come, such as escalation and retention."""
