using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests;

/// <summary>
/// Leaves by the next set of outcomes that was told for its node; a set of "*" waits, "!" fails.
/// Untold it leaves by Done, or by the first outcome of the step whose place it takes.
/// </summary>
internal sealed class TestStep(IEnumerable<(string Node, string Outcomes)> told, ActivityDescriptor? insteadOf = null) : Activity
{
    private readonly Dictionary<string, Queue<string>> _told = told.GroupBy(t => t.Node)
        .ToDictionary(g => g.Key, g => new Queue<string>(g.SelectMany(t => t.Outcomes.Split(' '))));

    public override ActivityDescriptor Descriptor { get; } = insteadOf ?? new("Test.Step") { DynamicOutcomes = true, Waits = true };

    public override ActivityResult Execute(ActivityContext context)
    {
        if (!_told.TryGetValue(context.Node.Id, out var queue) || !queue.TryDequeue(out var outcomes))
            return ActivityResult.Done(Descriptor.DynamicOutcomes ? Outcome.Done : Descriptor.Outcomes[0]);
        return outcomes switch
        {
            "*" => ActivityResult.Wait(context.CreateBookmark("Test.Step", new() { ["Node"] = context.Node.Id })),
            "!" => throw new InvalidDataException("told to fail"),
            _ => ActivityResult.Done(outcomes.Split('+')),
        };
    }
}
