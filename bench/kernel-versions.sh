#!/usr/bin/env bash
# How the local Kaggle's times depend on the number of versions of a kernel: pushes (saved, not run), reads and the start.
# Prints a table; the last column is against the smallest number. Usage: bench/kernel-versions.sh [Release|Debug]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program="$root/KaggleRunner.LocalKaggle/bin/${1:-Release}/net10.0/KaggleRunner.LocalKaggle.dll"
[ -e "$program" ] || { echo "Build first: dotnet build KaggleRunner.LocalKaggle -c ${1:-Release}" >&2; exit 2; }
exec python3 - "$program" <<'PYTHON'
import base64, http.client, json, os, shutil, statistics, subprocess, sys, tempfile, time, urllib.parse

home = tempfile.mkdtemp(prefix="kernel-versions-")


def start():
    began = time.perf_counter()
    process = subprocess.Popen(
        ["dotnet", sys.argv[1], "--home", home], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = os.path.join(home, "address.json")
    while not os.path.exists(address):
        if process.poll() is not None:
            sys.exit("The local Kaggle did not start.")
        time.sleep(0.002)
    return process, json.load(open(address))["url"], time.perf_counter() - began


class Caller:
    def __init__(self, url):
        key = json.load(open(os.path.join(home, "kaggle.json")))
        pair = base64.b64encode(f"{key['username']}:{key['key']}".encode()).decode()
        self.headers = {"Authorization": f"Basic {pair}", "Content-Type": "application/json"}
        self.connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc)

    def call(self, method, **body):
        path = f"/api/v1/kernels.KernelsApiService/{method}"
        self.connection.request("POST", path, json.dumps(body), self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        assert answer.status == 200, text
        return json.loads(text)

    def push(self):
        return self.call(
            "SaveKernel", newTitle="many versions", slug="local/many-versions", text="print(1)\n",
            kernelExecutionType="QUICK_SAVE",
        )

    def read(self):
        self.call("GetKernelSessionStatus", userName="local", kernelSlug="many-versions", versionLabel="v1")
        self.call("GetKernel", userName="local", kernelSlug="many-versions")
        self.call("ListKernels", group="PROFILE")
        self.call("GetAcceleratorQuotaStatistics")


def median(times, what):
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        what()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


rows, have = [], 0
try:
    for versions in (10, 100, 1000, 5000):
        process, url, _ = start()
        caller = Caller(url)
        for _ in range(versions - have):
            caller.push()
        process.terminate()
        process.wait()
        starts = []
        for _ in range(3):
            process, url, seconds = start()
            starts.append(seconds * 1000)
            caller = Caller(url)
            median(20, caller.read)
            push, read = median(20, caller.push), median(50, caller.read)
            process.terminate()
            process.wait()
        have = versions + 60
        rows.append((versions, statistics.median(starts), push, read))
finally:
    shutil.rmtree(home)

print(f"{'versions':>8} {'start ms':>9} {'push ms':>8} {'4 reads ms':>10}   ratios to the first row")
for row in rows:
    ratios = " ".join(f"{value / first:5.2f}" for value, first in zip(row[1:], rows[0][1:]))
    print(f"{row[0]:>8} {row[1]:>9.0f} {row[2]:>8.2f} {row[3]:>10.2f}   {ratios}")
PYTHON
