using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Tests;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Projects;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace KaggleRunner.Web.History.Tests;

/// <summary>The tests of a project across its runs: which fail, which are unreliable, which are slow.</summary>
public sealed partial class TestsOverTimePage : IDisposable
{
    private const int StripLength = 24;
    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<string, IReadOnlyList<TestPoint>> _strips = new(StringComparer.Ordinal);
    private TestLists _lists = TestLists.None;
    private Project? _project;
    private (string? Project, string Text)? _shown;
    private string? _problem;
    private bool _isLoaded;

    [Parameter]
    public string? ProjectKey { get; set; }

    [SupplyParameterFromQuery(Name = "find")]
    private string? Find { get; set; }

    [SupplyParameterFromQuery(Name = "only")]
    private string? Only { get; set; }

    [SupplyParameterFromQuery(Name = "test")]
    private string? Test { get; set; }

    [Inject]
    private TestHistory History { get; set; } = default!;

    [Inject]
    private CurrentProject Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Text => Find?.Trim() ?? "";

    private TestListChoice Choice =>
        Enum.TryParse<TestListChoice>(Only, ignoreCase: true, out var choice) && Enum.IsDefined(choice)
            ? choice
            : TestListChoice.All;

    private string NothingTitle =>
        Text.Length > 0
            ? "No test is called so"
            : $"No {Choice.ToString().ToLowerInvariant()} tests".Replace("No all", "No", StringComparison.Ordinal);

    private string NothingText =>
        Choice switch
        {
            TestListChoice.Failing => "The newest result of each test is good.",
            TestListChoice.Flaky => "No test changed often between passing and failing, or did both on one commit.",
            _ => "Each test that a run of this project ran is listed here.",
        };

    private string Explanation =>
        Choice switch
        {
            TestListChoice.Failing => "Tests whose newest result is bad, and since when.",
            TestListChoice.Flaky => "Passed and failed on one commit, or changed three times or more.",
            TestListChoice.Slowest => $"By the median of the newest {TestHistory.Window} runs with tests.",
            _ => "By name.",
        };

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == (ProjectKey, Text))
        {
            await ReadStripsAsync();
            return;
        }

        var shown = _shown = (ProjectKey, Text);
        try
        {
            var project = await Current.FindAsync(ProjectKey, _gone.Token);
            var lists = project is null
                ? TestLists.None
                : await TestLists.ReadAsync(History, project.Id, Text, _gone.Token);
            if (_shown != shown)
            {
                return;
            }

            (_project, _lists, _problem, _isLoaded) = (project, lists, null, true);
            _strips.Clear();
            StateHasChanged();
            await ReadStripsAsync();
        }
        catch (RunnerException e)
        {
            _problem = e.Sentence;
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    /// <summary>The strips come after the names: one look at the history each.</summary>
    private async Task ReadStripsAsync()
    {
        if (_project is not { } project)
        {
            return;
        }

        try
        {
            var query = new RunQuery { Take = StripLength };
            foreach (var row in _lists.Rows(Choice).Where(row => !_strips.ContainsKey(row.Id)).ToList())
            {
                _strips[row.Id] = (await History.FindAsync(project.Id, row.Id, query, _gone.Token)).Points;
            }
        }
        catch (Exception e) when (e is RunnerException or OperationCanceledException)
        {
            // Strips are left out.
        }
    }

    private void Go(string? text, TestListChoice choice, string? test) =>
        Navigation.NavigateTo(AddressOf(text ?? "", choice, test));

    private string AddressOf(string text, TestListChoice choice, string? test)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (text.Length > 0)
        {
            query["find"] = text;
        }

        if (choice != TestListChoice.All)
        {
            query["only"] = choice.ToString().ToLowerInvariant();
        }

        if (test is not null)
        {
            query["test"] = test;
        }

        return QueryHelpers.AddQueryString(ProjectKey is null ? "/tests" : $"/p/{ProjectKey}/tests", query);
    }
}
