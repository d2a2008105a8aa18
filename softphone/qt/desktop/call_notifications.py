"""What is worth a notification: only what happens while the window is not in front."""

from PySide6.QtCore import QObject

from softphone.domain.calls.call import Call
from softphone.qt.desktop.notifications import Notifications
from softphone.qt.desktop.window_watch import WindowWatch
from softphone.qt.models.models import Models


class CallNotifications(QObject):
    def __init__(self, models: Models, watch: WindowWatch, notifications: Notifications) -> None:
        super().__init__()
        self._models, self._watch, self._notifications = models, watch, notifications
        self._known: tuple[str, str] | None = None  # who, and what they show
        models.call.ended.connect(self._on_call_ended)
        models.session.changed.connect(self._look_at_caller_id)

    def _on_call_ended(self, _call: Call) -> None:
        if not self._watch.is_in_front:
            self._notifications.tell(
                self._models.call.who, self._models.call.problem or self._models.call.legs
            )

    def _look_at_caller_id(self) -> None:
        """Changed by somebody else, such as a supervisor: the agent's own picks happen in front."""
        softphone = self._models.session.softphone
        if softphone is None:
            self._known = None
            return
        before, self._known = self._known, (softphone.identity.agent, softphone.pick.in_force)
        if before is None or before[0] != self._known[0] or before == self._known:
            return
        if not self._watch.is_in_front:
            view = self._models.dial.caller_id
            self._notifications.tell(
                self.tr("Your caller ID has changed"),
                self.tr("Customers now see: {caller_id}").format(
                    caller_id=" · ".join(filter(None, (view.headline, view.detail)))
                ),
            )
