"""Trains a small classifier, shows its progress and leaves a plot, a table and a report in results/."""

import argparse
import csv
import json
import sys
import time
from pathlib import Path

from hello_kaggle import LogisticRegression, accuracy, confusion_matrix, two_moons

BOLD, GREEN, CYAN, DIM, RESET = "\033[1m", "\033[32m", "\033[36m", "\033[2m", "\033[0m"


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=60)
    parser.add_argument("--points", type=int, default=600)
    parser.add_argument("--degree", type=int, default=3, help="degree of the curve between the classes")
    parser.add_argument("--pace", type=float, default=0.3, help="at least this many seconds for an epoch")
    parser.add_argument("--quick", action="store_true", help="a few short epochs, to see that everything works")
    parser.add_argument("--results", type=Path, default=Path("results"))
    arguments = parser.parse_args()
    if arguments.quick:
        arguments.epochs = min(arguments.epochs, 12)
        arguments.points = min(arguments.points, 200)
        arguments.pace = min(arguments.pace, 0.15)
    return arguments


def report_metric(name, step, value):
    """A line that Kaggle Runner draws as a live chart."""
    print("##metric", json.dumps({"name": name, "step": step, "value": round(value, 6)}), flush=True)


def show_progress(done, total, loss):
    filled = round(30 * done / total)
    bar = "█" * filled + "░" * (30 - filled)
    end = "\n" if done == total else ""
    print(f"\r{CYAN}{bar}{RESET} {done:3}/{total}  loss {loss:.4f}", end=end, file=sys.stderr, flush=True)


def train(model, training, validation, epochs, pace):
    """Returns the history: a row per epoch."""
    history = []
    for epoch in range(1, epochs + 1):
        started = time.monotonic()
        for _ in range(8):
            model.step(training)
        row = {
            "epoch": epoch,
            "loss": model.loss(training),
            "validation_loss": model.loss(validation),
            "accuracy": accuracy(validation.labels, model.predict(validation.points)),
        }
        history.append(row)
        for name in ("loss", "validation_loss", "accuracy"):
            report_metric(name, epoch, row[name])
        show_progress(epoch, epochs, row["loss"])
        time.sleep(max(0.0, pace - (time.monotonic() - started)))
    return history


def save_history(path, history):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=history[0])
        writer.writeheader()
        writer.writerows(history)


def save_plot(path, model, data, history):
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4.5), layout="constrained")
    epochs = [row["epoch"] for row in history]
    left.plot(epochs, [row["loss"] for row in history], color="#2563eb", linewidth=2, label="training")
    left.plot(epochs, [row["validation_loss"] for row in history], color="#f97316", linewidth=2, label="validation")
    left.set(title="Loss", xlabel="epoch", ylabel="cross-entropy")
    left.legend(frameon=False)
    left.grid(alpha=0.25)
    left.spines[["top", "right"]].set_visible(False)

    xs = [-1.5 + 4 * i / 80 for i in range(81)]
    ys = [-1.1 + 2.7 * i / 60 for i in range(61)]
    surface = [[model.probability((x, y)) for x in xs] for y in ys]
    right.contourf(xs, ys, surface, levels=20, cmap="RdYlBu_r", alpha=0.55)
    right.contour(xs, ys, surface, levels=[0.5], colors="#111827", linewidths=1.5)
    for label, color in ((0, "#1d4ed8"), (1, "#b91c1c")):
        points = [point for point, found in zip(data.points, data.labels) if found == label]
        right.scatter(*zip(*points), s=14, color=color, edgecolor="white", linewidth=0.4, label=f"class {label}")
    right.set(title="What the model has learned", xticks=[], yticks=[])
    right.legend(loc="upper right", frameon=True, framealpha=0.8)
    figure.savefig(path, dpi=130)
    plt.close(figure)


def save_report(path, summary, matrix):
    path.write_text(
        f"""# Training report

| | |
|---|---|
| epochs | {summary["epochs"]} |
| points | {summary["points"]} |
| final loss | {summary["loss"]:.4f} |
| validation accuracy | **{summary["accuracy"]:.1%}** |
| seconds | {summary["seconds"]:.1f} |

| | predicted 0 | predicted 1 |
|---|---|---|
| **class 0** | {matrix[0, 0]} | {matrix[0, 1]} |
| **class 1** | {matrix[1, 0]} | {matrix[1, 1]} |

![Loss and decision boundary](loss.png)
""",
        encoding="utf-8",
    )


def main():
    arguments = parse_arguments()
    started = time.monotonic()
    training, validation = two_moons(arguments.points, noise=0.15, seed=1).split(0.8)
    model = LogisticRegression(arguments.degree, learning_rate=0.5)
    print(f"{BOLD}Training on {len(training)} points, validating on {len(validation)}{RESET}")
    print(f"{DIM}  degree {arguments.degree}, {len(model.weights)} weights, {arguments.epochs} epochs{RESET}")

    history = train(model, training, validation, arguments.epochs, arguments.pace)

    last = history[-1]
    summary = {
        "epochs": arguments.epochs,
        "points": arguments.points,
        "quick": arguments.quick,
        "loss": last["loss"],
        "accuracy": last["accuracy"],
        "seconds": round(time.monotonic() - started, 2),
    }
    results = arguments.results
    results.mkdir(parents=True, exist_ok=True)
    save_history(results / "history.csv", history)
    (results / "summary.json").write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")
    matrix = confusion_matrix(validation.labels, model.predict(validation.points))
    save_report(results / "report.md", summary, matrix)
    save_plot(results / "loss.png", model, validation, history)
    print(f"{GREEN}✓ accuracy {last['accuracy']:.1%}, loss {last['loss']:.4f}{RESET}, results in {results}/")


if __name__ == "__main__":
    main()
