using Crm.Domain.Audit;

namespace Crm.Web.Features.Compliance;

/// <summary>Which findings the list shows, as the address says it.</summary>
internal sealed record FindingFilter
{
    public Disposition? Disposition { get; init; }
    public DeviationKind? Deviation { get; init; }

    /// <summary>True for refused attempts alone, false for what really happened, null for both.</summary>
    public bool? Refused { get; init; }
    public Guid? Deal { get; init; }
    public Guid? Actor { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    public IQueryable<Finding> Apply(IQueryable<Finding> findings)
    {
        if (Disposition is { } disposition) findings = findings.Where(f => f.Disposition == disposition);
        if (Deviation is { } deviation) findings = findings.Where(f => f.Deviation == deviation);
        if (Refused is { } refused) findings = findings.Where(f => f.Refused == refused);
        if (Deal is { } deal) findings = findings.Where(f => f.DealId == deal);
        if (Actor is { } actor) findings = findings.Where(f => f.ActorId == actor || f.OnBehalfOf == actor);
        if (From is { } first && Start(first) is var since) findings = findings.Where(f => f.At >= since);
        if (To is { } last && Start(last.AddDays(1)) is var until) findings = findings.Where(f => f.At < until);
        return findings;
    }

    /// <summary>The filter as the query of an address; empty members are left out.</summary>
    public Dictionary<string, object?> ToQuery() => new()
    {
        ["disposition"] = Disposition?.ToString(),
        ["deviation"] = Deviation?.ToString(),
        ["refused"] = Refused is { } refused ? refused ? "true" : "false" : null,
        ["deal"] = Deal,
        ["actor"] = Actor,
        ["from"] = From?.ToString("yyyy-MM-dd"),
        ["to"] = To?.ToString("yyyy-MM-dd"),
    };

    private static DateTimeOffset Start(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
