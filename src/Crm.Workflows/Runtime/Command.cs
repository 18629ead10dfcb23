using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;

namespace Crm.Workflows.Runtime;

/// <summary>
/// One act of one actor through one door. <see cref="OperationId"/> makes it safe to repeat: the same id with the same
/// <see cref="RequestHash"/> gets the first answer again.
/// </summary>
public sealed record Command(Guid OperationId, Actor Actor, Door Door, Subject Subject, string Name, string RequestHash)
{
    private static readonly JsonSerializerOptions Hashing = new(JsonSerializerDefaults.Web);

    /// <summary>The state the caller saw; null when the caller does not care.</summary>
    public long? Revision { get; init; }

    /// <summary>Warnings have been seen and accepted.</summary>
    public bool Confirm { get; init; }

    /// <summary>When it is claimed to have happened; null is now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    public Cause Cause => new(Actor, Door, OperationId) { OccurredAt = OccurredAt };

    /// <summary>An operation id that follows from a key: repeating it is answered, not done again.</summary>
    public static Guid OperationOf(string key) => new(Convert.FromHexString(HashChain.Of(key)).AsSpan(0, 16));

    /// <summary>A command whose hash covers its name, subject, actor and body.</summary>
    public static Command Of(Guid operationId, Actor actor, Door door, Subject subject, string name, object? body = null)
    {
        var request = new JsonObject
        {
            ["actor"] = actor.Id.ToString(),
            ["name"] = name,
            ["subject"] = subject.Id.ToString(),
            ["body"] = body is null ? null : JsonSerializer.SerializeToNode(body, Hashing),
        };
        return new(operationId, actor, door, subject, name, HashChain.Of(CanonicalJson.Write(request)));
    }
}
