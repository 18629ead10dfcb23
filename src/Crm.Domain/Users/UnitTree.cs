namespace Crm.Domain.Users;

/// <summary>All units with who is above whom; rings in the data end the walk instead of hanging it.</summary>
public sealed class UnitTree
{
    private readonly Dictionary<Guid, Unit> units;
    private readonly ILookup<Guid?, Unit> below;

    public UnitTree(IEnumerable<Unit> all)
    {
        units = all.ToDictionary(unit => unit.Id);
        below = units.Values.ToLookup(unit => unit.ParentId);
    }

    public IReadOnlySet<Guid> WithUnitsBelow(Guid unitId)
    {
        var found = new HashSet<Guid>();
        var open = new Stack<Guid>([unitId]);
        while (open.TryPop(out var id))
        {
            if (!found.Add(id)) continue;
            foreach (var unit in below[id]) open.Push(unit.Id);
        }
        return found;
    }

    /// <summary>Every unit this person heads, with all units below them.</summary>
    public IReadOnlySet<Guid> HeadedBy(Guid userId) =>
        units.Values.Where(unit => unit.HeadId == userId).SelectMany(unit => WithUnitsBelow(unit.Id)).ToHashSet();

    /// <summary>Heads from the unit upwards, nearest first.</summary>
    public IReadOnlyList<Guid> HeadsAbove(Guid? unitId) =>
        [.. Chain(unitId).Where(unit => unit.HeadId is not null).Select(unit => unit.HeadId!.Value).Distinct()];

    /// <summary>The calendar of the nearest unit upwards that has one.</summary>
    public Guid? CalendarOf(Guid? unitId) => Chain(unitId).FirstOrDefault(unit => unit.CalendarId is not null)?.CalendarId;

    private IEnumerable<Unit> Chain(Guid? unitId)
    {
        var seen = new HashSet<Guid>();
        while (unitId is { } id && units.TryGetValue(id, out var unit) && seen.Add(id))
        {
            yield return unit;
            unitId = unit.ParentId;
        }
    }
}
