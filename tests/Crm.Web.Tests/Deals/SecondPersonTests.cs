using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Data.Stores;
using Crm.Web.Security;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>Where a gate asks for a second person, that person decides in a session of her own.</summary>
public sealed class SecondPersonTests
{
    private const string Strict = "S1";

    [Theory, OnEveryStore]
    public async Task An_exception_under_four_eyes_waits_for_somebody_else_in_the_role(Store store)
    {
        Person galina = null!;
        await using var desk = await SaleDesk.OpenAsync(store, async office => galina = await PrepareAsync(office));
        var sale = await Sale.OpenAsync(desk);
        await sale.Contacts();
        await desk.AskOverride(sale.Boris, sale.DealId, Strict, "The customer asked for it");
        await sale.IsRefused(sale.Anna, "Done", Strict);
        var task = (await sale.OpenTasks()).Single(t => t.Approves == OverrideRequest.TaskSubject);
        Assert.Equal((Role.SalesHead, "The customer asked for it"), (task.Role, task.Note));

        await sale.IsRefused("GEN-008", () => desk.Claim(sale.Anna, task.Id));
        await desk.Claim(sale.Boris, task.Id);
        await sale.IsRefused("OVR-001", () => desk.Complete(sale.Boris, task.Id, "Granted", null, null, true));
        await desk.Release(sale.Boris, task.Id);
        await desk.Claim(galina, task.Id);
        await desk.Complete(galina, task.Id, "Granted", null, null, true);

        var pass = Assert.Single((await sale.Deal()).Overrides);
        Assert.Equal((sale.Boris.Id, (Guid?)galina.Id), (pass.GrantedBy, pass.ApprovedBy));
        await sale.Completes(sale.Anna);
        Assert.Equal("qualification", (await sale.Deal()).StageCode);
        Assert.Equal(10, (await sale.Own<Finding>(f => f.DealId)).Single(f => f.Deviation == DeviationKind.OverrideUsed).Points);
        var request = Assert.Single(await sale.Own<OverrideRequest>(r => r.DealId));
        Assert.Equal((OverrideState.Granted, (Guid?)galina.Id), (request.State, request.DecidedBy));
    }

    [Theory, OnEveryStore(ThroughTheApi = false)]
    public async Task The_owner_is_no_second_person_and_a_refusal_lets_nothing_pass(Store store)
    {
        Person galina = null!;
        await using var desk = await SaleDesk.OpenAsync(store, async office => galina = await PrepareAsync(office));
        var own = await Sale.OpenAsync(desk, owner: galina);
        await desk.AskOverride(own.Boris, own.DealId, Strict, "Urgent");
        var task = (await own.OpenTasks()).Single(t => t.Approves == OverrideRequest.TaskSubject);
        await desk.Claim(galina, task.Id);
        await own.IsRefused("OVR-001", () => desk.Complete(galina, task.Id, "Granted", null, null, true));

        var sale = await Sale.OpenAsync(desk);
        await sale.Contacts();
        await desk.AskOverride(sale.Boris, sale.DealId, Strict, "Urgent");
        var other = (await sale.OpenTasks()).Single(t => t.Approves == OverrideRequest.TaskSubject);
        await desk.Claim(galina, other.Id);
        await desk.Complete(galina, other.Id, "Rejected", "Wait for the customer", null, true);
        await sale.IsRefused(sale.Anna, "Done", Strict);
        Assert.Empty((await sale.Deal()).Overrides);
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_names_the_second_person_in_a_call(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        await PrepareAsync(office);
        var deal = await office.OpenDealAsync(office.Anna);
        var boris = await office.ApiAsync(office.Boris);

        (await boris.PostAsync($"/api/deals/{deal}/overrides", new { code = Strict, reason = "Urgent", approvedBy = office.Anna.Id })).Refused(400, "GEN-002");
        var asked = (await boris.PostAsync($"/api/deals/{deal}/overrides", new { code = Strict, reason = "Urgent" })).Ok();
        Assert.Equal("Requested", (string?)asked.Json["state"]);
        (await boris.PostAsync($"/api/deals/{deal}/overrides/{asked.Id}/approval")).Refused(422, "OVR-001");
        (await boris.PostAsync($"/api/deals/{deal}/overrides", new { code = "G1.1", reason = "Urgent", expiresAt = "2199-01-01T00:00:00Z" })).Refused(422, "GEN-004");
        Assert.Equal("Granted", (string?)(await boris.PostAsync($"/api/deals/{deal}/overrides", new { code = "G1.1", reason = "Urgent" })).Ok().Json["state"]);
    }

    private static async Task<Person> PrepareAsync(SalesOffice office)
    {
        await GatedStage.PublishAsync(office, GatedStage.Gate(Strict, """{ "kind": "FieldFilled", "field": "comment" }""",
            """ "overrideRole": "SalesHead", "secondPerson": true, """));
        var galina = await office.App.InScopeAsync(async services =>
        {
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            var user = User.Invite("Galina Belova", "galina", null, [Role.SalesHead], office.SalesUnitId, "en", "Europe/Moscow",
                new Cause(Actor.Job("test"), Door.Job, Guid.CreateVersion7()), now);
            await services.GetRequiredService<Accounts>().Open(user, SalesOffice.Password);
            services.GetRequiredService<SurroundingsCache>().Forget();
            return user;
        });
        return new Person(galina.Id, galina.Name, galina.Login, Role.SalesHead);
    }
}
