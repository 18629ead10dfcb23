using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Data.Seed;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Fault.Tests;

/// <summary>Deals whose first stage is left only with a posted shipment, so that one command brings each to the start of the race.</summary>
internal sealed class EvidenceRace
{
    private const string Gate = "G1.1";

    private readonly SalesOffice office;
    private readonly Guid dealType;

    private EvidenceRace(SalesOffice office, Guid dealType) => (this.office, this.dealType) = (office, dealType);

    public static async Task<EvidenceRace> OfAsync(SalesOffice office)
    {
        var stages = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(ShippedProcedures.Folder, "standard-sale.stages.json")))!;
        stages["dealType"] = "shipped-first";
        stages["stages"]![0]!["gates"]!.AsArray().Single(g => (string?)g!["code"] == Gate)!["check"] =
            new JsonObject { ["kind"] = "DocumentInState", ["document"] = "Shipment", ["states"] = new JsonArray("Posted") };
        var text = stages.ToJsonString();
        var type = DealType.Add(StageFlow.Parse(text), DateTimeOffset.UnixEpoch);
        await office.App.InScopeAsync(async services =>
        {
            var database = services.GetRequiredService<CrmDbContext>();
            var definition = await database.Set<DefinitionVersion>().SingleAsync(d => d.DefinitionId == "standard-sale");
            database.AddRange(type, type.Publish(1, definition.Id, definition.Version, definition.ContentHash, StageFlow.Canonical(text), null, DateTimeOffset.UnixEpoch));
            await database.SaveChangesAsync();
        });
        return new(office, type.Id);
    }

    /// <summary>A new deal with a posted shipment.</summary>
    public async Task<(Guid Deal, Guid Task, Guid Shipment)> ShipAsync()
    {
        var answer = await office.ActAsync(office.Anna, Subject.NewDeals, "deal.open", async scope =>
        {
            var deal = await scope.Open(dealType, new Opening("Pumps", office.Anna.Id) { CustomerId = office.CustomerId, Currency = "RUB" });
            await scope.Begin(deal);
            var shipment = scope.Add(SalesDocument.Draft(new DocumentDraft(DocumentKind.Shipment, "S-1", scope.Around.Today(scope.Now), office.CustomerId, "RUB")
            {
                Lines = [new LineDraft(office.ProductId, 1, 100m)],
            }, deal, scope.Cause, scope.Now));
            shipment.Post(deal, scope.Cause, scope.Now);
            return new { deal = deal.Id, task = scope.Work.NewTasks[0].Id, shipment = shipment.Id };
        });
        return (Id("deal"), Id("task"), Id("shipment"));

        Guid Id(string name) => Guid.Parse((string)answer[name]!);
    }

    public Task<string?> CompleteAsync(Guid task) => CodeOfAsync(Subject.Task(task), "task.complete", scope => scope.Complete("Done"));

    public Task<string?> UnpostAsync(Guid deal, Guid shipment) => CodeOfAsync(Subject.Deal(deal), "document.unpost", async scope =>
        (await scope.FindEvidence<SalesDocument>(shipment)).Unpost("A mistake", scope.Deal, scope.Cause, scope.Now));

    /// <summary>The facts of each deal in order.</summary>
    public async Task<ILookup<Guid, DealEvent>> RecordAsync() => (await office.ReadAsync(d =>
        d.Set<DealEvent>().AsNoTracking().OrderBy(e => e.DealId).ThenBy(e => e.Seq).ToListAsync())).ToLookup(e => e.DealId);

    /// <summary>What the gate said when the deal moved.</summary>
    public static string? ResultOfGate(DealEvent move) =>
        (string?)JsonNode.Parse(move.Payload)!["gates"]!.AsArray().Single(g => (string?)g!["gate"] == Gate)!["result"];

    private async Task<string?> CodeOfAsync(Subject subject, string name, Func<CommandScope, Task> verb)
    {
        try
        {
            await office.RunAsync(office.Anna, Guid.CreateVersion7(), subject, name, verb, confirm: true);
            return null;
        }
        catch (DomainException refused)
        {
            return refused.Code;
        }
    }
}
