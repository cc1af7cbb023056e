"""Who runs a mail server, guessed from its name, and which servers belong to sellers of unused names.

Compiled by hand in November 2026 from the providers' own instructions for setting MX records. A name not listed here says
nothing. A filter before the mailboxes (Mimecast, Proofpoint …) hides who keeps them.
"""

import ipaddress
from collections.abc import Sequence
from functools import cache
from typing import Final

PROVIDERS: Final = {
    "Alibaba": ("mxhichina.com", "aliyun.com", "alimail.com"),
    "Amazon": ("amazonaws.com", "awsapps.com"),
    "AOL": ("aol.com",),
    "Apple": ("icloud.com",),
    "Aruba": ("aruba.it", "arubabusiness.it", "technorail.com"),
    "Barracuda": ("barracudanetworks.com",),
    "BT": ("btinternet.com",),
    "Cisco": ("iphmx.com",),
    "Cloudflare": ("mx.cloudflare.net",),
    "Comcast": ("comcast.net",),
    "DreamHost": ("dreamhost.com",),
    "Fastmail": ("messagingengine.com",),
    "Forcepoint": ("mailcontrol.com",),
    "Fortinet": ("fortimailcloud.com", "fortimail.com"),
    "Free": ("free.fr", "proxad.net"),
    "FuseMail": ("fusemail.net", "electric.net"),
    "Gandi": ("gandi.net",),
    "GMX": ("gmx.net", "gmx.com"),
    "GoDaddy": ("secureserver.net",),
    "Google": ("google.com", "googlemail.com", "psmtp.com"),
    "Hetzner": ("your-server.de",),
    "home.pl": ("home.pl",),
    "Hornetsecurity": ("hornetsecurity.com", "antispameurope.com", "hornetsecurity.net"),
    "Hostinger": ("hostinger.com", "titan.email"),
    "ImprovMX": ("improvmx.com",),
    "Infomaniak": ("infomaniak.ch", "infomaniak.com"),
    "Ionos": ("kundenserver.de", "ionos.com", "ionos.co.uk", "ionos.de", "ionos.es", "ionos.fr", "ionos.it",
              "1and1.com", "1and1.co.uk", "1and1.fr", "1and1.es", "1und1.de", "perfora.net"),
    "Kasserver (All-Inkl)": ("kasserver.com",),
    "Libero": ("libero.it", "iol.it"),
    "Loopia": ("loopia.se",),
    "Mail.ru": ("mail.ru",),
    "Mailbox.org": ("mailbox.org",),
    "mailfence": ("mailfence.com",),
    "Mailgun": ("mailgun.org",),
    "Mailo": ("mailo.com",),
    "Messagelabs": ("messagelabs.com",),
    "Microsoft": ("outlook.com", "hotmail.com", "office365.us", "protection.outlook.de", "mx.microsoft",
                  "partner.outlook.cn"),
    "Migadu": ("migadu.com",),
    "Mimecast": ("mimecast.com", "mimecast.co.za", "mimecast-offshore.com"),
    "Namecheap": ("privateemail.com", "registrar-servers.com", "jellyfish.systems", "web-hosting.com"),
    "Naver": ("naver.com",),
    "NetEase": ("netease.com", "163.com", "126.com"),
    "Network Solutions": ("netsolmail.net", "networksolutionsemail.com"),
    "one.com": ("one.com",),
    "Orange": ("orange.fr", "wanadoo.fr"),
    "OVH": ("ovh.net", "ovh.ca", "ovh.com"),
    "Posteo": ("posteo.de", "posteo.net"),
    "Proofpoint": ("pphosted.com", "ppe-hosted.com", "gpphosted.com", "ppops.net"),
    "Proton": ("protonmail.ch", "proton.ch"),
    "QQ": ("qq.com", "qqmail.com"),
    "Rackspace": ("emailsrvr.com",),
    "Rambler": ("rambler.ru",),
    "Retarus": ("retarus.com",),
    "Runbox": ("runbox.com",),
    "SendGrid": ("sendgrid.net",),
    "seznam.cz": ("seznam.cz",),
    "SFR": ("sfr.fr",),
    "SiteGround": ("mailspamprotection.com",),
    "Sophos": ("sophos.com", "reflexion.net"),
    "SpamExperts": ("spamexperts.com", "spamexperts.eu", "antispamcloud.com", "spamexperts.net"),
    "Strato": ("rzone.de", "strato.de"),
    "T-Online": ("t-online.de", "t-ipnet.de"),
    "Telia": ("telia.com",),
    "Trend Micro": ("trendmicro.com", "trendmicro.eu"),
    "Tuta": ("tutanota.de", "tutao.de", "tuta.com"),
    "UKRNET": ("ukr.net",),
    "Virgilio": ("virgilio.it", "tin.it"),
    "Web.de": ("web.de",),
    "WP": ("wp.pl",),
    "Yahoo": ("yahoodns.net", "yahoo.com", "yahoo.co.jp"),
    "Yandex": ("yandex.net", "yandex.ru", "yandex.com"),
    "Zoho": ("zoho.com", "zoho.eu", "zoho.in", "zohomail.com", "zoho.com.au"),
    "Zone": ("zone.eu",),
}  # fmt: skip
"""Provider and the endings of its mail servers' names."""

