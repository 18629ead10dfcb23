using Crm.Domain.Deals;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Runs;

/// <summary>Which runs the list shows, as the address says it.</summary>
internal sealed record RunFilter
{
    public WorkflowStatus? State { get; init; }
    public string? Definition { get; init; }

    /// <summary>Name or number of the deal or its customer, or the id of a run.</summary>
    public string? Text { get; init; }

    /// <summary>Only runs in which something is stuck.</summary>
    public bool Stuck { get; init; }

    /// <summary>All but the state: the counts stand for every state.</summary>
    public IQueryable<WorkflowInstance> Apply(IQueryable<WorkflowInstance> runs, CrmDbContext database)
    {
        if (Definition is { Length: > 0 } definition) runs = runs.Where(i => i.DefinitionId == definition);
        if (string.IsNullOrWhiteSpace(Text)) return runs;
        if (Guid.TryParse(Text.Trim(), out var id)) return runs.Where(i => i.Id == id || i.DealId == id);
        var deals = database.Set<Deal>().Named(Text, database).Select(d => d.Id);
        return runs.Where(i => i.DealId != null && deals.Contains(i.DealId.Value));
    }

    /// <summary>The filter as the query of an address; empty members are left out.</summary>
    public Dictionary<string, object?> ToQuery() => new()
    {
        ["state"] = State?.ToString(),
        ["definition"] = Definition,
        ["q"] = Text,
        ["stuck"] = Stuck ? "true" : null,
    };
}
