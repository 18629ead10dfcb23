using System.Text.Json.Nodes;
using Crm.Domain.Deals;

namespace Crm.Fault.Tests.History;

/// <summary>H-01, H-02 and H-17: what people were told against what was done.</summary>
internal static class CommandRules
{
    // At most one of each in one command; a stage is entered once by it, a task completed once.
    private static readonly string[] Once = ["deal.opened", "deal.won", "deal.lost", "deal.reopened", "deal.stage_changed", "task.completed"];

    public static IEnumerable<Violation> Of(Tables tables, IReadOnlyCollection<ClientCall> calls) =>
        [.. Answers(tables, calls), .. Order(tables, calls), .. Explained(tables, calls), .. AtMostOnce(tables), .. Refusals(tables, calls)];

    private static IEnumerable<Violation> Answers(Tables tables, IReadOnlyCollection<ClientCall> calls)
    {
        foreach (var call in calls)
        {
            var stored = tables.Commands.GetValueOrDefault(call.Operation)?.Body;
            foreach (var answer in call.Attempts.Select(a => a.Answer).Where(a => a is { Status: >= 200 and < 300 }))
                if (answer!.Text != stored) yield return new("H-01", Row(call), $"was answered {answer.Text}, and {stored ?? "nothing"} is stored");
            if (call.Refused && stored is not null) yield return new("H-01", Row(call), "was refused and has happened");
        }
    }

    /// <summary>Real time: what had ended before another call began stands before it in the deal.</summary>
    private static IEnumerable<Violation> Order(Tables tables, IReadOnlyCollection<ClientCall> calls)
    {
        var byOperation = calls.Where(c => c.Acknowledged is not null).ToDictionary(c => c.Operation);
        foreach (var deal in tables.Facts)
        {
            ClientCall? latest = null;
            foreach (var operation in deal.Select(fact => fact.RequestId).Distinct())
            {
                if (!byOperation.TryGetValue(operation, out var call)) continue;
                if (latest is not null && call.Acknowledged!.EndedAt < latest.Attempts[0].StartedAt)
                    yield return new("H-01", Row(call), $"had ended before {Row(latest)} began, and stands behind it in deal {deal.Key}");
                if (latest is null || call.Attempts[0].StartedAt > latest.Attempts[0].StartedAt) latest = call;
            }
        }
    }

    /// <summary>Every answer names the stage and the outcome that the deal had when its command was done.</summary>
    private static IEnumerable<Violation> Explained(Tables tables, IReadOnlyCollection<ClientCall> calls)
    {
        var answers = calls.Where(c => c.Answer is not null).ToDictionary(c => c.Operation, c => JsonNode.Parse(c.Answer!) as JsonObject);
        foreach (var deal in tables.Facts)
        {
            var (stage, outcome) = ((string?)null, DealOutcome.Open);
            foreach (var command in deal.GroupBy(fact => fact.RequestId))
            {
                foreach (var fact in command) (stage, outcome) = (fact.StageAfter() ?? stage, fact.OutcomeAfter() ?? outcome);
                if (answers.GetValueOrDefault(command.Key) is not { } answer) continue;
                if ((string?)answer["stageCode"] is { } told && told != stage)
                    yield return new("H-01", $"command {command.Key}", $"was told stage {told}, and the deal stood in {stage}");
                if ((string?)answer["outcome"] is { } ended && ended != outcome.ToString())
                    yield return new("H-01", $"command {command.Key}", $"was told {ended}, and the deal was {outcome}");
            }
        }
    }

    private static IEnumerable<Violation> AtMostOnce(Tables tables)
    {
        foreach (var deal in tables.Facts)
        {
            foreach (var twice in deal.Where(f => Once.Contains(f.Kind)).GroupBy(f => (f.RequestId, f.Kind, f.Says("task"), f.Says("to"))).Where(g => g.Count() > 1))
                yield return new("H-02", $"deal {deal.Key} fact {twice.Last().Seq}", $"{twice.Key.Kind} a second time by command {twice.Key.RequestId}");
            var left = new HashSet<Guid>();
            var current = Guid.Empty;
            foreach (var fact in deal)
            {
                if (fact.RequestId != current && !left.Add(fact.RequestId))
                    yield return new("H-02", $"deal {deal.Key} fact {fact.Seq}", $"command {fact.RequestId} did something again after another command");
                current = fact.RequestId;
            }
        }
    }

    private static IEnumerable<Violation> Refusals(Tables tables, IReadOnlyCollection<ClientCall> calls)
    {
        var denied = tables.Entries.Where(e => e.Denied).ToLookup(e => e.RequestId);
        foreach (var call in calls)
        {
            var (refused, unknown) = (call.Attempts.Count(a => a.IsRefusal), call.Attempts.Count(a => a.Answer is null or { Status: >= 500 }));
            var entries = denied[call.Operation].Count();
            if (entries < refused || entries > refused + unknown)
                yield return new("H-17", Row(call), $"was refused {refused} times, and {entries} denied entries stand in the record");
        }
    }

    private static string Row(ClientCall call) => $"{call.Act} {call.Operation}";
}
