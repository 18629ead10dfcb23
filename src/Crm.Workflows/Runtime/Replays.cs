namespace Crm.Workflows.Runtime;

/// <summary>
/// What earlier attempts of one command learned about its cycles, by their order in it. A cycle that failed with the deal in its hands
/// cannot be taken back in memory: everything is loaded again, and the cycle runs knowing what will fail.
/// </summary>
internal sealed class Replays
{
    private const int Most = 50;
    private readonly Dictionary<int, List<KnownFault>> faults = [];
    private readonly Dictionary<int, string> limits = [];
    private readonly HashSet<string> needed = new(StringComparer.Ordinal);
    private int cycle;

    public bool IsExhausted => faults.Values.Sum(f => f.Count) + limits.Count + needed.Count > Most;

    /// <summary>Definitions that only a running step could name.</summary>
    public IEnumerable<string> Needed => needed;

    /// <summary>A new attempt starts with its first cycle again.</summary>
    public void Rewind() => cycle = 0;

    /// <summary>Somebody else changed the records: what was learned is about another state.</summary>
    public void Forget()
    {
        faults.Clear();
        limits.Clear();
    }

    public CycleResult Run(CycleScope scope, bool byPerson, Func<CycleScope, CycleResult> run)
    {
        var number = cycle++;
        try
        {
            var result = run(scope with { KnownFaults = faults.GetValueOrDefault(number) ?? [], Exceeded = limits.GetValueOrDefault(number) });
            if (!result.IsRolledBack || limits.ContainsKey(number) || byPerson) return result;
            limits[number] = result.NewIncidents[^1].Message;
        }
        catch (ReplayNeededException replay)
        {
            if (!faults.TryGetValue(number, out var known)) faults[number] = known = [];
            known.Add(replay.Fault);
        }
        catch (DefinitionNeededException missing)
        {
            needed.Add(missing.DefinitionId);
        }
        throw new RunAgainException();
    }
}
