using Crm.Domain;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Runtime;

/// <summary>Runs that a stimulus starts, and the versions they are started from.</summary>
public sealed partial class WorkflowRuntime
{
    private readonly DefinitionCheck check = new(catalog, expressions);

    internal Publisher Publisher(ICommandSession session, Command command, DateTimeOffset now) => new(session, check, registry, command, now);

    /// <summary>TR-05: the node of the trigger is done at once in the new run, with the payload as its result.</summary>
    /// <returns>The run; null when the definition's activation strategy does not allow another one now (TR-06).</returns>
    internal async Task<WorkflowInstance?> Start(ICommandSession session, RunWork work, StartTrigger trigger, Stimulus stimulus)
    {
        var graph = await Graph(trigger.DefinitionVersionId);
        var correlation = work.DealOrNull?.Id.ToString() ?? stimulus.CorrelationId;
        if (!await ActivationStrategy.Of(graph.Definition).Allows(session, trigger.DefinitionId, correlation)) return null;
        // A deal has one open run of a definition, whatever its strategy.
        if (work.DealOrNull is not null && await session.Definitions.IsRunning(trigger.DefinitionId, correlation)) return null;
        var id = Guid.CreateVersion7();
        if (work.DealOrNull is null) work.RunId = id;
        var result = await Run(session, work, graph, id, scope => ExecutionCycle.Start(graph, id, correlation, null, scope, (trigger.ActivityNodeId, stimulus)));
        return await KeepNew(session, work, result);
    }

    /// <summary>When time starts the trigger again.</summary>
    internal DateTimeOffset? NextStart(StartTrigger trigger, DateTimeOffset now) => trigger.Next(registry, now);
}
