using System.Text.Json;
using Crm.Workflows.Runtime;

namespace Crm.Web.Channels;

/// <summary>One try to perform an effect, and the effects that follow from it; they are stored together with its success.</summary>
internal sealed class Delivery(OutboxMessage message, DateTimeOffset now)
{
    private readonly List<object> followed = [];

    public OutboxMessage Message { get; } = message;
    public DateTimeOffset Now { get; } = now;
    public IReadOnlyList<object> Followed => followed;

    /// <param name="name">What makes this effect different from the others of the same message.</param>
    public void Follow(string kind, Guid? dealId, object payload, string name, DateTimeOffset? notBefore = null) =>
        followed.Add(OutboxMessage.Of(kind, dealId, JsonSerializer.Serialize(payload, Signal.Json), $"{Message.IdempotencyKey}:{name}", Now, notBefore));

    /// <summary>An event that nobody waits for yet.</summary>
    public void Keep(PendingStimulus stimulus) => followed.Add(stimulus);
}
