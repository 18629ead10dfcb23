using Crm.Domain;
using Crm.Domain.Users;
using Crm.Web.Data.Queries;
using Crm.Web.Hosting;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crm.Web.Features.Runs;

/// <summary>Runs as a list and one by one, and what an operator does about them.</summary>
internal static class RunsApi
{
    private const int MostRows = 500;

    public static void MapRunsApi(this IEndpointRouteBuilder api)
    {
        var runs = api.MapGroup("/runs").WithTags("Operations").RequireRight(Right.RunsOperate);
        runs.MapGet("", List).WithSummary("Runs of procedures with what they wait for, newest first");
        runs.MapGet("/{id:guid}", Card).WithSummary("A run with its steps, waits, faults and values");
        runs.MapGet("/{id:guid}/journal", Journal).WithSummary("What the engine did at each step, newest first; next goes into before to read on");
        runs.MapPost("/{id:guid}/incidents/{step}/retry", Retry).WithSummary("Run a failed step again with the same values");
        runs.MapPost("/{id:guid}/incidents/{step}/dismissal", Dismiss).WithSummary("Give a failed step up: the run goes on without it");
        runs.MapPost("/{id:guid}/timers/{timer}/firing", Fire).WithSummary("Fire a timer that is past its time");
        runs.MapPost("/{id:guid}/cancellation", Cancel).WithSummary("End a run; the one that leads an open strict deal ends only with the deal's own verbs");
    }

    private static async Task<Ok<Page<RunRow>>> List(WorkflowStatus? state, string? definition, string? text, bool? stuck, Guid? after, int? limit, RunsReader reader,
        CancellationToken cancellation) =>
        TypedResults.Ok(await reader.Read(new RunFilter { State = state, Definition = definition, Text = text, Stuck = stuck is true }, after, limit ?? RunsReader.PageSize, cancellation));

    private static async Task<Ok<RunCard>> Card(Guid id, RunSheets sheets, CancellationToken cancellation) =>
        TypedResults.Ok(RunCard.Of(await sheets.Find(id, cancellation)));

    private static async Task<Ok<RunJournalPart>> Journal(Guid id, long? before, string? node, int? limit, RunSheets sheets, RunJournal journal, CancellationToken cancellation)
    {
        if (limit is < 1 or > MostRows) throw DomainException.For("GEN-003", "limit", "limit");
        // An unknown run has no empty journal.
        await sheets.Find(id, cancellation);
        var (asked, rows) = (limit ?? RunJournal.PageSize, await journal.Before(id, before ?? long.MaxValue, node, limit ?? RunJournal.PageSize, cancellation));
        return TypedResults.Ok(new RunJournalPart(rows, rows.Count == asked ? rows[^1].Sequence : null));
    }

    private static async Task<ContentHttpResult> Retry(Guid id, string step, Because body, ApiCall call, RunActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.TryAgain(new(StuckKind.Step, id, step), body.Reason, call, cancellation));

    private static async Task<ContentHttpResult> Dismiss(Guid id, string step, Because body, ApiCall call, RunActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Dismiss(new(StuckKind.Step, id, step), body.Reason, call, cancellation));

    private static async Task<ContentHttpResult> Fire(Guid id, string timer, Because body, ApiCall call, RunActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.TryAgain(new(StuckKind.Timer, id, timer), body.Reason, call, cancellation));

    private static async Task<ContentHttpResult> Cancel(Guid id, Because body, ApiCall call, RunActs acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Cancel(id, body.Reason, call, cancellation));
}

internal sealed record RunJournalPart(IReadOnlyList<RunJournalRow> Items, long? Next);
