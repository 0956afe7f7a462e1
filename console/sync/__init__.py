"""The desk's way to its server: joining, signing in, keeping in step. Views and presenters do not know this room."""
