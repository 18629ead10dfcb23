namespace Crm.Domain.Deals;

/// <summary>What a gate rested on: a kind of record ("document", "interaction" …), its id, and the hash of its content where it has one.</summary>
public sealed record EvidenceRef(string Kind, Guid Id, string? Hash = null);
