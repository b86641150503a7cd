"""Servers on loopback for the tests of fetching: each listens on an address of 127.0.0.0/8 of its own, answers from a table, notes
what it was asked, and is stopped by its `with` block. Python's standard library only."""
import http.server
import socket
import threading
import time

PARAGRAPHS = ["The ferry Aurelia ran onto a sandbank off {place} on Monday morning with 61 people on board, the harbour office said.",
              "Nobody was hurt. Two tugs pulled the ship free at noon, and it sailed on to the pier under its own power.",
              "\"We felt a soft push and then the engine stopped,\" said Rika Oland, who works in the ship's kitchen.",
              "The harbour office of {place} said the buoys had moved in last week's storm. It wants to set them anew by Friday."]


def page(place, **more):
    """A page with an invented article."""
    body = "".join(f"<p>{p.format(place=place)}</p>" for p in PARAGRAPHS)
    return (f"<html lang='en'><head><title>Ferry aground off {place}</title></head><body><nav><a href='/'>Home</a></nav>"
            f"<article><h1>Ferry aground off {place}</h1>{body}</article></body></html>").encode()


class Answer:
    """What a path answers: status, fields, body; `raw` bytes instead of all of these; a delay before; steps with pauses."""

    def __init__(self, body=b"", status=200, fields=None, type="text/html; charset=utf-8", raw=None, delay=0, length=None, pieces=None):
        self.body, self.status, self.type, self.raw, self.delay, self.length, self.pieces = body, status, type, raw, delay, length, pieces
        self.fields = fields or {}


class Asked:
    """One request: when it came and when it was answered, its path and fields."""

    def __init__(self, path, fields):
        self.path, self.fields, self.begin, self.end, self.sent = path, fields, time.monotonic(), None, 0


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 20
    disable_nagle_algorithm = True

    def log_message(self, *arguments):
        pass

    def _write(self, asked, data):
        self.wfile.write(data)
        asked.sent += len(data)

    def do_GET(self):
        server = self.server
        asked = Asked(self.path, dict(self.headers.items()))
        with server.lock:
            server.asked.append(asked)
            server.open += 1
            server.most_open = max(server.most_open, server.open)
            number = sum(1 for other in server.asked if other.path == self.path)
        try:
            self._answer(asked, server.find(self.path, number, asked))
        except OSError:
            pass
        finally:
            asked.end = time.monotonic()
            with server.lock:
                server.open -= 1

    def _answer(self, asked, answer):
        waited = 0
        while waited < answer.delay and not self.server.ending:
            time.sleep(0.02)
            waited += 0.02
        if answer.raw is not None:
            self._write(asked, answer.raw)
            self.close_connection = True
            return
        self.send_response(answer.status)
        if answer.type:
            self.send_header("Content-Type", answer.type)
        for name, value in answer.fields.items():
            self.send_header(name, value)
        if answer.pieces is None:
            self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
            self.end_headers()
            self._write(asked, answer.body)
            self.close_connection = answer.length is not None
            return
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in answer.pieces:  # bytes, or seconds to wait; at most as many as the generator has
            if self.server.ending:
                return
            if isinstance(piece, bytes):
                self._write(asked, b"%x\r\n%s\r\n" % (len(piece), piece))
            else:
                time.sleep(min(piece, 10))
        self._write(asked, b"0\r\n\r\n")


class Server(http.server.ThreadingHTTPServer):
    """`with Server({"/a": Answer(...)}) as s:`; a path's value is an Answer, a list of them (the last stays), or a function of
    the number of the request (from 1) and the request. Without /robots.txt it answers 404 there."""
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, paths, host="127.0.0.1", context=None):
        self.paths, self.asked, self.lock, self.open, self.most_open, self.ending = paths, [], threading.Lock(), 0, 0, False
        super().__init__((host, 0), _Handler)
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.host, self.port = self.server_address[:2]
        self.url = f"http{'s' if context else ''}://{self.host}:{self.port}"

    def find(self, path, number, asked):
        answer = self.paths.get(path)
        if answer is None:
            answer = self.paths.get("*", Answer(b"not here", 404))
        if isinstance(answer, list):
            answer = answer[min(number, len(answer)) - 1]
        return answer(number, asked) if callable(answer) else answer

    def handle_error(self, request, client_address):
        pass

    def paths_asked(self):
        with self.lock:
            return [asked.path for asked in self.asked]

    def pages(self):
        """The requests but those for robots.txt, in order."""
        with self.lock:
            return [asked for asked in self.asked if asked.path != "/robots.txt"]

    def __enter__(self):
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ending = True
        self.shutdown()
        self.server_close()
        self.thread.join(5)


def closed_port(host="127.0.0.1"):
    """A port at which nobody listens."""
    with socket.socket() as s:
        s.bind((host, 0))
        return s.getsockname()[1]
