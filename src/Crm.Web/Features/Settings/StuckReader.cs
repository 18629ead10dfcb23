using System.Globalization;
using Crm.Domain.Deals;
using Crm.Web.Data;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Settings;

/// <summary>Everything that is stuck, oldest first.</summary>
internal sealed class StuckReader(IDbContextFactory<CrmDbContext> databases, DefinitionCatalog catalog)
{
    private const int Most = 200;

    /// <summary>The code of a fault without one, and the step that fails because the procedure says so.</summary>
    private const string Unknown = "FAULT", FaultStep = "Elsa.Fault";

    public async Task<IReadOnlyList<StuckRow>> All(CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var rows = new List<StuckRow>();
        foreach (var message in await database.Set<OutboxMessage>().AsNoTracking().Where(m => m.State == OutboxState.Dead).OrderBy(m => m.CreatedAt).Take(Most)
            .ToListAsync(cancellation))
            rows.Add(new(StuckKind.Effect, message.Id, null, message.Kind, StuckFaults.Of(message.LastError ?? ""), message.LastError ?? "", message.CreatedAt, message.DealId, null));
        foreach (var late in await database.Set<PendingStimulus>().AsNoTracking().Where(s => s.Dead).OrderBy(s => s.ReceivedAt).Take(Most).ToListAsync(cancellation))
            rows.Add(new(StuckKind.Event, late.Id, null, late.Name, StuckFault.NobodyWaited, "", late.ReceivedAt, null, null));
        foreach (var run in await database.Set<WorkflowInstance>().AsNoTracking().Where(i => i.OpenIncidents > 0).OrderBy(i => i.UpdatedAt).Take(Most).ToListAsync(cancellation))
            rows.AddRange(await Faults(run, cancellation));
        var ids = rows.Select(r => r.DealId).OfType<Guid>().Distinct().ToList();
        var names = await database.Set<Deal>().AsNoTracking().Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Number, d.Name })
            .ToDictionaryAsync(d => d.Id, d => $"{d.Number} {d.Name}", cancellation);
        return [.. rows.OrderBy(r => r.Since).Select(r => r with { Deal = r.DealId is { } deal ? names.GetValueOrDefault(deal) : null })];
    }

    private async Task<IEnumerable<StuckRow>> Faults(WorkflowInstance run, CancellationToken cancellation)
    {
        var graph = await catalog.Find(run.DefinitionVersionId, cancellation);
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return run.ReadState().Incidents.Where(i => i.IsOpen).Select(i => new StuckRow(StuckKind.Step, run.Id, i.ActivityInstanceId,
            graph?.Find(i.ActivityNodeId)?.Node.Title(language) ?? i.ActivityId, FaultOf(i), ReasonOf(i), i.Timestamp, run.DealId, null));
    }

    private static StuckFault FaultOf(Incident incident) => incident.ActivityType == FaultStep ? StuckFault.OnPurpose
        : StuckFaults.Of(incident.Code is { } code and not Unknown ? code : NameOf(incident.Exception));

    private static string ReasonOf(Incident incident) => incident.Code is { } code and not Unknown ? $"{code} {incident.Message}" : $"{NameOf(incident.Exception)} {incident.Message}";

    private static string NameOf(IncidentFault? fault) => fault?.Type.Split('.')[^1] ?? "";
}
