using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Workflows.Activities.Tasks;
using Crm.Workflows.Runtime;

namespace Crm.Web.Channels;

/// <summary>Letters that a procedure asks for; they go to the owner of its deal.</summary>
internal static class RequestedLetters
{
    public const string Kind = SendMessage.EffectKind;

    public static Task Ask(Delivery delivery)
    {
        var asked = JsonNode.Parse(delivery.Message.Payload) as JsonObject ?? throw new JsonException("An empty request.");
        delivery.Follow(Letter.Kind, delivery.Message.DealId, new Letter(Letter.About, Guid.Parse(asked["userId"]!.GetValue<string>()))
        {
            DealId = delivery.Message.DealId,
            Topic = asked["template"]?.GetValue<string>(),
        }, "letter");
        return Task.CompletedTask;
    }
}
