namespace KaggleRunner.Web.Hosting;

/// <summary>Marks an endpoint whose answers are worth compressing and safe to be, see <see cref="PageCompression"/>.</summary>
internal sealed class CompressedAnswer
{
    public static readonly CompressedAnswer Instance = new();

    private CompressedAnswer() { }
}
