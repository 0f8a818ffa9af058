"""A mail server small enough to read, on loopback, that can be told to misbehave at any step."""

from __future__ import annotations

import email
import socketserver
import threading
from email.message import EmailMessage
from email.policy import default

HANG_UP = "hang up"


class _Talk(socketserver.StreamRequestHandler):
    def say(self, words):
        self.wfile.write(words.encode() + b"\r\n")
        self.wfile.flush()

    def handle(self):
        self.say("220 tests")
        while line := self.rfile.readline():
            verb = line.split(b" ")[0].strip().upper().decode()
            answer = self.server.answers.get(verb)
            answer = answer(line.decode()) if callable(answer) else answer
            if verb == "DATA" and answer is None:
                self.say("354 go on")
                if not self.take():
                    return
                continue
            if answer == HANG_UP:
                return
            self.say(answer or ("221 bye" if verb == "QUIT" else "250 fine"))
            if verb == "QUIT":
                return

    def take(self):
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line[1:] if line.startswith(b".") else line)
        if self.server.answers.get("TEXT") == HANG_UP:
            return False
        answer = self.server.answers.get("TEXT")
        if answer is None:
            self.server.raw.append(b"".join(lines))
        self.say(answer or "250 taken")
        return True


class MailServer(socketserver.ThreadingTCPServer):
    """`answers` maps a verb (or TEXT, the letter's end) to what is answered instead of yes."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Talk)
        self.answers: dict[str, object] = {}
        self.raw: list[bytes] = []
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    @property
    def port(self) -> int:
        return self.server_address[1]

    @property
    def letters(self) -> list[EmailMessage]:
        return [email.message_from_bytes(raw, policy=default) for raw in self.raw]

    def close(self):
        self.shutdown()
        self.server_close()
