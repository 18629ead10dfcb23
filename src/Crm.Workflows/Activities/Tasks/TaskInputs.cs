using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Crm.Domain;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Tasks;

/// <summary>The inputs that all steps which create work share, and how they become a draft.</summary>
internal static class TaskInputs
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static readonly IReadOnlyList<InputDescriptor> Shared =
    [
        new("title", "Object") { Required = true, Description = "{ en, ru }" },
        new("instructions", "Object") { Description = "{ en, ru }" },
        new("assignee", "String") { Default = "owner", Description = "owner, role:<Role> in the owner's unit, or queue:<code>; a run without a deal has the process owners for an owner" },
        new("priority", "Int32") { Default = 50 },
    ];

    public static TaskDraft Draft(ActivityContext context, RunWork work) =>
        new(Text(context.Input("title")) ?? throw new DomainException("GEN-012", "title"), Addressee(context.Input<string>("assignee"), work))
        {
            Instructions = Text(context.Input("instructions")),
            NodeId = context.Node.NodeId,
            Priority = context.Input<int?>("priority") ?? 50,
        };

    public static LocalText? Text(JsonNode? node) => node is JsonObject ? node.Deserialize<LocalText>(Json) : null;

    public static IReadOnlyList<TaskChoice> Choices(JsonNode? node) =>
        node is JsonArray ? node.Deserialize<List<TaskChoice>>(Json) ?? [] : [];

    public static Addressee Addressee(string? assignee, RunWork work)
    {
        var deal = work.DealOrNull;
        return (assignee ?? "owner").Split(':', 2) switch
        {
            ["owner"] => deal is null ? Domain.Tasks.Addressee.RoleIn(Role.ProcessOwner, null) : Domain.Tasks.Addressee.User(deal.OwnerId),
            ["role", var role] when Enum.TryParse<Role>(role, out var known) => Domain.Tasks.Addressee.RoleIn(known, deal?.OwnerUnitId),
            ["queue", var code] => Domain.Tasks.Addressee.Queue(work.Around.Queue(code).Id),
            _ => throw new DomainException("GEN-012", "assignee"),
        };
    }
}
