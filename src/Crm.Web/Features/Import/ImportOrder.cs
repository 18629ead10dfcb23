using Crm.Domain;

namespace Crm.Web.Features.Import;

/// <summary>What is to be imported, by whom and how.</summary>
internal sealed record ImportOrder(ImportProfile Profile, IReadOnlyList<ImportFile> Files, Func<CancellationToken, Task<Actor>> Actor)
{
    /// <summary>Reads everything and writes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Good rows are taken although others are bad.</summary>
    public bool Partial { get; init; }
    public ImportProgress Progress { get; init; } = new();

    /// <summary>The file that gets every refused row.</summary>
    public string? BadRows { get; init; }
}
