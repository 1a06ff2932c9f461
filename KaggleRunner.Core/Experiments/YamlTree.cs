using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KaggleRunner.Core.Experiments;

/// <summary>
/// Reads the plain part of YAML that settings need, event by event: no anchors, aliases or tags (nothing can multiply or name a
/// type), no key twice, one document.
/// </summary>
internal sealed class YamlTree
{
    private const int Deepest = 20;
    private readonly string _file;
    private readonly Parser _parser;

    private YamlTree(string file, string text)
    {
        this._file = file;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The document's section; null when the file holds nothing.</summary>
    /// <exception cref="ConfigException">The text is no YAML, or uses what is refused here.</exception>
    public static YamlMap? Read(string file, string text)
    {
        var tree = new YamlTree(file, text);
        try
        {
            return tree.Document();
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet's parser gives up like this on some unbalanced brackets, without saying where.
            throw tree.Error(
                tree._parser.Current?.End ?? Mark.Empty,
                "what follows here is no YAML",
                "Close all brackets and quotes."
            );
        }
        catch (YamlException e)
        {
            throw new ConfigException(
                file,
                (int)e.Start.Line,
                (int)e.Start.Column,
                Reason(e),
                null,
                "Check the YAML there."
            );
        }
    }

    private YamlMap? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
        {
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = Node(0);
        _parser.Consume<DocumentEnd>();
        if (!_parser.TryConsume<StreamEnd>(out _))
        {
            throw Error(_parser.Current!.Start, "a second document begins here", "Keep one document per file.");
        }

        return root switch
        {
            YamlMap map => map,
            { IsNothing: true } => null,
            _ => throw new ConfigException(
                _file,
                root.Line,
                root.Column,
                $"settings are expected here, not {root.Kind}",
                null,
                "Write them as “key: value”."
            ),
        };
    }

    private YamlNode Node(int depth)
    {
        if (depth > Deepest)
        {
            throw Error(_parser.Current!.Start, "the settings are nested too deeply", null);
        }

        if (_parser.Accept<AnchorAlias>(out var alias))
        {
            throw Error(alias.Start, "aliases (*name) are not read here", "Write the value out.");
        }

        var node = _parser.Consume<NodeEvent>();
        if (!node.Anchor.IsEmpty || !node.Tag.IsEmpty)
        {
            throw Error(node.Start, "anchors (&name) and tags (!name) are not read here", "Write the plain value.");
        }

        var (line, column) = ((int)node.Start.Line, (int)node.Start.Column);
        return node switch
        {
            Scalar scalar => new YamlScalar(scalar.Value, scalar.Style != ScalarStyle.Plain, line, column),
            SequenceStart => new YamlList(Items(depth), line, column),
            _ => new YamlMap(Entries(depth), line, column),
        };
    }

    private List<YamlNode> Items(int depth)
    {
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node(depth + 1));
        }

        return items;
    }

    private List<(YamlScalar, YamlNode)> Entries(int depth)
    {
        var entries = new List<(YamlScalar, YamlNode)>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var start = _parser.Current?.Start ?? Mark.Empty;
            var key = Node(depth + 1) as YamlScalar ?? throw Error(start, "a key must be a plain word", null);
            if (!keys.Add(key.Text))
            {
                throw Error(start, $"the key “{key.Text}” stands here a second time", "Keep one of them.");
            }

            entries.Add((key, Node(depth + 1)));
        }

        return entries;
    }

    private ConfigException Error(Mark at, string problem, string? remedy) =>
        new(_file, (int)at.Line, (int)at.Column, problem, null, remedy);

    // The innermost message; some of YamlDotNet's begin with the place, which is said already.
    private static string Reason(YamlException e)
    {
        var message = e.GetBaseException().Message;
        var end = message.StartsWith("(Line:", StringComparison.Ordinal)
            ? message.LastIndexOf("): ", StringComparison.Ordinal)
            : -1;
        return end < 0 ? message.TrimEnd('.') : message[(end + 3)..].TrimEnd('.');
    }
}
