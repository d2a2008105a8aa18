"""Twilio's REST API, behind the application's ports."""