PARKING_SERVERS: Final = (
    "above.com",
    "b-io.co",
    "bodis.com",
    "dan.com",
    "fakemx.net",
    "h-email.net",
    "hugedomains.com",
    "m1bp.com",
    "mb1p.com",
    "mb5p.com",
    "nickstel.com",
    "parkingcrew.net",
    "parkmail.dynadot.com",
    "parklogic.com",
    "pickelhost.com",
    "sedo.com",
    "sedoparking.com",
    "undeveloped.com",
)
"""Mail servers of services that hold unused names for sale; they take mail for any address, or for none."""

PARKING_NETWORKS: Final = (
    "64.190.62.0/23",  # Sedo
    "91.195.240.0/23",  # Sedo
    "103.224.182.0/24",  # Above.com
    "103.224.212.0/24",  # Above.com
    "185.53.176.0/22",  # ParkingCrew
    "199.59.240.0/22",  # Bodis
)
"""Addresses at which only pages of names for sale are served."""

_ENDINGS: Final = {ending: name for name, endings in PROVIDERS.items() for ending in endings}
_PARKED: Final = frozenset(PARKING_SERVERS)


def provider_of(servers: Sequence[tuple[int, str]]) -> str:
    """The provider of the best mail server that is known, "" where none is.

    >>> provider_of(((1, "aspmx.l.google.com"), (5, "alt1.aspmx.l.google.com")))
    'Google'
    >>> provider_of(((10, "mx.notgoogle.com"),))
    ''
    """
    for _preference, host in servers:
        for ending in _endings(host):
            if ending in _ENDINGS:
                return _ENDINGS[ending]
    return ""


def is_parked(servers: Sequence[tuple[int, str]], addresses: Sequence[str] = ()) -> bool:
    """Whether the best mail server, or without one every address, belongs to a seller of unused names.

    >>> is_parked(((0, "mx76.mb1p.com"),)), is_parked(((10, "mx1.example.org"),)), is_parked((), ("91.195.240.94",))
    (True, False, True)
    """
    if servers:
        return any(ending in _PARKED for ending in _endings(servers[0][1]))
    return bool(addresses) and all(_is_parking_address(address) for address in addresses)


def _endings(host: str) -> list[str]:
    """A host's name and all its parents, longest first.

    >>> _endings("a.b.c")
    ['a.b.c', 'b.c', 'c']
    """
    labels = host.split(".")
    return [".".join(labels[at:]) for at in range(len(labels))]


@cache
def _networks() -> tuple[ipaddress.IPv4Network, ...]:
    return tuple(ipaddress.IPv4Network(text) for text in PARKING_NETWORKS)


def _is_parking_address(text: str) -> bool:
    try:
        address = ipaddress.IPv4Address(text)
    except ValueError:
        return False
    return any(address in network for network in _networks())
