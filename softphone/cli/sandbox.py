"""``softphone sandbox``: serve a Twilio on this machine."""

import argparse

from softphone.wiring import run_sandbox


def run(options: argparse.Namespace) -> int:
    return run_sandbox(options.port, options.account, options.scenario)
