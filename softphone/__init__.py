"""A desktop softphone for call-centre agents, on a company's own Twilio account."""

__version__ = "0.1.0"
