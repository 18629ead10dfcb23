using Crm.Web.Data;
using Xunit;

namespace Crm.Fault.Tests.History;

/// <summary>
/// Holds everything that is stored at the end, and what people and other systems were told meanwhile, against the invariants of the engine.
/// What the flowchart counts is held against an implementation of its own by the simulation.
/// </summary>
internal sealed class HistoryCheck(IReadOnlyCollection<ClientCall> calls)
{
    /// <summary>What the receiver of one kind of effect has seen.</summary>
    public (string Kind, IReadOnlyCollection<ReceivedEffect> Log)? Received { get; init; }

    /// <summary>The moment since which the host had nothing to do; null when it fired no timers.</summary>
    public DateTimeOffset? RestAt { get; init; }

    public async Task<IReadOnlyList<Violation>> FindAsync(CrmDbContext database)
    {
        var tables = await Tables.ReadAsync(database);
        return
        [
            .. CommandRules.Of(tables, calls), .. ChainRules.Of(tables), .. StageRules.Of(tables), .. RunRules.Of(tables, RestAt), .. TaskRules.Of(tables),
            .. EffectRules.Of(tables, Received?.Log, Received?.Kind), .. await DefinitionRules.OfAsync(tables), .. ApprovalRules.Of(tables),
        ];
    }

    /// <summary>Fails with the violations that were found.</summary>
    public async Task ProveAsync(CrmDbContext database)
    {
        var found = await FindAsync(database);
        Assert.True(found.Count == 0, $"{found.Count} violations:\n{string.Join('\n', found.Take(20))}");
    }
}
