"""A thread with an event loop, for work that other threads ask for and wait for."""

import asyncio
from collections.abc import Callable, Coroutine
from threading import Thread
from typing import TypeVar

AT_MOST_SECONDS = 10.0
ENDING_SECONDS = 0.5
Told = TypeVar("Told")


class OwnThread:
    """Not there until it is started; starting it twice is starting it once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None

    def start(self) -> None:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = Thread(target=self._loop.run_forever, name=self._name, daemon=True)
            self._thread.start()

    def do(self, work: Coroutine[object, object, Told]) -> Told:
        """Raises RuntimeError where the thread is not there, TimeoutError where it does not answer."""
        if self._loop is None:
            work.close()
            raise RuntimeError(f"The thread {self._name} has not been started, or is closed")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(AT_MOST_SECONDS)

    def ask(self, question: Callable[[], Told]) -> Told:
        async def answer() -> Told:
            return question()

        return self.do(answer())

    def close(self, last: Callable[[], Coroutine[object, object, None]]) -> None:
        """End it, after ``last``; a thread that was never started has nothing to end."""
        if self._loop is not None and self._thread is not None:
            self.do(last())
            self.do(_nothing_left())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()
            self._loop = self._thread = None


async def _nothing_left() -> None:
    """Libraries leave tasks behind, which begin others; a loop that is closed over them complains.

    They may end by themselves first: aiortc fails if it is disturbed while it closes.
    """
    while left := asyncio.all_tasks() - {asyncio.current_task()}:
        _, late = await asyncio.wait(left, timeout=ENDING_SECONDS)
        for task in late:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_default_executor()
