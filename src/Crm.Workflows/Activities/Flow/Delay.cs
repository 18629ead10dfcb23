using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Waits a time span; zero or less waits not at all.</summary>
public sealed class Delay : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Delay")
    {
        Category = "Time",
        DisplayName = "Delay",
        Waits = true,
        Inputs = [new("timeSpan", "TimeSpan") { Default = "00:01:00" }],
    };

    public override ActivityResult Execute(ActivityContext context) =>
        context.Input<TimeSpan>("timeSpan") is var span && span <= TimeSpan.Zero
            ? ActivityResult.Done()
            : Until(context, Descriptor.Type, "ResumeAt", context.Now + span);

    internal static ActivityResult Until(ActivityContext context, string name, string member, DateTimeOffset at) =>
        ActivityResult.Wait(context.CreateBookmark(name, new JsonObject { [member] = at.ToUniversalTime() }, at, includeInstanceId: true));
}
