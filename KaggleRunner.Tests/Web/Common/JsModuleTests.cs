using System.Diagnostics.CodeAnalysis;
using KaggleRunner.Web.Common;
using Microsoft.JSInterop;

namespace KaggleRunner.Tests.Web.Common;

public sealed class JsModuleTests
{
    [Fact]
    public async Task A_browser_that_went_without_a_word_is_not_waited_for()
    {
        var browser = new SilentBrowser();
        var module = new JsModule(browser, "/assets/js/some.js");
        (await module.CallAsync("attach")).Should().BeTrue();
        browser.IsGone = true;

        module.Tell("detach", 1);
        var disposal = module.DisposeAsync();

        disposal.IsCompletedSuccessfully.Should().BeTrue();
        browser.Calls.Should().Equal("import", "attach", "detach", "dispose");
        await disposal;
    }

    /// <summary>Answers until it is gone, and never afterwards.</summary>
    private sealed class SilentBrowser : IJSRuntime, IJSObjectReference
    {
        public bool IsGone { get; set; }
        public List<string> Calls { get; } = [];

        public ValueTask<TValue> InvokeAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TValue>(
            string identifier,
            object?[]? args
        ) => InvokeAsync<TValue>(identifier, CancellationToken.None, args);

        public async ValueTask<TValue> InvokeAsync<
            [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TValue
        >(string identifier, CancellationToken cancellationToken, object?[]? args)
        {
            await AnswerAsync(identifier);
            return identifier == "import" ? (TValue)(object)this : default!;
        }

        public async ValueTask DisposeAsync() => await AnswerAsync("dispose");

        private Task AnswerAsync(string call)
        {
            Calls.Add(call);
            return IsGone ? new TaskCompletionSource().Task : Task.CompletedTask;
        }
    }
}
