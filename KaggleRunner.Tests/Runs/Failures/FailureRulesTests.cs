using KaggleRunner.Core.Runs;

namespace KaggleRunner.Tests.Runs.Failures;

/// <summary>What pip, uv, git, Python, PyTorch and Kaggle really say, and texts that look like it and mean something else.</summary>
public sealed class FailureRulesTests
{
    [Theory]
    [InlineData("module-missing", "ModuleNotFoundError: No module named 'rich'", "rich")]
    [InlineData("module-missing", "ModuleNotFoundError: No module named 'sklearn.metrics'", "scikit-learn")]
    [InlineData("module-missing", "ModuleNotFoundError: No module named 'cv2'", "opencv-python-headless")]
    [InlineData(
        "import-failed",
        "ImportError: cannot import name 'AdamW' from 'transformers' (/x/__init__.py)",
        "AdamW"
    )]
    [InlineData(
        "gpu-memory",
        "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 14.74 GiB",
        "mixed precision"
    )]
    [InlineData(
        "gpu-memory",
        "RuntimeError: CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; 15.90 GiB total capacity)",
        "batches"
    )]
    [InlineData(
        "gpu-memory",
        "tensorflow.python.framework.errors_impl.ResourceExhaustedError: {{function_node}} OOM when allocating tensor with shape[64,512]",
        "batches"
    )]
    [InlineData(
        "gpu-memory",
        "jaxlib.xla_extension.XlaRuntimeError: RESOURCE_EXHAUSTED: Out of memory allocating 4294967296 bytes.",
        "batches"
    )]
    [InlineData("memory", "MemoryError", "chunks")]
    [InlineData(
        "memory",
        "numpy._core._exceptions._ArrayMemoryError: Unable to allocate 29.8 GiB for an array with shape (4000000000,) and data type float64",
        "float32"
    )]
    [InlineData(
        "memory",
        "RuntimeError: [enforce fail at alloc_cpu.cpp:117] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 40 bytes.",
        "batches"
    )]
    [InlineData("memory", "OSError: [Errno 12] Cannot allocate memory", "batches")]
    [InlineData(
        "memory",
        "RuntimeError: DataLoader worker (pid(s) 214) is killed by signal: Killed. exited unexpectedly",
        "workers"
    )]
    [InlineData(
        "shared-memory",
        "RuntimeError: DataLoader worker (pid 99) is killed by signal: Bus error. It is possible that dataloader's workers are out of shared memory. insufficient shared memory (shm)",
        "num_workers"
    )]
    [InlineData("disk-full", "OSError: [Errno 28] No space left on device", "20 GB")]
    [InlineData(
        "disk-full",
        "RuntimeError: [enforce fail at inline_container.cc:603] . PytorchStreamWriter failed writing file data/3: No space left on device",
        "checkpoints"
    )]
    [InlineData("accelerator-missing", "AssertionError: Torch not compiled with CUDA enabled", "--accelerator gpu")]
    [InlineData(
        "accelerator-missing",
        "RuntimeError: Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU",
        "--accelerator gpu"
    )]
    [InlineData(
        "accelerator-missing",
        "RuntimeError: Attempting to deserialize object on a CUDA device but torch.cuda.is_available() is False.",
        "--accelerator gpu"
    )]
    [InlineData("device-assert", "RuntimeError: CUDA error: device-side assert triggered", "CUDA_LAUNCH_BLOCKING")]
    [InlineData(
        "no-internet",
        "urllib.error.URLError: <urlopen error [Errno -3] Temporary failure in name resolution>",
        "phone"
    )]
    [InlineData(
        "no-internet",
        "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='huggingface.co', port=443): Max retries exceeded with url: /x (Caused by NameResolutionError(\"<x>: Failed to resolve 'huggingface.co'\"))",
        "phone"
    )]
    [InlineData("no-internet", "socket.gaierror: [Errno -2] Name or service not known", "phone")]
    [InlineData(
        "input-missing",
        "FileNotFoundError: [Errno 2] No such file or directory: '/kaggle/input/titanic/train.csv'",
        "titanic"
    )]
    [InlineData(
        "file-missing",
        "FileNotFoundError: [Errno 2] No such file or directory: 'data/weights.pt'",
        "data/weights.pt"
    )]
    public async Task An_exception_that_is_known_is_explained(string key, string error, string advice)
    {
        using var failed = new FailedRun();
        failed
            .Phase("run", "started")
            .Prints($"Traceback (most recent call last):\n  File \"train.py\", line 3, in <module>\n{error}")
            .Phase("run", "ended");

        var cause = (await failed.ExplainAsync())!.Cause;

        cause.Should().NotBeNull();
        cause!.Key.Should().Be(key);
        $"{cause.Title} {cause.Advice}".Should().Contain(advice).And.NotContain("{");
        cause.Line.Should().Be(3);
    }

    [Theory]
    [InlineData("AssertionError: expected 'No module named' in the message")]
    [InlineData("ValueError: the module 'x' has no rows")]
    [InlineData("KeyError: 'MemoryError'")]
    [InlineData("RuntimeError: CUDA error: an illegal memory access was encountered")]
    [InlineData("ValueError: disk usage 28 is no space")]
    [InlineData("FileNotFoundError: [Errno 2] No such file or directory: '/tmp/x'")]
    [InlineData("ImportError: attempted relative import with no known parent package")]
    public async Task What_only_looks_like_a_known_cause_is_not_explained(string error)
    {
        using var failed = new FailedRun();
        failed.Phase("run", "started").Prints($"Traceback (most recent call last):\n  File \"t.py\"\n{error}");

        var explanation = await failed.ExplainAsync();

        explanation!.Error!.Text.Should().Be(error);
        explanation.Cause.Should().BeNull();
    }

