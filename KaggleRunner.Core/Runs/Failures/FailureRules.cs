namespace KaggleRunner.Core.Runs.Failures;

/// <summary>The known causes; of several that match, the first one here is told.</summary>
internal static class FailureRules
{
    private const FailureSource Anywhere = FailureSource.Verdict | FailureSource.Error | FailureSource.Log;
    private const FailureSource Told = FailureSource.Verdict | FailureSource.Error;

    private const string NoName =
        @"Temporary failure in name resolution|Name or service not known|nodename nor servname provided"
        + @"|NameResolutionError|[Cc]ould ?n.t resolve host|Could not resolve host|failed to lookup address information"
        + @"|getaddrinfo failed|Network is unreachable|No address associated with hostname";

    public static IReadOnlyList<FailureRule> All { get; } =
    [
        .. Limits,
        .. new[] { Source, Memory, Machine, Network, Modules, Files }.SelectMany(rules => rules).Select(InSession),
    ];

    /// <summary>What fails here, or on the way to Kaggle, has nothing to do with the session's machine.</summary>
    private static FailureRule InSession(FailureRule rule) =>
        rule with
        {
            When = run =>
                run is { Version: not null, Verdict.Kind: not VerdictKind.Infrastructure }
                && rule.When?.Invoke(run) != false,
        };

    private static IEnumerable<FailureRule> Limits =>
        [
            new(
                "time-limit",
                FailureSource.Verdict,
                "",
                "The run reached its time limit of {limit}.",
                "Raise the limit (timeout in the config, --timeout), do less (--quick), or save checkpoints and go on "
                    + "from the last one."
            )
            {
                When = run => run.Verdict?.Kind == VerdictKind.TimedOut,
            },
            new(
                "time-limit",
                FailureSource.Verdict | FailureSource.Log,
                @"(exceeded|exceeds) the maximum (allowed )?(run ?time|execution time)|Timed out after \d+ ?s",
                "Kaggle stopped the session at its own time limit.",
                "Do less (--quick), or save checkpoints and go on from the last one: Kaggle allows 12 hours on a CPU or "
                    + "GPU and 9 on a TPU."
            ),
            new(
                "quota-spent",
                FailureSource.Verdict,
                @"(weekly accelerator quota is spent|[Mm]aximum weekly (?<kind>GPU|TPU) quota)",
                "The account's weekly quota of accelerator hours is spent.",
                "Run without an accelerator (--accelerator none), or wait until the quota refreshes; the Kernels page says when."
            ),
            new(
                "name-taken",
                FailureSource.Verdict,
                @"says that the name is taken|title .{0,80}already in use|slug .{0,80}(already (exists|taken)|in use)",
                "The kernel's name is taken: {slug}, “{title}”.",
                "Choose another kernel.slug and a kernel.title that becomes it (lower case, dashes for spaces) in the "
                    + "config, or name one with --kernel."
            ),
        ];

    private static IEnumerable<FailureRule> Source =>
        [
            new(
                "no-internet",
                FailureSource.Verdict,
                $"could not be brought here: .*({NoName})",
                "The kernel could not reach the git server: it had no internet.",
                "Let the source travel inside the script (--sync bundle). On Kaggle, internet needs an account whose "
                    + "phone number is verified."
            ),
            new(
                "clone-failed",
                FailureSource.Verdict,
                @"could not be brought here: .*(could not read (Username|Password)|Authentication failed|[Rr]epository .*not found"
                    + @"|returned error: 40[134]|terminal prompts disabled|Access denied|could not be found)",
                "The kernel could not clone the repository: it is private, or gone.",
                "Let the source travel inside the script (--sync bundle), or make the repository public: kernels get no "
                    + "credentials."
            ),
            new(
                "commit-missing",
                FailureSource.Verdict,
                @"could not be brought here: .*(not our ref|couldn't find remote ref|reference is not a tree|bad object"
                    + @"|Not a valid object|unadvertised object|no such remote ref)",
                "The commit is not on the server that the kernel fetches from.",
                "Push the branch and run again, or let the source travel inside the script (--sync bundle)."
            ),
        ];

