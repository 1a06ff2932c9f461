namespace KaggleRunner.Core.Logs;

/// <summary>Takes secrets out of the texts of a record; its JSON is redacted value by value so that it stays JSON.</summary>
internal static class RecordRedaction
{
    public static RunRecord Redact(this SecretRedactor redactor, RunRecord record) =>
        record switch
        {
            SessionRecord session => session with
            {
                Python = redactor.OrNull(session.Python),
                Image = redactor.OrNull(session.Image),
                Accelerator = redactor.OrNull(session.Accelerator),
                Isolation = redactor.OrNull(session.Isolation),
            },
            EnvironmentRecord environment => environment with
            {
                Packages = environment.Packages.ToDictionary(
                    package => package.Key,
                    package => redactor.Redact(package.Value),
                    StringComparer.Ordinal
                ),
            },
            PhaseRecord phase => phase with { Name = redactor.Redact(phase.Name) },
            TestRecord test => test with
            {
                Id = redactor.Redact(test.Id),
                Message = redactor.OrNull(test.Message),
                Details = redactor.OrNull(test.Details),
            },
            OutputRecord output => output with { Path = redactor.Redact(output.Path) },
            OmittedRecord omitted => omitted with
            {
                Reason = redactor.Redact(omitted.Reason),
                Paths = [.. omitted.Paths.Select(redactor.Redact)],
            },
            VerdictRecord verdict => verdict with { Reason = redactor.Redact(verdict.Reason) },
            MetricRecord metric => metric with { Name = redactor.Redact(metric.Name) },
            _ => record,
        };

    private static string? OrNull(this SecretRedactor redactor, string? text) =>
        text is null ? null : redactor.Redact(text);
}
