namespace Crm.Fault.Tests.History;

/// <summary>An invariant that does not hold, and the row at which it is seen.</summary>
internal sealed record Violation(string Invariant, string Row, string Finding)
{
    public override string ToString() => $"{Invariant} {Row}: {Finding}";
}
