using Crm.Domain;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>A wait that was seen to be due.</summary>
internal sealed record Timer(Guid InstanceId, string BookmarkId, string NodeId)
{
    private static readonly Actor Timers = Actor.Job("due-timers");

    public Command Command() => Crm.Workflows.Runtime.Command.Of(Guid.CreateVersion7(), Timers, Door.Job, Subject.Instance(InstanceId), "timer.fire", new { BookmarkId });
}
