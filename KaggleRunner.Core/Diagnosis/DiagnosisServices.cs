using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Core.Diagnosis;

public static class DiagnosisServices
{
    public static IServiceCollection AddDiagnosis(this IServiceCollection services) =>
        services.AddSingleton<Examiner>();
}
