using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Errors;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Web.Tests.Deals;

/// <summary>
/// Anna's sale whose first gate does not hold, her lost one and her manual deal, and what everybody tries with them through every door:
/// as a page does it, over HTTP, as an import, as a job, and at a signal. The doors for more than one deal run the same verbs one by one.
/// </summary>
internal sealed class IllegalMoves
{
    private readonly SalesOffice office;
    private readonly Dictionary<Guid, Actor> actors = [];
    private readonly List<IllegalCell> cells = [];

    private IllegalMoves(SalesOffice office) => this.office = office;

    public static async Task<IllegalMoves> PrepareAsync(SalesOffice office)
    {
        var open = await StandardSale.OpenAsync(office);
        var lost = await StandardSale.OpenAsync(office);
        await lost.ContactAsync();
        var done = Guid.Parse((string)(await lost.TaskAsync("t1"))["id"]!);
        (await lost.CompleteAsync(office.Anna, "t1")).Ok();
        (await lost.CloseAsync(office.Anna, "Lost", await lost.LossReasonAsync("price"))).Ok();
        var manual = await office.OpenDealAsync(office.Anna, "manual-pipeline");
        var task = Guid.Parse((string)(await open.TaskAsync("t1"))["id"]!);
        var run = await office.ReadAsync(d => d.Set<WorkflowInstance>().Where(i => i.DealId == open.DealId).Select(i => i.Id).SingleAsync());

        var moves = new IllegalMoves(office);
        Person[] everybody = [office.Anna, office.Boris, office.Olga, office.Vera, office.Alla, office.Rita, office.Pavel];
        foreach (var person in everybody) moves.actors[person.Id] = await TracedRunner.ActorAsync(office, person);
        foreach (var move in Moves(open.DealId, lost.DealId, manual, task, done))
        {
            foreach (var person in everybody)
                foreach (var door in (Door[])[Door.Page, Door.Api, Door.Import]) moves.cells.Add(new(move, person, door));
            moves.cells.Add(new(move, null, Door.Job));
            moves.cells.Add(new(move, null, Door.Signal));
        }
        // What nobody has done is told to the run as if it had happened.
        foreach (var told in (Stimulus[])[Stimuli.Moved(open.DealId, "proposal"), new("Elsa.Event") { Hash = "x" }])
            moves.cells.Add(new(new("tell " + told.Name, Subject.Instance(run), scope => scope.Deliver(told), "", ""), null, Door.Signal));
        return moves;
    }

    public IEnumerable<IllegalCell> Cells() => cells;

    /// <returns>What was said; null when it succeeded.</returns>
    public async Task<(int Status, string Code)?> TryAsync(IllegalCell cell)
    {
        if (cell is { Door: Door.Api, Actor: { } person })
        {
            var answer = await (await office.ApiAsync(person)).PostAsync(cell.Move.Path, cell.Move.Body, cell.Operation);
            return answer.Status < 400 ? null : (answer.Status, answer.Code ?? "");
        }
        try
        {
            var actor = cell.Actor is { } somebody ? actors[somebody.Id] : Actor.Job("matrix");
            await office.App.Services.GetRequiredService<CommandRunner>()
                .Run(Command.Of(cell.Operation, actor, cell.Door, cell.Move.Subject, cell.Move.Name) with { Confirm = true }, cell.Move.Verb);
            return null;
        }
        catch (DomainException refused)
        {
            return (ErrorCatalog.StatusOf(refused), refused.Code);
        }
    }

    public async Task<IEnumerable<string>> WithoutOneDenialAsync()
    {
        var denied = (await office.ReadAsync(d => d.Set<AuditEntry>().Where(e => e.Denied).Select(e => e.RequestId).ToListAsync())).ToLookup(id => id);
        return cells.Where(c => denied[c.Operation].Count() != 1).Select(c => $"{c}: {denied[c.Operation].Count()} denied entries");
    }

    /// <summary>Everything that a move could change.</summary>
    public Task<string> StateAsync() => office.ReadAsync(async database =>
    {
        var deals = await database.Set<Deal>().AsNoTracking().OrderBy(d => d.Id).Select(d => $"{d.Id} {d.Revision} {d.LastSeq} {d.StageCode} {d.Outcome} {d.OwnerId}").ToListAsync();
        var tasks = await database.Set<TaskItem>().AsNoTracking().OrderBy(t => t.Id).Select(t => $"{t.Id} {t.Revision} {t.State} {t.ClaimedBy}").ToListAsync();
        var runs = await database.Set<WorkflowInstance>().AsNoTracking().OrderBy(i => i.Id).Select(i => $"{i.Id} {i.Revision} {i.Status} {i.OpenIncidents}").ToListAsync();
        var commands = await database.Set<CommandAnswer>().CountAsync();
        return string.Join('\n', [.. deals, .. tasks, .. runs, $"{commands} commands"]);
    });

    private static IEnumerable<IllegalMove> Moves(Guid open, Guid lost, Guid manual, Guid task, Guid done) =>
    [
        new("move a strict deal", Subject.Deal(open), scope => scope.MoveTo("proposal", "Faster"), $"/api/deals/{open}/stage", new { stage = "proposal", reason = "Faster" }),
        new("win a strict deal", Subject.Deal(open), scope => scope.Win("Mine"), $"/api/deals/{open}/closure", new { outcome = "Won", note = "Mine" }),
        new("finish a task whose gate does not hold", Subject.Task(task), scope => scope.Complete("Done"), $"/api/tasks/{task}/completion?confirm=true", new { choice = "Done" }),
        new("finish a task again", Subject.Task(done), scope => scope.Complete("Done"), $"/api/tasks/{done}/completion?confirm=true", new { choice = "Done" }),
        new("reopen an open deal", Subject.Deal(open), scope => scope.Reopen("Again"), $"/api/deals/{open}/reopening", new { reason = "Again" }),
        new("lose a lost deal", Subject.Deal(lost), scope => scope.Lose(new OutcomeDetails(null, null, null)), $"/api/deals/{lost}/closure", new { outcome = "Lost" }),
        new("move a lost deal", Subject.Deal(lost), scope => scope.MoveTo("proposal", "Again"), $"/api/deals/{lost}/stage", new { stage = "proposal", reason = "Again" }),
        new("move a manual deal to a stage that there is not", Subject.Deal(manual), scope => scope.MoveTo("moon", "Why not"), $"/api/deals/{manual}/stage", new { stage = "moon", reason = "Why not" }),
        new("reopen a manual deal that is open", Subject.Deal(manual), scope => scope.Reopen("Again"), $"/api/deals/{manual}/reopening", new { reason = "Again" }),
    ];
}
