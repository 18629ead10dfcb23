namespace Crm.Web.Features.Import;

/// <summary>A word of the file and what it is read as, while a person edits it.</summary>
internal sealed class AliasDraft
{
    public string Field { get; set; } = "";
    public string From { get; set; } = "";
    public string To { get; set; } = "";
}
