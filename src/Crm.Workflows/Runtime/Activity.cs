using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Runtime;

/// <summary>
/// A kind of step. It decides and changes what is in its hands; it does no I/O and keeps nothing of its own:
/// one object serves all instances on all threads.
/// </summary>
public abstract class Activity
{
    public abstract ActivityDescriptor Descriptor { get; }

    /// <summary>Runs a node. Inputs have been evaluated once, before this call.</summary>
    public abstract ActivityResult Execute(ActivityContext context);

    /// <summary>What the node waited for has come. A start trigger is called here too, in the instance it starts.</summary>
    public virtual ActivityResult Resume(ActivityContext context, Stimulus stimulus) => ActivityResult.Done();

    /// <summary>The node is canceled; bookmarks are removed by the engine, anything else that was created is withdrawn here.</summary>
    public virtual void Canceled(ActivityContext context) { }

    /// <summary>A child of this container completed.</summary>
    public virtual ActivityResult ChildCompleted(ActivityContext context, ActivityNode child, JsonNode? tag, IReadOnlyList<string> outcomes) =>
        throw new NotSupportedException("This step has no children.");

    /// <summary>A direct child was canceled.</summary>
    public virtual ActivityResult ChildCanceled(ActivityContext context, ActivityNode child, JsonNode? tag) => ActivityResult.Working;

    /// <summary>The payload that a start trigger is indexed by (TR-02); null when this is no trigger.</summary>
    public virtual JsonObject? TriggerPayload(Func<string, JsonNode?> input) => null;

    /// <summary>When time starts a trigger of this kind next; null when it is no matter of time, or will not be due again (TR-07).</summary>
    /// <param name="payload">What <see cref="TriggerPayload"/> gave.</param>
    /// <param name="last">When it was due last; null when it never was.</param>
    /// <returns>A moment after <paramref name="now"/>: what was missed meanwhile is not made up for.</returns>
    public virtual DateTimeOffset? NextStart(JsonObject payload, DateTimeOffset? last, DateTimeOffset now) => null;
}