    private static IEnumerable<FailureRule> Memory =>
        [
            new(
                "gpu-memory",
                Anywhere,
                @"CUDA out of memory|CUDA error: out of memory|CUBLAS_STATUS_ALLOC_FAILED|torch\.(cuda\.)?OutOfMemoryError"
                    + @"|RESOURCE_EXHAUSTED: .*(Out of memory|allocat)|OOM when allocating tensor|cudaErrorMemoryAllocation"
                    + @"|cupy.*OutOfMemoryError|HIP out of memory",
                "The memory of the accelerator ran out.",
                "Make batches or the model smaller, use mixed precision or gradient accumulation, and drop tensors that "
                    + "are no longer needed; {machine} is what this run had."
            ),
            new(
                "memory",
                Anywhere,
                @"^(E +)?(\w+\.)*_?(Array)?MemoryError(:|$)|Unable to allocate .* (Gi|Mi|Ti)B for an array"
                    + @"|can't allocate memory|Cannot allocate memory|killed by SIGKILL|is killed by signal: Killed"
                    + @"|tried to allocate more memory than is available|^Killed$|std::bad_alloc",
                "The machine's memory ran out.",
                "Load less at once (smaller batches, chunks, fewer workers), use smaller types such as float32, and free "
                    + "what is no longer needed."
            ),
            new(
                "shared-memory",
                Anywhere,
                @"insufficient shared memory \(shm\)|DataLoader worker .* (Bus error|killed by signal: Bus)",
                "The shared memory of the machine ran out.",
                "Use fewer DataLoader workers (num_workers=0 is the safest), or smaller batches."
            ),
            new(
                "disk-full",
                Anywhere,
                @"No space left on device|\[Errno 28\]|Disk quota exceeded|\[Errno 122\]|ENOSPC",
                "The session's disk is full.",
                "Kaggle keeps 20 GB in /kaggle/working: keep fewer checkpoints, write scratch files to /tmp, and delete "
                    + "what is no longer needed."
            ),
        ];

    private static IEnumerable<FailureRule> Machine =>
        [
            new(
                "accelerator-missing",
                Told,
                @"Torch not compiled with CUDA enabled|Found no NVIDIA driver|No CUDA GPUs are available"
                    + @"|torch\.cuda\.is_available\(\) is False|no CUDA-capable device is detected|Unable to initialize backend '(cuda|gpu|tpu)'"
                    + @"|CUDA driver version is insufficient|Cannot find any TPU|No GPU\/TPU found|cudaErrorNoDevice",
                "The code wants an accelerator, and this run asked for none.",
                "Ask for one (accelerator: gpu in the config, --accelerator gpu), or let the code fall back to the CPU."
            )
            {
                When = run => run.Settings.Accelerator is null,
            },
            new(
                "accelerator-unusable",
                Anywhere,
                @"The accelerator .* cannot compute|no kernel image is available for execution on the device|CUDA driver version is insufficient"
                    + @"|Torch not compiled with CUDA enabled|Found no NVIDIA driver|No CUDA GPUs are available"
                    + @"|no CUDA-capable device is detected|Unable to initialize backend '(cuda|gpu|tpu)'"
                    + @"|is not compatible with the current PyTorch installation|CUDA error: (unknown error|system not yet initialized|initialization error)",
                "The library cannot compute on the accelerator of this run ({machine}).",
                "Try another machine shape: newer builds of PyTorch no longer know the P100, NvidiaTeslaT4 works. A package "
                    + "of your own that replaces Kaggle's torch, jax or cupy may be built for another CUDA."
            ),
            new(
                "device-assert",
                Told,
                @"device-side assert triggered",
                "The GPU found a wrong index, most often a label or token that is out of range.",
                "Run the same on the CPU (--accelerator none), or set CUDA_LAUNCH_BLOCKING=1 under env: the traceback then "
                    + "shows the line."
            ),
            new(
                "native-crash",
                FailureSource.Verdict,
                @"killed by (?<signal>SIGSEGV|SIGABRT|SIGBUS|SIGILL|SIGFPE)",
                "Native code crashed ({signal}): a library, not Python itself.",
                "Set PYTHONFAULTHANDLER=1 under env, which prints where; a package built for another version or machine is "
                    + "the usual reason."
            ),
        ];

