using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Annotations;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Tests.History;

public sealed class AnnotationTests : IDisposable
{
    private readonly HistoryFolder _history = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _history.Dispose();

    [Fact]
    public async Task Tags_note_and_star_stand_with_the_run_and_in_its_folder()
    {
        var run = await _history.SaveAsync();

        await _history.Annotator.AddTagsAsync(run.Id, ["baseline", " 実験 "], Cancelled);
        await _history.Annotator.AddTagsAsync(run.Id, ["BASELINE", "lr"], Cancelled);
        await _history.Annotator.RemoveTagsAsync(run.Id, ["Lr", "never"], Cancelled);
        await _history.Annotator.SetNoteAsync(run.Id, "<img src=x onerror=alert(1)>\r\nsecond", Cancelled);
        await _history.Annotator.SetStarAsync(run.Id, true, Cancelled);

        var expected = new RunAnnotations
        {
            Tags = ["baseline", "実験"],
            Note = "<img src=x onerror=alert(1)>\nsecond",
            Starred = true,
        };
        (await _history.Store.FindAsync(run.Id, Cancelled))!.Annotations.Should().BeEquivalentTo(expected);
        NotesFile.Read(run.Folder).Should().BeEquivalentTo(expected);
    }

    [Fact]
    public async Task A_save_by_the_engine_keeps_what_was_annotated()
    {
        var run = await _history.SaveAsync(run => run with { Verdict = null, EndedAt = null });
        await _history.Annotator.AddTagsAsync(run.Id, ["live"], Cancelled);

        await _history.Store.SaveAsync(run with { Waiting = "for something" }, Cancelled);

        (await _history.Store.FindAsync(run.Id, Cancelled))!.Annotations.Tags.Should().Equal("live");
        (await _history.NumbersAsync("tag:live")).Should().Equal(1);
    }

    [Fact]
    public async Task Two_who_write_at_once_lose_nothing()
    {
        var run = await _history.SaveAsync();
        var other = new RunAnnotator(_history.Open());

        await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(i => (i % 2 == 0 ? _history.Annotator : other).AddTagsAsync(run.Id, [$"tag-{i}"], Cancelled))
        );

        NotesFile.Read(run.Folder).Tags.Should().HaveCount(10);
        (await _history.Store.FindAsync(run.Id, Cancelled))!.Annotations.Tags.Should().HaveCount(10);
    }

    [Fact]
    public async Task Notes_that_a_killed_process_left_in_the_folder_alone_are_taken_over_at_the_next_start()
    {
        var killed = await _history.SaveAsync();
        var whole = await _history.SaveAsync();
        await _history.SaveAsync();
        await _history.Annotator.AddTagsAsync(killed.Id, ["old"], Cancelled);
        await _history.Annotator.AddTagsAsync(whole.Id, ["kept"], Cancelled);
        // The file is written first; here the process dies.
        var newer = new RunAnnotations { Tags = ["old", "new"], Starred = true };
        NotesFile.Write(killed.Folder, NotesFile.Format(newer));
        (await _history.NumbersAsync("tag:new")).Should().BeEmpty();

        (await _history.Annotator.SettleAsync(Cancelled)).Should().Be(1);

        (await _history.NumbersAsync("tag:new starred:yes")).Should().Equal(killed.Id.Number);
        (await _history.NumbersAsync("tag:kept")).Should().Equal(whole.Id.Number);
        NotesFile.Read(killed.Folder).Should().BeEquivalentTo(newer);
        (await _history.Annotator.SettleAsync(Cancelled)).Should().Be(0);
    }

    [Fact]
    public async Task A_file_of_notes_that_is_none_changes_nothing()
    {
        var run = await _history.SaveAsync();
        await _history.Annotator.AddTagsAsync(run.Id, ["kept"], Cancelled);
        await File.WriteAllTextAsync(Path.Combine(run.Folder, NotesFile.Name), "not json", Cancelled);

        (await _history.Annotator.SettleAsync(Cancelled)).Should().Be(0);
        (await _history.NumbersAsync("tag:kept")).Should().Equal(run.Id.Number);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a,b")]
    [InlineData("star*")]
    [InlineData("evil\u202Egnp")]
    [InlineData("bell\a")]
    public async Task What_is_no_tag_is_refused(string tag)
    {
        var run = await _history.SaveAsync();

        var add = () => _history.Annotator.AddTagsAsync(run.Id, [tag], Cancelled);

        await add.Should().ThrowAsync<RunnerException>().WithMessage("*cannot be a tag*");
        File.Exists(Path.Combine(run.Folder, NotesFile.Name)).Should().BeFalse();
    }

    [Fact]
    public async Task Lengths_and_numbers_are_bounded()
    {
        var run = await _history.SaveAsync();
        var many = () =>
            _history.Annotator.AddTagsAsync(run.Id, [.. Enumerable.Range(0, 33).Select(i => $"t{i}")], Cancelled);
        var longNote = () => _history.Annotator.SetNoteAsync(run.Id, new string('x', 10_001), Cancelled);
        var longTag = () => _history.Annotator.AddTagsAsync(run.Id, [new string('x', 65)], Cancelled);
        var unknown = () => _history.Annotator.SetStarAsync(_history.Id(99), true, Cancelled);

        await many.Should().ThrowAsync<RunnerException>();
        await longNote.Should().ThrowAsync<RunnerException>();
        await longTag.Should().ThrowAsync<RunnerException>();
        await unknown.Should().ThrowAsync<RunnerException>().WithMessage("*no run #99*");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"tags\": 5}")]
    [InlineData("[]")]
    [InlineData("{\"tags\": null, \"note\": null}")]
    [InlineData("{\"tags\": [null, \"\", \"a b\"]}")]
    public void A_file_that_is_none_tells_nothing(string text) =>
        NotesFile.Parse(text).Should().BeEquivalentTo(RunAnnotations.None);

    [Fact]
    public void Of_a_hostile_file_only_text_is_taken() =>
        NotesFile
            .Parse("{\"tags\":[\"ok\",\"x\\u202Ey\",\"OK\"],\"note\":\"a\\u0000b\\nc\\u202E\",\"starred\":true}")
            .Should()
            .BeEquivalentTo(
                new RunAnnotations
                {
                    Tags = ["ok"],
                    Note = "ab\nc",
                    Starred = true,
                }
            );
}
