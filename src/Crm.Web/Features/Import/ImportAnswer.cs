namespace Crm.Web.Features.Import;

/// <summary>What an import did, or would do when nothing is written.</summary>
internal sealed record ImportAnswer(bool Written, IReadOnlyList<ImportTally> Tallies, ImportFindings Findings)
{
    public ImportTally? Of(string kind) => Tallies.FirstOrDefault(t => t.Kind == kind);
}
