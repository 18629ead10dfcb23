using Crm.Domain;

namespace Crm.Web.Features.Import;

/// <summary>Something peculiar that is imported all the same: how often it was met, and where first.</summary>
internal sealed class ImportNote(LocalText text)
{
    private const int KeptLines = 5;
    private readonly List<int> lines = [];

    public LocalText Text => text;
    public int Count { get; private set; }
    public IReadOnlyList<int> Lines => lines;
    public bool HasMore => Count > lines.Count;

    public void Met(int? line)
    {
        Count++;
        if (line is { } number && lines.Count < KeptLines) lines.Add(number);
    }

    public override string ToString() =>
        $"{text.En}: {Count}" + (lines.Count == 0 ? "" : $" (lines {string.Join(", ", lines)}{(HasMore ? ", …" : "")})");
}
