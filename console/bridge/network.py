"""The network is back: the line is told at once instead of waiting for its next try."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtNetwork import QNetworkInformation


def watch_network(changed: Callable[[], None]) -> None:
    """Where the system says nothing about its network, the line's own retries stand alone."""
    if not QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
        return
    information = QNetworkInformation.instance()

    def told(reachability: QNetworkInformation.Reachability) -> None:
        if reachability is not QNetworkInformation.Reachability.Disconnected:
            changed()

    information.reachabilityChanged.connect(told)
