"""The sandbox's voice gateway: what a Voice SDK device meets at Twilio, on 127.0.0.1.

It is there when the extra ``softphone[audio]`` is installed (aiortc can be imported); otherwise
``sandbox.voice`` is None, the JSON has no voice keys, and the sandbox is as it was.

How it is found
    ``sandbox.voice.address``          "127.0.0.1:PORT": what the SDK's option ``chunderw`` takes.
    ``sandbox.voice.url``              "wss://127.0.0.1:PORT/signal".
    ``sandbox.voice.certificate_pem``  of the authority to trust, PEM text. It signed the gateway's
        own certificate (for 127.0.0.1, localhost and voice-js.roaming.twilio.com) and its key is
        gone: it can sign nothing else. Both are new for every process and in no file. The gateway
        sends the whole chain, so it is the last certificate of the chain a browser meets.
    GET /sandbox/voice on the sandbox's REST address tells the same, without credentials:
    {"url": …, "certificate": …}, or 404 where no lines are served.

Tokens
    JWT, HS256, signed with ``api_key_secret``; ``iss`` the API key, ``sub`` the account,
    ``grants.identity`` the client's name, ``grants.voice.incoming.allow`` true, ``exp`` by the
    sandbox's clock: as twilio's AccessToken makes them. A bad one is answered with
    ``error`` 31204 (the SDK: 20101), an expired one with 31205 (the SDK: 20104). The socket stays
    open, and another ``listen`` with a good token (updateToken) is taken.

Calls
    Once a device has registered for a client, a leg to ``client:NAME`` or ``client:NAME?a=1&b=2``
    is the device's to answer: it rings at the device that registered last, and keeps ringing
    where that is away. The query arrives as custom parameters (``parameters.Params`` of the
    invite; the SDK's ``call.customParameters``). ``reject``, or ``hangup`` before the answer, ends
    the leg as busy; lost media ends it too. A client that unregistered (``media.audio`` false) or
    never had a device is answered for after 0.3 s, as before. What a scenario says about
    ``client:NAME`` goes first. A call from a device (``device.connect``) is declined with 31002.
    An invite carries a ``reconnect`` token: a socket that was lost while the call was up is taken
    back with it, and the media goes on meanwhile.

What the agent hears
    The other one's line ringing: 440 + 480 Hz, 2 s of every 6 (``sounds.RINGING_HZ``).
    A person who answered: syllables over a hum of 330 Hz (``sounds.VOICE_HZ``), 2.4 s of every 4.8
    from the answer on; and what the agent said, a second later, at half the loudness, so that the
    agent hears themself. Who is muted or on hold is not heard.
    On hold themself: music, always with 262 Hz in it (``sounds.MUSIC_HZ``).
    Alone in a conference: nothing. In TwiML without a conference (Say, Play, Pause): a person.
    Several devices in one conference hear each other; a coach is heard by whom they coach.

For tests, from any thread
    ``voice.devices``                names of the clients with a device registered now.
    ``voice.heard(call_sid)``        what came from that leg's device, muted or not: the last 4 s
        as 16 bit little endian PCM, mono, ``sounds.RATE`` (8000) a second; silence that did not
        arrive counts as silence. b"" for a leg without a device.
    ``voice.heard_by(call_sid)``     the same of what the gateway let that leg hear, be it a
        device's or a person's (so: nothing of a muted agent).
    ``snapshot()["legs"][n]["digits"]``  the keypad tones that the device sent, such as "12#". The
        others on the call hear them.
    ``voice.drop_sockets()``         cut every device's socket; media goes on, they may come back.
    ``voice.stop()``, ``voice.start()``  the gateway is down (refuses connections; media goes on)
        and up again on the same port.
    ``voice.expire_tokens()``        every token seen so far is expired: told to all devices
        (``error`` 31205) and at their next ``listen``; another token is taken.
    ``sandbox.world.hang_up(call_sid)``  somebody at the far side hangs up, as before.
"""

from importlib.util import find_spec


def is_possible() -> bool:
    """Whether what the gateway needs is installed; nothing is loaded to find out."""
    return find_spec("aiortc") is not None
