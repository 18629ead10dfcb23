namespace Crm.Web.Features.Import;

/// <summary>One file: its columns by field, columns that are left out knowingly, values that are read as others.</summary>
internal sealed record ImportKind(string File, IReadOnlyDictionary<string, string> Columns)
{
    public IReadOnlyList<string> Ignored { get; init; } = [];
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Aliases { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();
}
