"""The name and password of the company's proxy, for the page that carries sound.

Rule 1: the page goes by the system's proxy itself; it only asks who we are.
Rule 2: what HTTPS_PROXY says is given to that proxy alone, and is written nowhere.
"""

from collections.abc import Mapping
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies

_SCHEMES = ("https", "all", "http")


def name_and_password(proxy_host: str, proxies: Mapping[str, str] | None = None) -> tuple[str, str] | None:
    """Who we are for that proxy; None: nothing says so.

    Args:
        proxies: Scheme -> URL; None: as the environment and the system have them.
    """
    told = getproxies() if proxies is None else proxies
    for scheme in _SCHEMES:
        try:
            parts = urlsplit(told.get(scheme, ""))
            host = parts.hostname or ""
        except ValueError:
            continue
        if host == proxy_host.lower() and parts.username:
            return unquote(parts.username), unquote(parts.password or "")
    return None
