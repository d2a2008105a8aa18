"""The agent's line inside the app: Twilio's Voice SDK in a hidden page.

Rule: nothing here is imported before audio in the app is chosen; QtWebEngine takes 150 MB.
"""
