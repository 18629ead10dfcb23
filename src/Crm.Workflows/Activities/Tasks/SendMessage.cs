using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Tasks;

/// <summary>Asks for a letter; it leaves after the commit.</summary>
public sealed class SendMessage : Activity
{
    public const string EffectKind = "message.requested";

    public override ActivityDescriptor Descriptor { get; } = new("Crm.SendMessage")
    {
        Category = "Messages",
        DisplayName = "Message",
        Inputs = [new("template", "String") { Required = true }, new("channel", "String") { Default = "Email" }],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        var deal = context.RequireWork().Deal;
        context.Raise(EffectKind, new JsonObject
        {
            ["template"] = context.Input<string>("template"),
            ["channel"] = context.Input<string>("channel"),
            ["dealId"] = deal.Id.ToString(),
            ["userId"] = deal.OwnerId.ToString(),
        }, leaves: true);
        return ActivityResult.Done();
    }
}
