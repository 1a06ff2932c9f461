"""Asks a local Kaggle for the lists, pages and zips of kernels with many files and many versions; prints the times.

Started by local-kaggle-storage.sh as: local_kaggle_storage.py PROGRAM HOME FILES VERSIONS
"""

import base64
import json
import os
import statistics
import subprocess
import sys
import time
import urllib.request

PROGRAM, HOME = sys.argv[1:3]
FILES, VERSIONS = map(int, sys.argv[3:5])


class Server:
    def __init__(self, *options):
        began = time.perf_counter()
        self.process = subprocess.Popen(
            ["dotnet", PROGRAM, "--home", HOME, "--cpu-sessions", "1000", *options], stdout=subprocess.DEVNULL
        )
        address = os.path.join(HOME, "address.json")
        while not os.path.exists(address) or json.load(open(address))["pid"] != self.process.pid:
            if self.process.poll() is not None:
                sys.exit("The local Kaggle did not start.")
            time.sleep(0.005)
        self.seconds = time.perf_counter() - began
        self.url = json.load(open(address))["url"]
        key = json.load(open(os.path.join(HOME, "kaggle.json")))
        pair = f"{key['username']}:{key['key']}".encode()
        self.headers = {"Authorization": "Basic " + base64.b64encode(pair).decode(), "Content-Type": "application/json"}

    def call(self, method, **body):
        request = urllib.request.Request(
            f"{self.url}/api/v1/kernels.KernelsApiService/{method}", json.dumps(body).encode(), self.headers
        )
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def push(self, slug, script):
        answer = self.call(
            "SaveKernel",
            slug=f"local/{slug}",
            newTitle=slug.replace("-", " "),
            text=script,
            language="python",
            kernelType="script",
        )
        if "error" in answer:
            sys.exit(answer["error"])
        return answer["versionNumber"]

    def wait(self, slug, version):
        while True:
            answer = self.call("GetKernelSessionStatus", userName="local", kernelSlug=slug, versionLabel=f"v{version}")
            if answer.get("status") in ("COMPLETE", "ERROR", "CANCEL_ACKNOWLEDGED"):
                return
            time.sleep(0.02)

    def memory(self, field="VmRSS"):
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith(field):
                return int(line.split()[1]) / 1024

    def stop(self):
        self.process.terminate()
        self.process.wait()


def timed(do):
    began = time.perf_counter()
    value = do()
    return (time.perf_counter() - began) * 1000, value


def tell(what, times):
    print(f"{what:<58} {min(times):9.1f} {statistics.median(times):9.1f} {max(times):9.1f} ms")


def measure_outputs(server):
    script = f"import os\nfor i in range({FILES}):\n os.makedirs(f'd{{i % 100}}', exist_ok=True)\n"
    script += " with open(f'd{i % 100}/{i:06}.bin', 'wb') as file: file.write(os.urandom(10_000))\n"
    server.wait("many-files", server.push("many-files", script))
    for method in ("ListKernelSessionOutput", "ListKernelFiles"):
        token, times, listed = None, [], 0
        while token is not None or not times:
            more = {"pageToken": token} if token else {}
            took, page = timed(
                lambda: server.call(method, userName="local", kernelSlug="many-files", pageSize=200, **more)
            )
            times.append(took)
            listed += len(page.get("files", []))
            token = page.get("nextPageToken")
        assert listed == FILES, listed
        tell(f"{method}, first page of 200", times[:1])
        tell(f"{method}, the {len(times) - 1} others", times[1:] or times)
    session = max(
        json.load(open(os.path.join(HOME, "kernels/local/many-files/v1/session.json")))["id"], 0
    )
    before = server.memory()
    took, size = timed(lambda: download(server, f"/api/v1/kernels/output/download_zip/{session}"))
    tell(f"zip of {FILES} files, {size / 1e6:.0f} MB", [took])
    print(f"memory before the zip {before:.0f} MB, at most so far {server.memory('VmHWM'):.0f} MB")


def download(server, path):
    size = 0
    with urllib.request.urlopen(urllib.request.Request(server.url + path, headers=server.headers)) as answer:
        while block := answer.read(1 << 20):
            size += len(block)
    return size


def measure_versions(server):
    reads = {
        "GetKernelSessionStatus": {},
        "GetKernel": {},
        "ListKernelSessionOutput": {},
        "ListKernels": None,
    }
    for method, body in reads.items():
        body = {"user": "local"} if body is None else {"userName": "local", "kernelSlug": "many-versions", **body}
        times = [timed(lambda: server.call(method, **body))[0] for _ in range(30)]
        tell(f"{method} with {VERSIONS} versions", times)


def main():
    print(f"{'':<58} {'min':>9} {'median':>9} {'max':>9}")
    server = Server()
    measure_outputs(server)
    server.stop()

    recording = os.path.join(HOME, "recording.json")
    with open(recording, "w") as file:
        json.dump([{"stream_name": "stdout", "time": 0.0, "data": "replayed\n"}], file)
    server = Server("--replay", recording)
    times = []
    for number in range(VERSIONS):
        took, version = timed(lambda: server.push("many-versions", f"print({number})\n"))
        server.wait("many-versions", version)
        times.append(took)
    tell(f"SaveKernel, the first {len(times[:100])}", times[:100])
    tell(f"SaveKernel, the last {len(times[-100:])} of {VERSIONS}", times[-100:])
    server.stop()

    server = Server()
    tell(f"start with {VERSIONS} versions on disk", [server.seconds * 1000])
    measure_versions(server)
    server.stop()


main()
