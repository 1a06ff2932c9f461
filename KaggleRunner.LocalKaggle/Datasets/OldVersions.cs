using KaggleRunner.LocalKaggle.Inputs;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Limits;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Datasets;

/// <summary>
/// Removes the versions that a newer one was to replace, once that is ready; those that a session still reads wait until
/// the next time.
/// </summary>
internal sealed class OldVersions(KernelCatalog kernels, ActiveSessions active)
{
    public void Sweep(Dataset dataset)
    {
        lock (kernels.Gate)
        {
            var replacing = dataset.Versions.LastOrDefault(version =>
                version is { IsReady: true, Record.DeletesOlder: true }
            );
            var old = dataset.Versions.Where(version => version.Number < replacing?.Number && !version.IsUnderWay);
            foreach (var version in old.Where(version => !IsRead(dataset, version)).ToList())
            {
                dataset.Forget(version.Number);
                Directory.Delete(version.Root, recursive: true);
            }
        }
    }

    private bool IsRead(Dataset dataset, DatasetVersion version) =>
        active
            .All.Where(one => !one.Session.State.IsFinal())
            .SelectMany(one => one.Record.Inputs ?? [])
            .Any(pin => pin.Is(InputKind.Dataset, dataset.Name, version.Number));
}
