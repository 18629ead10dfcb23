namespace Crm.Domain;

/// <summary>One failed check. <paramref name="Args"/> fill {0}, {1} of the catalog's texts.</summary>
public sealed record Refusal(string Code, params object?[] Args)
{
    public string? Field { get; init; }

    /// <summary>What failed, e.g. a gate code; lets a page offer the act that mends it.</summary>
    public string? Ref { get; init; }

    public bool IsWarning { get; init; }

    /// <summary>Texts that replace the catalog's, e.g. a gate's own message.</summary>
    public LocalText? Text { get; init; }
}
