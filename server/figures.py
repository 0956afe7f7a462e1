"""Figures for Prometheus: how much, how fast, how many; nobody's name is in them. Served on the loopback only."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

_SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)


class Figures:
    """A registry of our own, so that two servers in one process do not share it."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "ringdesk_requests_total", "Requests answered.", ("endpoint", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "ringdesk_request_seconds",
            "Time to answer.",
            ("endpoint",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.operations = Counter(
            "ringdesk_operations_total", "Operations answered.", ("fate",), registry=self.registry
        )
        self.rows = Counter("ringdesk_rows_total", "Records sent to desks.", registry=self.registry)
        self.sign_ins = Counter("ringdesk_sign_ins_total", "Sign-ins.", ("result",), registry=self.registry)
        self.sockets = Gauge("ringdesk_sockets", "Desks that are connected now.", registry=self.registry)
        self.head = Gauge("ringdesk_position", "Position of the last operation.", registry=self.registry)
        self.certificate_ends = Gauge(
            "ringdesk_certificate_ends_timestamp_seconds",
            "When the server's certificate ends.",
            registry=self.registry,
        )

    def serve(self, port: int) -> None:
        start_http_server(port, "127.0.0.1", self.registry)
