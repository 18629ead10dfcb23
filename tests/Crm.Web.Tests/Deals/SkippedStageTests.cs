using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Testing;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Deals;

public sealed class SkippedStageTests(Offices offices) : IClassFixture<Offices>
{
    [Theory, OnBothDatabases]
    public async Task Skipping_asks_the_gates_of_the_stage_that_is_left_and_is_found(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var deal = await office.OpenDealAsync(office.Anna, "manual-pipeline");
        var anna = await office.ApiAsync(office.Anna);
        var stages = await office.ReadAsync(async d => StageFlow.Parse((await d.Set<ProcedureVersion>().SingleAsync(v =>
            v.Id == d.Set<Deal>().First(x => x.Id == deal).ProcedureVersionId)).Flow).Working.Select(s => s.Code).ToList());

        (await anna.PostAsync($"/api/deals/{deal}/stage", new { stage = stages[2], reason = "In a hurry" })).Refused(422, "WFI-002");
        (await anna.PostAsync($"/api/deals/{deal}/stage?confirm=true", new { stage = stages[2], reason = "In a hurry" })).Ok();

        var said = Assert.Single(await office.ReadAsync(d => d.Set<GateRecord>().Where(g => g.DealId == deal).ToListAsync()));
        Assert.Equal(("N1", GateResult.Failed, true), (said.GateCode, said.Result, said.Confirmed));
        var found = Assert.Single(await Findings(office, deal));
        Assert.Equal((DeviationKind.MissingStage, stages[1], 20), (found.Deviation, found.StageCode, found.Points));

        (await anna.PostAsync($"/api/deals/{deal}/undo")).Ok();
        Assert.Equal((0, true), (await Findings(office, deal)).Select(f => (f.Points, f.UndoneAt is not null)).Single());
        (await anna.PostAsync($"/api/deals/{deal}/stage?confirm=true", new { stage = stages[1] })).Ok();
        (await anna.PostAsync($"/api/deals/{deal}/stage", new { stage = stages[0], reason = "Too early" })).Ok();
        Assert.Equal(2, await office.ReadAsync(d => d.Set<GateRecord>().CountAsync(g => g.DealId == deal)));
    }

    private static Task<List<Finding>> Findings(SalesOffice office, Guid deal) =>
        office.ReadAsync(d => d.Set<Finding>().AsNoTracking().Where(f => f.DealId == deal && !f.Refused).ToListAsync());
}
