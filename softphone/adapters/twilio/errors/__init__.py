"""What Twilio's refusals and the network's failures mean, in words."""
