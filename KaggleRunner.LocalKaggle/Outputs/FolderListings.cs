namespace KaggleRunner.LocalKaggle.Outputs;

/// <summary>Listings of the folders asked for last, so that a page costs no walk through thousands of files.</summary>
internal sealed class FolderListings
{
    private const int Most = 16;
    private readonly Lock _gate = new();
    private readonly LinkedList<(string Key, Lazy<FolderListing> Listing)> _recent = [];

    /// <summary>The listing of a folder, kept under a key that never names another folder.</summary>
    public FolderListing Of(string key, string folder)
    {
        Lazy<FolderListing> listing;
        lock (_gate)
        {
            var known = Find(key);
            listing =
                known?.Value.Listing
                ?? new(() => new FolderListing(OutputFolder.List(folder)), LazyThreadSafetyMode.PublicationOnly);
            if (known is not null)
            {
                _recent.Remove(known);
            }

            _recent.AddFirst((key, listing));
            if (_recent.Count > Most)
            {
                _recent.RemoveLast();
            }
        }

        return listing.Value;
    }

    private LinkedListNode<(string Key, Lazy<FolderListing> Listing)>? Find(string key)
    {
        for (var node = _recent.First; node is not null; node = node.Next)
        {
            if (string.Equals(node.Value.Key, key, StringComparison.Ordinal))
            {
                return node;
            }
        }

        return null;
    }
}
