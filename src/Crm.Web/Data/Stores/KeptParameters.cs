using System.Collections.Concurrent;
using Npgsql;

namespace Crm.Web.Data.Stores;

/// <summary>
/// Parameters of statements, kept to be filled again: making some two hundred of them costs a command more than its rows. The text says which
/// columns they belong to, so equal texts have equal parameters. The statements themselves are not kept: the driver remembers in them what the
/// connection has prepared.
/// </summary>
internal static class KeptParameters
{
    private const int Texts = 2_000, OfOneText = 32;
    private static readonly ConcurrentDictionary<string, ConcurrentBag<NpgsqlParameter[]>> Kept = new();

    /// <summary>Parameters that nobody else fills; null when none are free.</summary>
    public static NpgsqlParameter[]? Take(string text) => Kept.TryGetValue(text, out var kept) && kept.TryTake(out var parameters) ? parameters : null;

    /// <summary>Only after the statement has run.</summary>
    public static void GiveBack(NpgsqlBatchCommand command, NpgsqlParameter[] parameters)
    {
        command.Parameters.Clear();
        if (Kept.Count >= Texts) Kept.Clear();
        var kept = Kept.GetOrAdd(command.CommandText, _ => []);
        if (kept.Count < OfOneText) kept.Add(parameters);
    }
}
