"""What a company's proxy is told: its own name and password, and nobody else's."""

import pytest

from softphone.qt.line.proxy import name_and_password


@pytest.mark.parametrize(
    ("proxies", "host", "known"),
    [
        ({"https": "http://ana:s3%40cret@proxy.acme.example:3128"}, "proxy.acme.example", ("ana", "s3@cret")),
        ({"all": "http://ana:x@Proxy.acme.example:3128"}, "proxy.acme.example", ("ana", "x")),
        ({"https": "http://ana@proxy.acme.example"}, "proxy.acme.example", ("ana", "")),
        ({"https": "http://ana:x@proxy.acme.example"}, "other.example", None),
        ({"https": "http://proxy.acme.example:3128"}, "proxy.acme.example", None),
        ({"https": "http://[broken"}, "proxy.acme.example", None),
        ({}, "proxy.acme.example", None),
    ],
)
def test_only_the_proxy_that_is_named_learns_who_we_are(proxies, host, known):
    assert name_and_password(host, proxies) == known
