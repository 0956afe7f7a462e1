"""The on-premise server: takes operations, feeds changes, and keeps every desk in step."""
