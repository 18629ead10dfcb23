namespace Crm.Web.Features.Import;

/// <summary>What an import did, or would do when nothing is written.</summary>
internal sealed class ImportAnswer(string? badRows = null)
{
    public bool Written { get; set; }
    public IReadOnlyList<ImportTally> Tallies { get; set; } = [];
    public ImportFindings Findings { get; } = new(badRows);

    public ImportTally? Of(string kind) => Tallies.FirstOrDefault(t => t.Kind == kind);
}
