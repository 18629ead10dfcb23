using Crm.Domain;

namespace Crm.Web.Features.Reports;

/// <summary>What the rows of the report are.</summary>
internal enum ResultsBy { Manager, Agent, Product, Month }

internal static class ResultsByText
{
    /// <summary>Left out it is by manager; a word the report does not know is refused (RPT-003).</summary>
    public static ResultsBy Parse(string? text) => text switch
    {
        null or "" => ResultsBy.Manager,
        _ when !char.IsDigit(text[0]) && Enum.TryParse<ResultsBy>(text, ignoreCase: true, out var by) && Enum.IsDefined(by) => by,
        _ => throw DomainException.For("RPT-003", "by", text),
    };

    public static string Word(this ResultsBy by) => by.ToString().ToLowerInvariant();
}
