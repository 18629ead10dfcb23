namespace Crm.Workflows.Definitions;

/// <summary>An edge of a flowchart. Its text is its identity (CN-05) and the key of its counters.</summary>
public sealed record Connection(string Source, string SourcePort, string Target, string TargetPort)
{
    public string Key { get; } = $"{Source}:{SourcePort}->{Target}:{TargetPort}";

    public override string ToString() => Key;
}
