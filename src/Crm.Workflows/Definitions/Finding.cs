namespace Crm.Workflows.Definitions;

/// <summary>What is wrong with a definition, where, in words for a person, and what to do about it.</summary>
public sealed record Finding(string Code, FindingSeverity Severity, string? NodeId, string? Member, string Sentence, string Hint)
{
    public bool IsError => Severity == FindingSeverity.Error;
}