    private static IEnumerable<FailureRule> Network =>
        [
            new(
                "no-internet",
                FailureSource.Verdict,
                @"(?<package>\S+) could not be installed.*internet is off for this run",
                "{package} is missing, and without internet it cannot be installed.",
                "Switch internet on (internet: true), or attach a dataset with the wheel and name its path under "
                    + "python.packages."
            ),
            new(
                "no-internet",
                Anywhere,
                NoName,
                "The kernel has no internet, and the code or the installer asked for something from it.",
                "Switch internet on (internet: true), or attach what it downloads as a dataset (data.datasets)."
            )
            {
                When = run => !run.Settings.Internet,
            },
            new(
                "no-internet",
                Anywhere,
                NoName,
                "The kernel could not reach the internet, though it is switched on.",
                "On Kaggle, internet needs an account whose phone number is verified; else it is passing trouble: run again."
            )
            {
                When = run => run.Settings.Internet,
            },
            new(
                "package-missing",
                FailureSource.Verdict | FailureSource.Log,
                @"No matching distribution found for (?<package>[^\s;,]+)|Because (?<package>\S+) was not found in the package registry",
                "The installer finds no version of {package} that fits.",
                "Check its spelling and the versions asked for: there may be none for the session's Python."
            ),
            new(
                "package-failed",
                FailureSource.Verdict,
                @"^(?<package>[^:]{1,200}?) could not be installed",
                "{package} could not be installed.",
                "The end of the log's install part says why; a version that comes as a wheel, or Kaggle's own, avoids the build."
            ),
        ];

    private static IEnumerable<FailureRule> Modules =>
        [
            new(
                "module-missing",
                Anywhere,
                @"(^|ModuleNotFoundError: |^E +|: )No module named '?(?<module>[A-Za-z_][\w.]*)'?$",
                "The module {module} is not installed.",
                "Add {package} to python.packages in the config, or to requirements.txt, and run again. A module of your own "
                    + "must be committed, and be found from the repository's root or its src folder."
            ),
            new(
                "import-failed",
                FailureSource.Error,
                @"ImportError: cannot import name '(?<name>[^']+)' from '(?<module>[^']+)'",
                "{module} has no {name}: its version is another than the code was written for.",
                "Pin the version that has it under python.packages, for example {package}==1.2.3."
            ),
            new(
                "wrong-arguments",
                FailureSource.Error | FailureSource.Log,
                @"error: (unrecognized arguments|the following arguments are required|argument \S+: .*): ?(?<arguments>.*)$",
                "The target does not take the arguments that it was given: {arguments}.",
                "Look at the args of the settings, and at those of quick."
            ),
        ];

    private static IEnumerable<FailureRule> Files =>
        [
            new(
                "input-missing",
                Told,
                @"(No such file or directory|does not exist|not found|Unable to open file)\W.*/kaggle/input/(?<name>[^'""\s/]+)",
                "There is no {name} among the inputs of this run.",
                "Attach it (data.datasets, data.competitions, data.models or data.kernels, as owner/slug), and look at its "
                    + "path: Kaggle mounts datasets under /kaggle/input/datasets/owner/slug or /kaggle/input/slug."
            ),
            new(
                "file-missing",
                FailureSource.Error,
                @"FileNotFoundError: \[Errno 2\] No such file or directory: '(?<path>[^'/][^']*)'",
                "{path} does not exist in the kernel.",
                "The kernel has the committed files and nothing else: is it ignored by git, or made by another step? Paths "
                    + "are relative to the repository's root."
            ),
        ];
}
