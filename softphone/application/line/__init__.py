"""The line in the app as a call needs it: kept registered, and tried."""
