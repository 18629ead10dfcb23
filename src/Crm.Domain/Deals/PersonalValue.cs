using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Crm.Domain.Deals;

/// <summary>
/// A personal or free text kept apart from the facts that mention it. History holds only
/// <c>{ref, commitment}</c>, commitment = HMAC-SHA256(salt, value): erasing the value leaves the chain verifiable.
/// </summary>
public sealed class PersonalValue
{
    public Guid Id { get; private set; }
    public Guid SubjectId { get; private set; }
    public byte[] Salt { get; private set; } = [];
    public string Value { get; private set; } = "";

    private PersonalValue() { }

    public static PersonalValue Keep(Guid subjectId, string value) => new()
    {
        Id = Guid.CreateVersion7(),
        SubjectId = subjectId,
        Salt = RandomNumberGenerator.GetBytes(16),
        Value = value,
    };

    /// <summary>Lower-case hex of HMAC-SHA256 over the UTF-8 value.</summary>
    public string Commitment => Convert.ToHexStringLower(HMACSHA256.HashData(Salt, Encoding.UTF8.GetBytes(Value)));

    /// <summary>How history mentions it.</summary>
    public JsonObject ToFact() => new() { ["ref"] = Id.ToString(), ["commitment"] = Commitment };
}
