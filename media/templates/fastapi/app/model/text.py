"""Text from tokens that come one by one."""

from collections.abc import Callable, Sequence


class TextAssembler:
    """Gives text as soon as it is certain, and ends at a stop sequence.

    A token may be part of a character only, and text may be the beginning of a stop
    sequence; such text is held back.
    """

    def __init__(
        self, decode: Callable[[Sequence[int]], str], stop: Sequence[str] = ()
    ) -> None:
        self.stopped = False
        self._decode = decode
        self._stop = tuple(sequence for sequence in stop if sequence)
        self._tokens: list[int] = []
        # Text of the tokens before `_read` is out. Decoding begins at `_start`, as
        # the first token of a text may be written differently (a space is lost).
        self._start = 0
        self._read = 0
        self._held = ""

    def push(self, token: int) -> str:
        if self.stopped:
            return ""
        self._tokens.append(token)
        before = self._decode(self._tokens[self._start : self._read])
        text = self._decode(self._tokens[self._start :])
        # U+FFFD at the end: the rest of the character comes with the next token.
        if len(text) <= len(before) or text.endswith("\ufffd"):
            return ""
        self._start = self._read
        self._read = len(self._tokens)
        return self._release(self._held + text[len(before) :])

    def flush(self) -> str:
        """What was held back, once there is no more to come."""
        if self.stopped:
            return ""
        before = self._decode(self._tokens[self._start : self._read])
        rest = self._decode(self._tokens[self._start :])[len(before) :]
        text = self._release(self._held + rest)
        if not self.stopped:
            text += self._held
        self._held = ""
        self._start = self._read = len(self._tokens)
        return text

    def _release(self, text: str) -> str:
        places = [at for at in map(text.find, self._stop) if at >= 0]
        if places:
            self.stopped = True
            self._held = ""
            return text[: min(places)]
        kept = max((_overlap(text, each) for each in self._stop), default=0)
        self._held = text[len(text) - kept :]
        return text[: len(text) - kept]


def _overlap(text: str, sequence: str) -> int:
    """How many characters at the end of the text begin the sequence."""
    for length in range(min(len(text), len(sequence) - 1), 0, -1):
        if text.endswith(sequence[:length]):
            return length
    return 0