    [Theory]
    [InlineData("memory", "train.py was killed by SIGKILL, often a sign that the memory ran out.")]
    [InlineData("native-crash", "crashed in tests/test_a.py::test_b: the process was killed by SIGSEGV.")]
    [InlineData(
        "clone-failed",
        "The commit 1f3c9ab could not be brought here: fatal: could not read Username for 'https://github.com': terminal prompts disabled"
    )]
    [InlineData(
        "clone-failed",
        "The commit 1f3c9ab could not be brought here: remote: Repository not found.; fatal: repository 'https://github.com/a/b/' not found"
    )]
    [InlineData(
        "clone-failed",
        "The commit 1f3c9ab could not be brought here: fatal: Authentication failed for 'https://github.com/a/b/'"
    )]
    [InlineData(
        "commit-missing",
        "The commit 1f3c9ab could not be brought here: fatal: remote error: upload-pack: not our ref 1f3c9ab"
    )]
    [InlineData(
        "no-internet",
        "The commit 1f3c9ab could not be brought here: fatal: unable to access 'https://github.com/a/b/': Could not resolve host: github.com"
    )]
    [InlineData(
        "no-internet",
        "rich could not be installed (requirements.txt lists it): No matching distribution found for rich; internet is off for this run."
    )]
    [InlineData(
        "package-missing",
        "nosuchpkg could not be installed: Could not find a version that satisfies the requirement nosuchpkg (from versions: none); No matching distribution found for nosuchpkg."
    )]
    [InlineData(
        "package-missing",
        "nosuch could not be installed: × No solution found when resolving dependencies:; ╰─▶ Because nosuch was not found in the package registry and you require nosuch, we can conclude that your requirements are unsatisfiable."
    )]
    [InlineData("package-failed", "lxml could not be installed: Failed building wheel for lxml.")]
    [InlineData(
        "accelerator-unusable",
        "The accelerator Tesla P100-PCIE-16GB cannot compute: torch: AcceleratorError: CUDA error: no kernel image is available for execution on the device."
    )]
    public async Task A_verdict_that_is_known_is_explained(string key, string reason)
    {
        using var failed = new FailedRun();
        failed.Run = failed.Run with { Verdict = new Verdict(VerdictKind.Error, reason) };

        (await failed.ExplainAsync())!.Cause!.Key.Should().Be(key);
    }

    [Theory]
    [InlineData(
        "quota-spent",
        "The account's weekly accelerator quota is spent: Maximum weekly GPU quota of 30.00 hours reached."
    )]
    [InlineData("name-taken", "Kaggle says that the name is taken: A notebook with that title already exists.")]
    public async Task What_Kaggle_refuses_is_explained(string key, string reason)
    {
        using var failed = new FailedRun();
        failed.Run = failed.Run with { Version = null, Verdict = new Verdict(VerdictKind.Infrastructure, reason) };

        (await failed.ExplainAsync())!.Cause!.Key.Should().Be(key);
    }

    [Fact]
    public async Task Trouble_on_the_way_to_Kaggle_is_not_taken_for_the_kernels()
    {
        using var failed = new FailedRun();
        var reason = "Kaggle cannot be reached: Name or service not known (www.kaggle.com:443).";
        failed.Run = failed.Run with { Verdict = new Verdict(VerdictKind.Infrastructure, reason) };

        (await failed.ExplainAsync())!.Cause.Should().BeNull();
    }

    [Fact]
    public async Task The_time_limit_is_the_cause_whatever_the_log_says()
    {
        using var failed = new FailedRun();
        failed.Run = failed.Run with { Verdict = new Verdict(VerdictKind.TimedOut, "Stopped after 1 h 59 min.") };
        failed.Phase("run", "started").Prints("MemoryError").Phase("run", "failed");

        var cause = (await failed.ExplainAsync())!.Cause!;

        cause.Key.Should().Be("time-limit");
        cause.Title.Should().Contain("2 h");
    }

    [Fact]
    public async Task A_missing_accelerator_is_one_thing_and_one_that_cannot_compute_another()
    {
        using var failed = new FailedRun();
        failed.Run = failed.Run with { Settings = failed.Run.Settings with { Accelerator = "NvidiaTeslaP100" } };
        failed
            .Phase("run", "started")
            .Prints("Traceback (most recent call last):\nRuntimeError: No CUDA GPUs are available");

        var cause = (await failed.ExplainAsync())!.Cause!;

        cause.Key.Should().Be("accelerator-unusable");
        cause.Title.Should().Contain("NvidiaTeslaP100");
    }

    [Fact]
    public async Task Without_internet_the_advice_is_to_switch_it_on()
    {
        using var failed = new FailedRun();
        failed.Run = failed.Run with { Settings = failed.Run.Settings with { Internet = false } };
        failed
            .Phase("run", "started")
            .Prints(
                "Traceback (most recent call last):\nsocket.gaierror: [Errno -3] Temporary failure in name resolution"
            );

        (await failed.ExplainAsync())!.Cause!.Advice.Should().Contain("internet: true");
    }

    [Fact]
    public async Task A_line_of_ten_thousand_brackets_is_judged_at_once()
    {
        using var failed = new FailedRun();
        failed.Phase("run", "started").Prints(string.Concat(Enumerable.Repeat("error: argument --a: ((", 2000)));

        (await failed.ExplainAsync()).Should().NotBeNull();
    }
}
