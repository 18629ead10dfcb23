using Crm.Domain;
using Crm.Domain.Errors;

namespace Crm.Web.Features.Import;

/// <summary>A row that cannot be taken, and why.</summary>
internal sealed record ImportFinding(string File, int Line, Refusal Why)
{
    public string Text(string language) => ErrorText.Format(Why, language);

    public override string ToString() => $"{File}, line {Line}: {Text("en")} ({Why.Code})";
}
