using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>A kernel runs one version at a time: runs of the same kernel take turns, first come first served.</summary>
internal sealed class KernelTurns
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Turn>> _queues = new(StringComparer.Ordinal);

    /// <summary>Takes a place at the end of the kernel's queue; dispose it to let the next one go.</summary>
    public Turn Take(Run run)
    {
        var turn = new Turn(this, $"{run.Account}/{run.Settings.Kernel.Slug}", run.Id);
        lock (_gate)
        {
            if (!_queues.TryGetValue(turn.Kernel, out var queue))
            {
                _queues[turn.Kernel] = queue = [];
            }

            turn.Ahead = queue.Count == 0 ? null : queue[^1].Run;
            queue.Add(turn);
            queue[0].Begin();
        }

        return turn;
    }

    private void Leave(Turn turn)
    {
        lock (_gate)
        {
            var queue = _queues[turn.Kernel];
            queue.Remove(turn);
            if (queue.Count == 0)
            {
                _queues.Remove(turn.Kernel);
            }
            else
            {
                queue[0].Begin();
            }
        }
    }

    internal sealed class Turn(KernelTurns turns, string kernel, RunId run) : IDisposable
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _left;

        public string Kernel { get; } = kernel;
        public RunId Run { get; } = run;

        /// <summary>The run that was last in the queue when this one came; null when there was none.</summary>
        public RunId? Ahead { get; set; }

        /// <summary>Completes when this turn has come.</summary>
        public Task Begun => _begun.Task;

        public void Begin() => _begun.TrySetResult();

        public void Dispose()
        {
            if (!_left)
            {
                _left = true;
                turns.Leave(this);
            }
        }
    }
}
