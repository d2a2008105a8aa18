"""What the line in the app needs of Twilio: tokens and calls to test it."""
