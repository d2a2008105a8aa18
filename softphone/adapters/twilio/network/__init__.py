"""The road to Twilio: its connections, certificates and troubles."""
