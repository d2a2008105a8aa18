"""How Twilio says no: a code, a sentence, and an HTTP status.

Source: https://www.twilio.com/docs/api/errors, and the bodies its REST API returns.
"""


class TwilioError(Exception):
    """A refusal, with the code, wording and HTTP status that Twilio uses."""

    def __init__(self, code: int, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status

    @property
    def body(self) -> dict[str, object]:
        said: dict[str, object] = {
            "code": self.code,
            "message": self.message,
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }
        if self.status == 429:
            said |= {"detail": self.message, "moreInfo": said["more_info"]}
        if self.code == 70051:
            del said["more_info"]
        return said


class UnusableInput(ValueError):
    """An account or a scenario that the sandbox cannot work with, said in one sentence."""


def not_found(path: str) -> TwilioError:
    return TwilioError(20404, f"The requested resource {path} was not found", 404)


def unauthenticated() -> TwilioError:
    return TwilioError(20003, "Authentication Error - invalid username", 401)


def no_permission(permission: str) -> TwilioError:
    return TwilioError(70051, f"Authorization Error: required permission {permission} is missing", 401)


def not_an_account(sid: str) -> TwilioError:
    return TwilioError(90002, f"AccountSid {sid} is invalid")


def not_here(what: str) -> TwilioError:
    """A part of Twilio that is not played here, told apart from what Twilio does not know."""
    return TwilioError(20404, f"{what} is not in this sandbox", 404)


def method_not_allowed() -> TwilioError:
    return TwilioError(20004, "Method not allowed", 405)


def too_many_requests() -> TwilioError:
    return TwilioError(20429, "Too Many Requests", 429)


def server_error() -> TwilioError:
    return TwilioError(20500, "An internal server error has occurred", 500)


def unavailable() -> TwilioError:
    return TwilioError(20503, "Service is unavailable. Please try again", 503)


def invalid_parameter(what: str) -> TwilioError:
    return TwilioError(20001, what)
