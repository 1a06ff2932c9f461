"""Runs the cells of a notebook in their order, as Kaggle does.

Started as: run_cells.py NOTEBOOK FOLDER. What the cells print goes out as it comes. The notebook with its results is left
in the folder as __notebook__.ipynb and as __results__.html, also when a cell failed. Exit codes: 0 all cells ran, 1 one
failed, 70 this Python cannot run notebooks, 71 the file is no notebook.
"""

import os
import sys
import warnings

FAILED = 1
CANNOT_RUN = 70
NOT_A_NOTEBOOK = 71


# This file's own folder holds no modules.
sys.path.pop(0)
warnings.simplefilter("ignore")


def leave(code, message):
    print(message, file=sys.stderr, flush=True)
    sys.exit(code)


try:
    import ipykernel  # noqa: F401 - runs the cells, in a process of its own
    import nbconvert
    import nbformat
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError
except ImportError as missing:
    leave(
        CANNOT_RUN,
        f"Notebooks need nbconvert and ipykernel, which {sys.executable} does not have ({missing}). "
        "Install them (Debian: jupyter-nbconvert and python3-ipykernel; pip: nbconvert and ipykernel).",
    )


class OwnPython(AsyncKernelManager):
    """Runs cells with this very Python, whatever kernels are installed, and without a network."""

    @property
    def kernel_spec(self):
        return KernelSpec(
            argv=[sys.executable, "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            display_name="Python 3",
            language="python",
        )


class Runner(NotebookClient):
    def process_message(self, msg, cell, cell_index):
        kind, content = msg["msg_type"], msg["content"]
        if kind == "stream":
            out = sys.stderr if content.get("name") == "stderr" else sys.stdout
            put(out, content.get("text", ""))
        elif kind in ("execute_result", "display_data"):
            text = content.get("data", {}).get("text/plain")
            put(sys.stdout, f"{text}\n" if text else "")
        elif kind == "error":
            put(sys.stderr, "\n".join(content.get("traceback", [])) + "\n")
        return super().process_message(msg, cell, cell_index)


def put(out, text):
    out.write(text)
    out.flush()


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            notebook = nbformat.reads(file.read(), as_version=4)
        nbformat.validate(notebook)
        return notebook
    except Exception as wrong:
        first = (str(wrong).splitlines() or [type(wrong).__name__])[0]
        leave(NOT_A_NOTEBOOK, f"The source is not a notebook that can be read (nbformat): {first}")


def refuse_other_languages(notebook):
    spec = notebook.metadata.get("kernelspec", {})
    language = str(spec.get("language") or notebook.metadata.get("language_info", {}).get("name") or "python")
    if language.lower() != "python":
        leave(NOT_A_NOTEBOOK, f"The local Kaggle runs Python notebooks only, not {language}.")


def save(notebook, folder):
    nbformat.write(notebook, os.path.join(folder, "__notebook__.ipynb"))
    try:
        body, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
    except Exception as wrong:  # Its templates may be missing or broken; the notebook itself is there.
        put(sys.stderr, f"__results__.html could not be made: {wrong}\n")
        return
    with open(os.path.join(folder, "__results__.html"), "w", encoding="utf-8") as file:
        file.write(body)


def main():
    path, folder = sys.argv[1:]
    notebook = read(path)
    refuse_other_languages(notebook)
    scratch = os.environ.get("TMPDIR", "/tmp")
    os.environ.setdefault("JUPYTER_RUNTIME_DIR", os.path.join(scratch, ".jupyter"))
    os.environ.setdefault("IPYTHONDIR", os.path.join(scratch, ".ipython"))
    os.makedirs(os.environ["JUPYTER_RUNTIME_DIR"], exist_ok=True)
    # Unix sockets in place of ports: a session without internet may not even have a loopback. Their paths must be short.
    ipc = os.path.join(scratch, "ipc")
    manager = OwnPython(transport="ipc", ip=ipc if len(ipc) < 90 else f"/tmp/ipc-{os.getpid()}")
    client = Runner(notebook, km=manager, timeout=None, resources={"metadata": {"path": folder}})
    client.owns_km = True  # It ends the process of the cells at the end.
    code = 0
    try:
        client.execute()
    except CellExecutionError:
        code = FAILED
    except DeadKernelError:
        put(sys.stderr, "The process that ran the cells died.\n")
        code = FAILED
    finally:
        save(notebook, folder)
    sys.exit(code)


main()
