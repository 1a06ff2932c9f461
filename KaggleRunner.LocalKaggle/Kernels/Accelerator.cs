using System.Text.Json.Serialization;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>Which of Kaggle's limits a session counts against. This machine runs all of them on what it has.</summary>
[JsonConverter(typeof(UpperSnakeConverter<Accelerator>))]
internal enum Accelerator
{
    Cpu,
    Gpu,
    Tpu,
}
