using KaggleRunner.Core.Common;
using KaggleRunner.Core.Diagnosis;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.History;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KaggleRunner.Core;

public static class KaggleRunnerServices
{
    /// <summary>Adds all of Core for one home. A process that may run runs itself adds <see cref="RunsServices.AddEngine"/>.</summary>
    public static IServiceCollection AddKaggleRunner(this IServiceCollection services, RunnerHome home)
    {
        services.AddSingleton(home);
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddRepositories()
            .AddExperiments()
            .AddGeneration()
            .AddKaggle()
            .AddLogs()
            .AddResults()
            .AddRuns()
            .AddHistory()
            .AddDiagnosis();
    }
}
