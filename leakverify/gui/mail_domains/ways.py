"""The way that the form's choices stand for, or the code of what is wrong with them."""

from dataclasses import dataclass
from typing import Final

from leakverify.model.look_up import Transport, Way
from leakverify.model.ways import PUBLIC_RESOLVERS, parse_way

OWN: Final = -1
ANOTHER: Final = -2
TOR: Final = "127.0.0.1:9050"
PACES: Final = (1.0, 5.0, 10.0, 25.0, 50.0, 100.0, 0.0)
"""Questions a second; 0 asks as fast as the resolver answers."""
USUAL_PACE: Final = 10.0
DECOYS: Final = (0, 20, 50, 100, 200)
KINDS: Final = tuple(f"{transport.value}:" for transport in Transport)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen: `resolver` counts `PUBLIC_RESOLVERS`, or is OWN or ANOTHER, which `another` then names."""

    transport: Transport = Transport.HTTPS
    resolver: int = 0
    another: str = ""
    proxy: str = ""

    def way(self) -> Way:
        """The way; raises ValueError with a code of `error_sentence`."""
        prefix = f"{self.transport.value}:"
        if self.resolver == ANOTHER:
            text = self.another.strip()
            if not text:
                raise ValueError("WAY_UNKNOWN")
            return parse_way(text if text.lower().startswith(KINDS) else prefix + text, self.proxy)
        proxy = parse_way("system", self.proxy).proxy
        if self.resolver == OWN:
            if proxy:
                raise ValueError("WAY_OWN_BEHIND_PROXY")
            return Way(Transport.SYSTEM)
        return PUBLIC_RESOLVERS[self.resolver].way(self.transport, proxy)
