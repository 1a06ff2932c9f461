"""A package index (PEP 503) on loopback, with wheels made on the spot."""

import base64
import hashlib
import http.server
import re
import threading
import zipfile


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def wheel(folder, name, version="1.0", modules=None, requires=(), extras=None, entry_points=""):
    """Writes a wheel: its modules, by default one that tells its version."""
    folder.mkdir(parents=True, exist_ok=True)
    plain = name.replace("-", "_")
    modules = {f"{plain}.py": f"version = {version!r}\n"} if modules is None else modules
    metadata = [f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}"]
    metadata += [f"Requires-Dist: {text}" for text in requires]
    for extra, needed in (extras or {}).items():
        metadata += [f"Provides-Extra: {extra}", *(f'Requires-Dist: {text}; extra == "{extra}"' for text in needed)]
    info = f"{plain}-{version}.dist-info"
    files = {
        **modules,
        f"{info}/METADATA": "\n".join(metadata) + "\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        **({f"{info}/entry_points.txt": entry_points} if entry_points else {}),
    }
    record = [f"{path},sha256={digest(text)},{len(text.encode())}" for path, text in files.items()]
    path = folder / f"{plain}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for inner, text in {**files, f"{info}/RECORD": "\n".join([*record, f"{info}/RECORD,,"]) + "\n"}.items():
            archive.writestr(inner, text)
    return path


def digest(text):
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


class PackageIndex:
    def __init__(self, folder):
        self._folder = folder
        self._folder.mkdir()
        self.asked = []
        index = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                index.answer(self)

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._server.server_address[1]}/simple/"

    @property
    def env(self):
        """Points pip here, and here only."""
        return {"PIP_INDEX_URL": self.url}

    def add(self, name, version="1.0", **parts):
        return wheel(self._folder, name, version, **parts)

    def answer(self, request):
        _, kind, *rest = request.path.rstrip("/").split("/")
        if kind == "simple" and len(rest) == 1:
            self.asked.append(rest[0])
            found = [path for path in self._folder.iterdir() if normal(path.name.split("-")[0]) == normal(rest[0])]
            links = "".join(f'<a href="/files/{path.name}#sha256={sha256(path)}">{path.name}</a>' for path in found)
            self._reply(request, 200 if found else 404, "text/html", f"<!doctype html>{links}".encode())
        elif kind == "files" and (file := self._folder / rest[0]).is_file():
            self._reply(request, 200, "application/octet-stream", file.read_bytes())
        else:
            self._reply(request, 404, "text/plain", b"")

    @staticmethod
    def _reply(request, status, kind, body):
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)
