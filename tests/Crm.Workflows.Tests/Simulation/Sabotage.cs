using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Workflows.Runtime;
using Crm.Workflows.Runtime.Memory;
using Done = System.Threading.Tasks.Task;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>What the defect of a store does to one transaction.</summary>
internal sealed class Sabotage(ICommandSession session, SimulatedStore store)
{
    private readonly WorkflowInstance? before = store.Defect == Defect.LosesUpdate ? RecordCopy.Of(session.Instance) : null;
    private bool isLate;

    public CommandAnswer? Earlier => store.Defect == Defect.AppliesTwice ? null : session.Earlier;

    public IReadOnlyList<TaskItem> OpenTasks => store.Defect == Defect.HidesOpenTasks ? [] : session.OpenTasks;

    public bool Swallows(object record) => store.Defect switch
    {
        Defect.LosesEffect => record is OutboxMessage effect && !Signal.IsSignal(effect.Kind),
        Defect.LosesFact => record is DealEvent { Kind: "task.claimed" },
        _ => false,
    };

    public CycleResult Changed(WorkflowInstance instance, CycleResult result)
    {
        switch (store.Defect)
        {
            case Defect.KeepsBookmark: return result with { BurnedBookmarks = [] };
            case Defect.LosesBookmark: return result with { NewBookmarks = [.. result.NewBookmarks.Skip(1)] };
            case Defect.LosesJournalRow: return result with { Journal = [.. result.Journal.SkipLast(1)] };
            case Defect.Miscounts:
                instance.Apply(result with { Document = OneTooMany(result.Document) });
                return result;
            default: return result;
        }
    }

    public CommandAnswer Changed(CommandAnswer answer) => store.Defect switch
    {
        Defect.ForgetsAnswer => CommandAnswer.To(Known(answer.OperationId, answer.RequestHash), "{\"forgotten\":true}", answer.AnsweredAt),
        Defect.AppliesTwice => CommandAnswer.To(Known(Guid.CreateVersion7(), answer.RequestHash), answer.Body, answer.AnsweredAt),
        _ => answer,
    };

    public Done Saved()
    {
        isLate = before is not null;
        return Done.CompletedTask;
    }

    public async Done Dropped(int cycles)
    {
        if (store.Defect != Defect.SavesWhatWasDropped || cycles == 0) return;
        await session.Save(CommandAnswer.To(Known(Guid.CreateVersion7(), ""), "{}", before?.UpdatedAt ?? default), CancellationToken.None);
    }

    /// <summary>The transaction is over; another one that began before it writes now.</summary>
    public async Done Over()
    {
        if (isLate) await store.Inner.Keep([before!]);
    }

    private static string OneTooMany(string document)
    {
        var state = JsonNode.Parse(document)!;
        foreach (var context in state["activityExecutionContexts"]!.AsArray())
        {
            if (context!["properties"]?["FlowScope"]?["ActivitiesVisitCount"] is not JsonObject { Count: > 0 } visits) continue;
            var (name, count) = visits.First();
            visits[name] = (int)count! + 1;
        }
        return state.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static Command Known(Guid operationId, string hash) =>
        new(operationId, Actor.Job("-"), Door.Job, Subject.None, "-", hash);
}
