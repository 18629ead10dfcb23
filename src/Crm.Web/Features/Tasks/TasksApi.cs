using Crm.Domain;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Web.Data;
using Crm.Web.Data.Queries;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Tasks;

/// <summary>The inbox for programs.</summary>
internal static class TasksApi
{
    public static void MapTasksApi(this IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/tasks").WithTags("Tasks");
        tasks.MapGet("", List).WithSummary("Tasks by view: my, available, queues or done");
        tasks.MapGet("/{id:guid}", Card).WithSummary("One task with its choices");
        tasks.MapPost("/{id:guid}/claim", Claim).WithSummary("Take a task");
        tasks.MapPost("/{id:guid}/release", Release).WithSummary("Give a taken task back");
        tasks.MapPost("/{id:guid}/delegation", Delegate).WithSummary("Give a task to another person");
        tasks.MapPost("/{id:guid}/completion", Complete).WithSummary("Finish a task with a choice; the procedure goes on in the same transaction");
    }

    private static async Task<Ok<Page<TaskRow>>> List(TaskView? view, Guid? deal, Guid? after, int? limit, CurrentActor current, CrmDbContext database,
        CancellationToken cancellation)
    {
        var actor = await current.Get(cancellation);
        var me = actor.Id;
        var tasks = database.Set<TaskItem>().AsNoTracking();
        tasks = (view ?? TaskView.My) switch
        {
            TaskView.Available => tasks.Where(t => t.State == TaskState.Available && t.UserId == null).OfferedTo(actor),
            TaskView.Queues => tasks.Where(t => t.QueueId != null && (t.State == TaskState.Available || t.State == TaskState.Claimed)).OfferedTo(actor),
            TaskView.Done => tasks.Where(t => t.State == TaskState.Done && t.DoneBy == me),
            _ => tasks.Where(t => (t.State == TaskState.Claimed && t.ClaimedBy == me) || (t.State == TaskState.Available && t.UserId == me)),
        };
        if (deal is { } dealId) tasks = tasks.Where(t => t.DealId == dealId);
        return TypedResults.Ok(await new Part(after, limit).Of(tasks, t => new TaskRow(t.Id, t.TitleEn, t.TitleRu, t.DealId, t.StageCode, t.State, t.UserId,
            t.QueueId, t.ClaimedBy, t.Priority, t.RiskScore, t.ClaimDueAt, t.DueAt, t.DoneAt, t.ResultChoice, t.Revision), row => row.Id, cancellation));
    }

    private static async Task<Ok<TaskCard>> Card(Guid id, HttpContext context, CurrentActor current, CrmDbContext database, CancellationToken cancellation)
    {
        var task = await database.TasksFor(await current.Get(cancellation)).FirstOrDefaultAsync(t => t.Id == id, cancellation);
        return Answers.Of(task is null ? null : TaskCard.Of(task), context, task?.Revision);
    }

    private static async Task<ContentHttpResult> Claim(Guid id, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Task(id), "task.claim"), async scope =>
        {
            scope.Claim();
            return await Told(scope);
        }, cancellation));

    private static async Task<ContentHttpResult> Release(Guid id, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Task(id), "task.release"), async scope =>
        {
            scope.Release();
            return await Told(scope);
        }, cancellation));

    private static async Task<ContentHttpResult> Delegate(Guid id, DelegateTask body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Task(id), "task.delegate", body), async scope =>
        {
            scope.Delegate(body.UserId);
            return await Told(scope);
        }, cancellation));

    private static async Task<ContentHttpResult> Complete(Guid id, CompleteTask body, ApiCall call, Acts acts, CancellationToken cancellation) =>
        Answers.Done(await acts.Run(call.On(Subject.Task(id), "task.complete", body), async scope =>
        {
            await scope.RequireKnown<LossReason>(body.LossReasonId);
            await scope.RequireKnown<Competitor>(body.CompetitorId);
            await scope.Complete(body.Choice, body.Text, new OutcomeDetails(body.LossReasonId, body.CompetitorId, body.Note));
            return await Told(scope);
        }, cancellation));

    private static Task<object?> Told(CommandScope scope) => Task.FromResult<object?>(new
    {
        scope.Task.Id,
        State = scope.Task.State.ToString(),
        Revision = scope.Task.Revision + 1,
        scope.Task.DealId,
        scope.DealOrNull?.StageCode,
        Outcome = scope.DealOrNull?.Outcome.ToString(),
    });
}

internal enum TaskView { My, Available, Queues, Done }

internal sealed record DelegateTask
{
    public required Guid UserId { get; init; }
}

internal sealed record CompleteTask
{
    public required string Choice { get; init; }
    public string? Text { get; init; }
    public Guid? LossReasonId { get; init; }
    public Guid? CompetitorId { get; init; }
    public string? Note { get; init; }
}

internal sealed record TaskRow(Guid Id, string TitleEn, string TitleRu, Guid? DealId, string? Stage, TaskState State, Guid? UserId, Guid? QueueId,
    Guid? ClaimedBy, int Priority, decimal RiskScore, DateTimeOffset? ClaimDueAt, DateTimeOffset? DueAt, DateTimeOffset? DoneAt, string? ResultChoice,
    long Revision);

internal sealed record TaskCard(Guid Id, LocalText Title, Guid? DealId, string? Stage, TaskState State, Guid? UserId, Guid? QueueId, Guid? ClaimedBy,
    DateTimeOffset? ClaimDueAt, DateTimeOffset? DueAt, int CalendarVersion, string? Note, IReadOnlyList<TaskChoice> Choices, string? ResultChoice,
    string? ResultText, Guid? DoneBy, DateTimeOffset? DoneAt, long Revision)
{
    public static TaskCard Of(TaskItem task) => new(task.Id, task.Title, task.DealId, task.StageCode, task.State, task.UserId, task.QueueId, task.ClaimedBy,
        task.ClaimDueAt, task.DueAt, task.CalendarVersion, task.Note, task.Choices, task.ResultChoice, task.ResultText, task.DoneBy, task.DoneAt, task.Revision);
}
