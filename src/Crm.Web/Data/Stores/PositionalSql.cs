using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Npgsql;

namespace Crm.Web.Data.Stores;

/// <summary>
/// A text of several statements with named parameters as single statements with numbered ones. The driver would take the text apart by
/// itself, but again at every run.
/// </summary>
internal sealed partial class PositionalSql
{
    private static readonly ConcurrentDictionary<string, PositionalSql> Known = new();
    private readonly List<(string Text, string[] Names)> statements = [];

    private PositionalSql(string text)
    {
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var names = Name().Matches(part).Select(m => m.Value).Distinct().ToArray();
            statements.Add((Name().Replace(part, m => $"${Array.IndexOf(names, m.Value) + 1}"), names));
        }
    }

    public static PositionalSql Of(string text) => Known.GetOrAdd(text, t => new PositionalSql(t));

    public void AddTo(NpgsqlBatch batch, ReadKeys keys)
    {
        foreach (var (text, names) in statements)
        {
            var command = new NpgsqlBatchCommand(text);
            foreach (var name in names)
                command.Parameters.Add(name switch
                {
                    "@id" => new NpgsqlParameter<Guid> { TypedValue = keys.Id },
                    "@operation" => new NpgsqlParameter<Guid> { TypedValue = keys.Operation },
                    "@actor" => new NpgsqlParameter<Guid> { TypedValue = keys.Actor },
                    "@now" => new NpgsqlParameter<long> { TypedValue = keys.Now },
                    _ => throw new InvalidOperationException($"No read knows {name}."),
                });
            batch.BatchCommands.Add(command);
        }
    }

    [GeneratedRegex("@[a-z]+")]
    private static partial Regex Name();
}
