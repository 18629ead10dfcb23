namespace Crm.Bench;

/// <summary>The captured rows as they would be for another deal: its keys in the place of the captured ones, new keys for new rows.</summary>
internal sealed class Renaming
{
    private const int LongText = 300;

    private readonly Dictionary<Guid, Guid> ids = [];
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly Ready from;
    private readonly Ready to;

    public Renaming(Captured captured, Ready to)
    {
        (from, this.to) = (captured.Ready, to);
        Add(from.Deal, to.Deal);
        Add(from.Task, to.Task);
        Add(from.Instance, to.Instance);
        Add(from.Visit, to.Visit);
        texts[from.Bookmark] = to.Bookmark;
        foreach (var key in captured.Rows.Where(r => r.Change is Change.Insert).SelectMany(r => r.Key.Values))
        {
            if (key is Guid id) AddNew(id);
            else if (key is string text && Guid.TryParse(text, out var parsed)) AddNew(parsed);
            else if (key is string other && !texts.ContainsKey(other)) texts[other] = Guid.CreateVersion7().ToString("N")[..Math.Min(other.Length, 32)];
        }
    }

    public object Of(object? value) => value switch
    {
        null => DBNull.Value,
        Guid id => ids.GetValueOrDefault(id, id),
        string text when texts.TryGetValue(text, out var known) => known,
        string { Length: < LongText } text => text.Replace(from.Deal.ToString("N"), to.Deal.ToString("N"), StringComparison.Ordinal)
            .Replace(from.Deal.ToString(), to.Deal.ToString(), StringComparison.Ordinal),
        _ => value,
    };

    private void AddNew(Guid id)
    {
        if (!ids.ContainsKey(id)) Add(id, Guid.CreateVersion7());
    }

    private void Add(Guid old, Guid now)
    {
        ids[old] = now;
        texts[old.ToString()] = now.ToString();
        texts[old.ToString().ToUpperInvariant()] = now.ToString().ToUpperInvariant();
        texts[old.ToString("N")] = now.ToString("N");
    }
}
