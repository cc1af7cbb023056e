"""The way to a Dask cluster: one address, TLS unless it is this machine, and functions that run there on bytes.

Certificates are those that Dask's own configuration names (`distributed.comm.tls`). Nothing but opaque bytes of the
sample passes through here, and nothing is unpickled that the cluster did not make of this program's own function.
"""

from collections.abc import Callable
from typing import Any, Final

from leakverify.model.errors import UsageProblem

CONNECT_SECONDS: Final = 20
RETRIES: Final = 3
"""How often a piece of work is given to another worker after one has died over it."""


class Cluster:
    """A connection to a scheduler; any thread may call `run`."""

    def __init__(self, address: str, *, encrypted: bool) -> None:
        """Connect, or raise UsageProblem `CLUSTER_UNREACHABLE`."""
        from distributed import Client
        from distributed.security import Security

        try:
            self._client = Client(
                address,
                security=Security(require_encryption=True) if encrypted else None,
                set_as_default=False,
                direct_to_workers=False,  # everything by the one address that may be reached
                timeout=CONNECT_SECONDS,
                name="leakverify",
            )
        except (
            Exception
        ) as error:  # the library raises kinds of its own, with the address in their text
            raise UsageProblem("CLUSTER_UNREACHABLE") from error

    def run(self, function: Callable[..., Any], *arguments: object) -> Any:
        """Run a function of this program on some worker and wait for what it returns; its errors are raised here."""
        work = self._client.submit(function, *arguments, pure=False, retries=RETRIES)
        return work.result()
