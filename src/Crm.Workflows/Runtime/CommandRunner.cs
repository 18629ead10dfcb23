using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Errors;

namespace Crm.Workflows.Runtime;

/// <summary>
/// The only way anything changes: look up the operation, lock, load, let the verb act, deliver what follows to the run, save.
/// A refusal rolls everything back and leaves a denied entry.
/// </summary>
public sealed class CommandRunner(IWorkflowStore store, WorkflowRuntime runtime, TimeProvider clock)
{
    private const int Attempts = 4;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Runs a verb whose answer is nothing but success.</summary>
    public Task<string> Run(Command command, Func<CommandScope, Task> verb, CancellationToken cancellation = default) =>
        Run(command, async scope =>
        {
            await verb(scope);
            return scope.DealOrNull is { } deal ? new { deal.Id, Revision = deal.Revision + 1, deal.StageCode, Outcome = deal.Outcome.ToString() } : null;
        }, cancellation);

    public Task<string> Run(Command command, Action<CommandScope> verb, CancellationToken cancellation = default) =>
        Run(command, scope =>
        {
            verb(scope);
            return Task.CompletedTask;
        }, cancellation);

    /// <summary>Runs a verb and returns its answer as JSON text; a repeated operation gets the first text again.</summary>
    public async Task<string> Run(Command command, Func<CommandScope, Task<object?>> verb, CancellationToken cancellation = default)
    {
        // The deal behind a task is known only once it is loaded; a refusal is filed under it all the same.
        var dealId = command.Subject.Kind == SubjectKind.Deal ? command.Subject.Id : (Guid?)null;
        var replays = new Replays();
        var now = clock.GetUtcNow();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Attempt(command, verb, deal => dealId = deal, now, replays, cancellation);
            }
            catch (RunAgainException) when (!replays.IsExhausted)
            {
                // Nothing was stored, and what stands in the way is known: the same attempt at the same time.
                attempt--;
            }
            catch (DomainException refused)
            {
                if (await AnswerGiven(command, cancellation) is { } given) return given;
                await Deny(command, refused, dealId, cancellation);
                throw;
            }
            catch (StoreConflictException conflict)
            {
                if (await AnswerGiven(command, cancellation) is { } given) return given;
                if (attempt < Attempts && conflict.IsTransient)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(10, 100)), clock, cancellation);
                    replays.Forget();
                    now = clock.GetUtcNow();
                    continue;
                }
                var refused = new DomainException(command.Subject.Kind == SubjectKind.Task ? "WFI-003" : "GEN-007", "?", clock.GetUtcNow());
                await Deny(command, refused, dealId, cancellation);
                throw refused;
            }
            catch (StoreOutcomeUnknownException unknown)
            {
                // The connection may have been lost after the commit: then the command has happened, and this is its answer.
                if (await AnswerAfter(command, cancellation) is { } given) return given;
                ExceptionDispatchInfo.Throw(unknown.InnerException!);
            }
        }
    }

    private async Task<string> Attempt(Command command, Func<CommandScope, Task<object?>> verb, Action<Guid> loaded,
        DateTimeOffset now, Replays replays, CancellationToken cancellation)
    {
        replays.Rewind();
        await using var session = await store.Begin(command, now, cancellation);
        if (session.Earlier is { } earlier) return SameRequest(command, earlier);
        if (session.Deal is { } known) loaded(known.Id);
        var scope = new CommandScope(session, runtime, command, now, replays);
        scope.RequireVisible();
        if (command.Revision is { } seen) (session.Task ?? (Entity?)session.Deal)?.ExpectRevision(seen);
        var answer = JsonSerializer.Serialize(await Act(verb, scope, session.Around) ?? new { }, Json);
        await scope.SettleEvidence();
        foreach (var work in scope.Works) Keep(session, work, command, now);
        await session.Save(CommandAnswer.To(command, answer, now), cancellation);
        Fault.At("committed");
        return answer;
    }

    /// <summary>An entity knows people by their ids only; who is refused because of somebody is told the name.</summary>
    private static async Task<object?> Act(Func<CommandScope, Task<object?>> verb, CommandScope scope, Surroundings around)
    {
        try
        {
            return await verb(scope);
        }
        catch (DomainException refused) when (refused.Naming(id => around.FindUser(id)?.Name) is var named && named != refused)
        {
            throw named;
        }
    }

    /// <summary>Hands the new rows of a deal or run to the session; an import signals nobody.</summary>
    private static void Keep(ICommandSession session, RunWork work, Command command, DateTimeOffset now)
    {
        foreach (var visit in work.DealOrNull?.NewVisits ?? []) session.Add(visit);
        foreach (var fact in work.DealOrNull?.NewEvents ?? []) session.Add(fact);
        foreach (var text in work.DealOrNull?.NewTexts ?? []) session.Add(text);
        foreach (var said in work.DealOrNull?.NewEvaluations ?? []) session.Add(said);
        foreach (var finding in work.DealOrNull?.NewFindings ?? []) session.Add(finding);
        foreach (var task in work.NewTasks) session.Add(task);
        if (command.Door == Door.Import) return;
        foreach (var (signal, index) in work.Signals.Select((s, i) => (s, i)))
        {
            var message = OutboxMessage.Of(signal, $"{work.SubjectId:N}:{command.OperationId:N}:{index}", now);
            session.Add(message);
            work.Trace?.Messages.Add(message.Id);
        }
        if (work.Trace is { } trace) session.Add(InstanceSnapshot.Of(command, now, trace, work.DealOrNull!));
    }

    private async Task<string?> AnswerGiven(Command command, CancellationToken cancellation) =>
        await store.FindAnswer(command.OperationId, cancellation) is { } given && given.RequestHash == command.RequestHash ? given.Body : null;

    /// <summary>The answer on another connection; null when there is none, or when the store cannot be asked.</summary>
    private async Task<string?> AnswerAfter(Command command, CancellationToken cancellation)
    {
        try
        {
            return await AnswerGiven(command, cancellation);
        }
        catch (Exception gone) when (gone is not OperationCanceledException)
        {
            return null;
        }
    }

    private static string SameRequest(Command command, CommandAnswer earlier) =>
        earlier.RequestHash == command.RequestHash ? earlier.Body : throw new DomainException("GEN-006");

    private async Task Deny(Command command, DomainException refused, Guid? dealId, CancellationToken cancellation)
    {
        // What could not be read is no act that somebody was denied.
        if (ErrorCatalog.StatusOf(refused) is not (403 or 404 or 409 or 422)) return;
        var now = clock.GetUtcNow();
        var inputs = new JsonObject();
        if (refused.Evaluations.Count > 0)
            inputs["gates"] = new JsonArray([.. refused.Evaluations.Select(e => (JsonNode)e.ToFact())]);
        var subjectId = command.Subject.Id == Guid.Empty ? (Guid?)null : command.Subject.Id;
        var entry = AuditEntry.Denial(command.Name, command.Subject.Kind.ToString(), subjectId, refused, inputs, command.Cause, now, dealId);
        var gates = refused.Evaluations.Where(e => e.Failed).Select(e => e.Gate.Code).ToList();
        var signal = gates.Count == 0 ? null : OutboxMessage.Of(new Signal.GateRefused(gates, command.Actor.Id) { DealId = dealId },
            $"{command.OperationId:N}:denied:{now.UtcTicks}", now);
        var finding = dealId is { } deal ? Finding.Attempted(refused, deal, command.Cause, now) : null;
        await store.Deny(entry, signal, finding, cancellation);
    }
}
