"""Stands in for an engine that takes a GPU: takes the arguments as the engine is given them and answers /health.

It computes nothing; `/arguments` shows what it was started with, and `/v1/models` the model's files in the image.
"""

import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def value_of(option: str, default: str) -> str:
    words = sys.argv[1:]
    return words[words.index(option) + 1] if option in words else default


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        model = next((word for word in sys.argv[1:] if word.startswith("/")), None)
        answers = {
            "/health": {},
            "/arguments": sys.argv[1:],
            "/v1/models": sorted(os.listdir(model)) if model and os.path.isdir(model) else [],
        }
        known = self.path in answers
        body = json.dumps(answers.get(self.path)).encode()
        self.send_response(200 if known else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main() -> None:
    # Both engines listen where they are told: vLLM on every address, TensorRT-LLM on localhost alone.
    default = "0.0.0.0" if sys.argv[0].endswith("vllm") else "localhost"
    address = (value_of("--host", default), int(value_of("--port", "8000")))
    ThreadingHTTPServer(address, Handler).serve_forever()


if __name__ == "__main__":
    import signal

    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    main()
