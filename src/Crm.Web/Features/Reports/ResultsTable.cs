namespace Crm.Web.Features.Reports;

/// <summary>Closed deals by one thing. A row without name holds the deals that have no such thing.</summary>
internal sealed record ResultsTable(string By, DateOnly? From, DateOnly? To, string Currency, IReadOnlyList<ResultsRow> Rows, ResultsRow Total)
{
    /// <summary>Won deals whose amount is in no total because their currency has no rate on the day of closing.</summary>
    public int WithoutRate { get; init; }
}
