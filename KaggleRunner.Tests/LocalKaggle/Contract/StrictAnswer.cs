using System.Text.Json;

namespace KaggleRunner.Tests.LocalKaggle.Contract;

/// <summary>
/// Reads answers as strictly as the official tool's most demanding version: no null, no unknown enum name, no number as a
/// string, no duration without a fraction, no other form of time, no field that is not documented.
/// </summary>
internal static class StrictAnswer
{
    public static JsonElement Read(string method, string text)
    {
        var answer = JsonElement.Parse(text);
        AnswerShapes.Of(method)?.Faults(answer, method).Should().BeEmpty("the official tool must read {0}", text);
        return answer;
    }
}
