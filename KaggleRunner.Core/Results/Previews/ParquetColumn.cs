using Parquet;
using Parquet.Schema;

namespace KaggleRunner.Core.Results.Previews;

/// <summary>A column of a row group: plain values, or lists, maps and structures as JSON.</summary>
internal sealed class ParquetColumn : IDisposable
{
    private readonly Field _field;
    private readonly Dictionary<string, ParquetLeaf> _leaves;

    private ParquetColumn(Field field, Dictionary<string, ParquetLeaf> leaves) => (_field, _leaves) = (field, leaves);

    public static async Task<ParquetColumn> ReadAsync(
        ParquetRowGroupReader group,
        Field field,
        CancellationToken cancellationToken
    )
    {
        var leaves = new Dictionary<string, ParquetLeaf>(StringComparer.Ordinal);
        try
        {
            foreach (var part in ParquetJson.Parts(field))
            {
                leaves[ParquetJson.KeyOf(part)] = await ParquetLeaf
                    .ReadAsync(group, part, cancellationToken)
                    .ConfigureAwait(false);
            }

            return new ParquetColumn(field, leaves);
        }
        catch
        {
            foreach (var leaf in leaves.Values)
            {
                leaf.Dispose();
            }

            throw;
        }
    }

    public string Cell(long row)
    {
        if (_field is DataField { MaxRepetitionLevel: 0 } plain)
        {
            var leaf = _leaves[ParquetJson.KeyOf(plain)];
            var entries = leaf.Row(row);
            return entries.End.Value > entries.Start.Value && leaf.Value(entries.Start.Value) is >= 0 and var at
                ? leaf.Cells.Text(at)
                : "";
        }

        return new ParquetJson(_leaves).Text(_field, row);
    }

    public void Dispose()
    {
        foreach (var leaf in _leaves.Values)
        {
            leaf.Dispose();
        }
    }
}
