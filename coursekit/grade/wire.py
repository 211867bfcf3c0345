"""Messages between the judge and a student's process: a length, then JSON. Never pickle.

Whoever reads a pickle runs what it says; whoever reads JSON gets data and nothing else. The
judge reads what a student's process wrote, so everything that comes in is a claim, no fact.
"""

import json
import os
import struct

LARGEST = 32 << 20  # bytes of one message
LENGTH = struct.Struct("<I")


class Gone(BaseException):
    """The process at the other end has ended, or talks nonsense.

    Not an Exception: otter's test runner catches those, and would make a 0 of it in silence.
    """


class Wire:
    """One end of a two-way channel of JSON messages, over a pair of binary files."""

    def __init__(self, reader, writer):
        """Talk over `reader` and `writer`: binary files without a buffer of their own."""
        self.reader, self.writer = reader, writer
        self.strayed = False  # the other end once answered something else than it was asked

    def send(self, message):
        """Send `message`, anything that JSON can hold.

        Raises Gone when nobody listens, ValueError when it is larger than LARGEST bytes.
        """
        data = json.dumps(message).encode()
        if len(data) > LARGEST:
            raise ValueError(f"larger than {LARGEST >> 20} MB")
        left = memoryview(LENGTH.pack(len(data)) + data)
        try:
            while left:
                left = left[self.writer.write(left) :]
        except (OSError, ValueError) as error:
            raise Gone("nobody listens") from error

    def receive(self):
        """Return the next message; raise Gone when there is none, or none that can be read."""
        (length,) = LENGTH.unpack(self._exactly(LENGTH.size))
        if length > LARGEST:
            raise Gone("a message is too large")
        try:
            return json.loads(self._exactly(length))
        except (ValueError, RecursionError, MemoryError) as error:
            raise Gone("a message cannot be read") from error

    def _exactly(self, length):
        parts = bytearray()
        while len(parts) < length:
            try:
                part = self.reader.read(min(length - len(parts), 1 << 20))
            except (OSError, ValueError) as error:
                raise Gone("the line is cut") from error
            if not part:
                raise Gone("the process has ended")
            parts += part
        return bytes(parts)

    def close(self):
        """Close both ends."""
        for end in (self.reader, self.writer):
            end.close()


def over(descriptor):
    """Return a Wire over one descriptor of a socket pair (an int, owned by the wire then)."""
    end = os.fdopen(descriptor, "r+b", buffering=0)
    return Wire(end, end)
