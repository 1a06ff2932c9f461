namespace KaggleRunner.Tests.Runs.Soak;

/// <summary>The two targets of the soak; what they do is told to them by variables.</summary>
internal static class SoakTargets
{
    /// <summary>Prints its lines in uneven pieces, leaves its files and a daemon, and ends as it was told.</summary>
    public const string Work = """
        import os, pathlib, signal, subprocess, sys, time

        NUMBER, LINES, FILES = (int(os.environ[name]) for name in ("SOAK_NUMBER", "SOAK_LINES", "SOAK_FILES"))
        END, WORD = os.environ["SOAK_END"], os.environ["SOAK_WORD"]


        def line(index):
            return f"{' ' * (index % 5)}«{NUMBER}.{index}» \033[3{index % 8}mé漢🎈\033[0m {index * 7919 % 1000003}\n"


        def work():
            subprocess.Popen(
                [sys.executable, "-c", "import time; time.sleep(600)", WORD],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            )
            folder = pathlib.Path(f"results/job {NUMBER}")
            folder.mkdir(parents=True)
            for index in range(FILES):
                (folder / f"file-{index}.bin").write_bytes(f"{NUMBER}:{index};".encode() * (1 + index * index * 997))
            for index in range(LINES):
                data = line(index).encode()
                cut = index * 31 % len(data)
                for part in (data[:cut], data[cut:]):
                    os.write(1, part)
                if index % 97 == 0:
                    time.sleep(0.02)


        def end():
            if END == "ExitCode":
                sys.exit(3)
            if END == "Killed":
                os.kill(os.getpid(), signal.SIGKILL)
            if END == "Exception":
                raise ValueError("as told")
            if END in ("TimeLimit", "Stopped"):
                print("waiting for the end", flush=True)
                time.sleep(600)


        if __name__ == "__main__":
            work()
            end()
        """;

    public const string Test = """
        import job


        def test_work(capfd):
            with capfd.disabled():
                print(flush=True)  # pytest's own line is not finished
                job.work()


        def test_end():
            assert job.END == "TestsPass"
        """;
}
