"""Why no answer came, in words: each trouble of a company's network has its own sentence.

Rule 1: the words follow from what was seen; whether the request was sent follows from the transport.
Rule 2: no address with a password in it is ever said.
"""

import socket
import ssl
from collections.abc import Iterator
from typing import Final

import socks
from requests.exceptions import InvalidProxyURL, InvalidSchema
from urllib3.exceptions import (
    ConnectTimeoutError,
    LocationValueError,
    NameResolutionError,
    NewConnectionError,
    ProxyError,
    ProxySchemeUnknown,
)

from softphone.adapters.twilio.network.certificates import UnusableCertificates
from softphone.adapters.twilio.network.transport import NoAnswer, TooLarge, WebPage
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say

_PROXY_ADMIN: Final = say("Ask whoever runs your network; the proxy is set in HTTPS_PROXY.")


def trouble_of(error: BaseException) -> SoftphoneError | None:
    """The sentence for what kept a request from being sent; None: nothing in particular is known."""
    if isinstance(error, UnusableCertificates):
        return SoftphoneError(
            say(
                "{path}, which {name} names, cannot be read as certificates.",
                path=error.path,
                name=error.variable,
            ),
            remedy=say("Set {name} to a file of certificates (PEM), or unset it.", name=error.variable),
        )
    causes = list(_causes(error))
    if isinstance(error, NoAnswer) and error.asked_by_proxy:
        return _proxy_wants_to_know_who(error.asked_by_proxy)
    return next((found for cause in causes if (found := _said_of(cause, causes)) is not None), None)


def unusable_answer(error: BaseException) -> SoftphoneError | None:
    """The sentence for an answer that something else than Twilio gave; None: nothing is known."""
    if any(isinstance(cause, TooLarge) for cause in _causes(error)):
        return SoftphoneError(
            say("The answer was larger than any of Twilio's, so it was not read."),
            remedy=say("Check what stands between this computer and Twilio, then try again."),
        )
    if any(isinstance(cause, WebPage) for cause in _causes(error)):
        return SoftphoneError(
            say("A web page came in place of Twilio's answer: this network may want you to sign in first."),
            remedy=say("Open any page in your browser, sign in there, then try again."),
        )
    return None


def _said_of(cause: BaseException, causes: list[BaseException]) -> SoftphoneError | None:
    if isinstance(cause, ssl.SSLCertVerificationError):
        return SoftphoneError(
            say("The certificate that came is not one that this computer trusts, so nothing was sent."),
            remedy=say("Ask whoever runs your network to install their certificate, or set SSL_CERT_FILE."),
        )
    if isinstance(cause, InvalidSchema | InvalidProxyURL | LocationValueError | ProxySchemeUnknown):
        return SoftphoneError(
            say("The proxy in HTTPS_PROXY or ALL_PROXY cannot be used."), remedy=_PROXY_ADMIN
        )
    through_proxy = any(isinstance(each, ProxyError | socks.ProxyError) for each in causes)
    if isinstance(cause, NewConnectionError | ConnectTimeoutError | NameResolutionError) and through_proxy:
        return SoftphoneError(say("The proxy does not answer."), remedy=_PROXY_ADMIN)
    if isinstance(cause, NameResolutionError | socket.gaierror):
        return SoftphoneError(
            say("Twilio's address could not be looked up (DNS)."),
            remedy=say("Check the network connection; behind a proxy, set HTTPS_PROXY."),
        )
    if isinstance(cause, OSError) and "Tunnel connection failed" in str(cause):
        return SoftphoneError(
            say("The proxy does not let this computer connect to Twilio."),
            remedy=say("Ask whoever runs your network to allow api.twilio.com."),
        )
    return None


def _proxy_wants_to_know_who(ways: str) -> SoftphoneError:
    if ways == "407" or "basic" in ways.lower():
        return SoftphoneError(
            say("The proxy asks for a name and a password, or does not accept those it got."),
            remedy=say("Put them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT."),
        )
    scheme = ways.split()[0].rstrip(",")
    return SoftphoneError(
        say(
            "The proxy wants a Windows sign-in ({scheme}), which this program does not speak.", scheme=scheme
        ),
        remedy=say("Ask whoever runs your network for a proxy with a password, or for an exception."),
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The exception and all that it came from, wherever the libraries keep that."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        each = waiting.pop(0)
        if each is None or id(each) in seen or len(seen) > 50:
            continue
        seen.add(id(each))
        yield each
        kept = [arg for arg in each.args if isinstance(arg, BaseException)]
        waiting += [*kept, getattr(each, "reason", None), each.__cause__, each.__context__]
        waiting = [one for one in waiting if one is None or isinstance(one, BaseException)]
