"""Services that exist to tell somebody when a name is looked up, a link opened or a mail sent.

One list for the cells of every file and for mail domains: asking for a name below one of these rings its owner's bell. All
have two labels.
"""

from typing import Final

DOMAINS: Final = (
    *("canarytokens.com", "canarytokens.org", "canarytokens.net", "whitehatcanary.com", "canary.tools"),
    *("oast.pro", "oast.live", "oast.site", "oast.online", "oast.fun", "oast.me"),
    *("interact.sh", "interactsh.com", "oastify.com", "burpcollaborator.net"),
    *("dnslog.cn", "dnslog.link", "dnslog.pw", "ceye.io", "eyes.sh", "requestrepo.com", "pingb.in", "bxss.me", "xss.ht", "xss.report"),
    *("webhook.site", "webhook.cool", "hookbin.com", "beeceptor.com", "requestbin.net", "requestbin.com", "requestcatcher.com"),
    *("pipedream.net", "mockbin.org", "postb.in", "putsreq.com", "smee.io", "1u.ms", "rbndr.us"),
    *("ngrok.io", "ngrok.app", "ngrok.dev", "ngrok-free.io", "ngrok-free.app", "ngrok-free.dev"),
    *("trycloudflare.com", "loca.lt", "localtunnel.me", "serveo.net", "localhost.run", "lhr.life", "bore.pub", "pagekite.me"),
    *("iplogger.org", "iplogger.com", "iplogger.ru", "iplogger.co", "iplogger.info", "grabify.link", "2no.co", "yip.su", "ps3cfw.com"),
)  # fmt: skip
_LISTED: Final = frozenset(DOMAINS)


def is_canary(domain: str) -> bool:
    """Whether a domain is one of them or lies below one.

    >>> is_canary("oastify.com"), is_canary("k2j9.ngrok.io"), is_canary("myoastify.com")
    (True, True, False)
    """
    return ".".join(domain.rsplit(".", 2)[-2:]) in _LISTED
