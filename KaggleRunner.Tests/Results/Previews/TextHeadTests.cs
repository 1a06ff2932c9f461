using System.Text;
using KaggleRunner.Core.Results.Previews;

namespace KaggleRunner.Tests.Results.Previews;

public sealed class TextHeadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_character_that_the_limit_cuts_in_two_is_left_out()
    {
        var path = await WriteAsync(Encoding.UTF8.GetBytes("aé€😀"));

        (await TextHead.ReadAsync(path, 2, Cancel)).Text.Should().Be("a");
        (await TextHead.ReadAsync(path, 5, Cancel)).Text.Should().Be("aé");
        (await TextHead.ReadAsync(path, 9, Cancel)).Text.Should().Be("aé€");
        (await TextHead.ReadAsync(path, 10, Cancel)).Should().Be(new TextHead("aé€😀", IsWhole: true, IsBinary: false));
    }

    [Fact]
    public async Task Marks_at_the_beginning_tell_the_encoding()
    {
        var wide = await WriteAsync([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("wide")]);
        (await TextHead.ReadAsync(wide, 100, Cancel)).Should().Be(new TextHead("wide", IsWhole: true, IsBinary: false));
        var marked = await WriteAsync([0xEF, 0xBB, 0xBF, (byte)'x']);
        (await TextHead.ReadAsync(marked, 100, Cancel)).Text.Should().Be("x");
        var binary = await WriteAsync([1, 0, 2]);
        (await TextHead.ReadAsync(binary, 100, Cancel)).IsBinary.Should().BeTrue();
    }

    [Fact]
    public async Task Of_other_files_the_beginning_tells_what_they_are()
    {
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }";
        var array = await WriteAsync([
            0x93,
            .. "NUMPY"u8,
            1,
            0,
            (byte)header.Length,
            0,
            .. Encoding.ASCII.GetBytes(header),
        ]);
        (await FirstBytes.ReadAsync(array, Cancel)).Fact.Should().Contain("'shape': (3, 4)");
        var pickle = await WriteAsync([0x80, 0x04, 0x95]);
        (await FirstBytes.ReadAsync(pickle, Cancel)).Fact.Should().Contain("never opened");
        (await FirstBytes.ReadAsync(pickle, Cancel)).Dump.Should().StartWith("00000000  80 04 95");
        (await FirstBytes.ReadAsync(await WriteAsync([0x93, .. "NUMPY"u8, 9, 9]), Cancel)).Fact.Should().BeNull();
        (await FirstBytes.ReadAsync(await WriteAsync([]), Cancel)).Dump.Should().BeEmpty();
    }

    private async Task<string> WriteAsync(byte[] bytes)
    {
        var path = _folder.Combine($"{Guid.NewGuid():N}");
        await File.WriteAllBytesAsync(path, bytes, Cancel);
        return path;
    }
}
