using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Tests.Results;

/// <summary>Outputs in memory; each listing hands out new addresses.</summary>
internal sealed class FakeOutputs : IOutputSource
{
    private readonly List<(string Name, string Content)> _files = [];

    public int Listings { get; private set; }

    /// <summary>Addresses of listings before this one are expired.</summary>
    public int ValidFrom { get; set; }

    /// <summary>The listing ends when this is true.</summary>
    public Func<bool> ListingWaits { get; set; } = () => true;

    public string? Unreachable { get; set; }

    /// <summary>What is thrown then.</summary>
    public RunnerException? Trouble { get; set; }

    /// <summary>When that is noticed.</summary>
    public Func<bool> UnreachableOnce { get; set; } = () => true;

    public ConcurrentQueue<string> Downloads { get; } = [];

    public FakeOutputs With(string name, string content = "x")
    {
        _files.Add((name, content));
        return this;
    }

    public void Clear() => _files.Clear();

    public async IAsyncEnumerable<OutputFile> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Listings++;
        await Task.Yield();
        foreach (var (name, _) in _files)
        {
            yield return new OutputFile(name, new Uri($"https://host/{Listings}"));
        }

        while (!ListingWaits())
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async Task<DownloadEnd> DownloadAsync(
        OutputFile file,
        DownloadPlace place,
        CancellationToken cancellationToken
    )
    {
        if (string.Equals(file.Name, Unreachable, StringComparison.Ordinal))
        {
            while (!UnreachableOnce())
            {
                cancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
            }

            throw Trouble ?? new RunnerException("Kaggle cannot be reached.");
        }

        if (int.Parse(file.Url.AbsolutePath[1..], CultureInfo.InvariantCulture) < ValidFrom)
        {
            return new DownloadEnd(DownloadEndKind.Expired, "expired");
        }

        Downloads.Enqueue(file.Name);
        var content = _files.First(f => string.Equals(f.Name, file.Name, StringComparison.Ordinal)).Content;
        if (string.Equals(content, "404", StringComparison.Ordinal))
        {
            return new DownloadEnd(DownloadEndKind.Failed, "not found");
        }

        if (string.Equals(content, "huge", StringComparison.Ordinal))
        {
            content = new string('x', 1_000_000);
        }

        if (content.Length > place.Largest)
        {
            return new DownloadEnd(DownloadEndKind.TooLarge, Bytes: content.Length);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(place.Destination)!);
        await File.WriteAllTextAsync(place.Destination, content, cancellationToken);
        place.Progress?.Report(content.Length);
        return new DownloadEnd(DownloadEndKind.Complete);
    }
}
