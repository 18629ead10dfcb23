using System.Collections.Concurrent;

namespace Crm.Workflows.Expressions;

/// <summary>Parsed forms by source text. Cleared when full: sources come from a few published definitions, so that is rare.</summary>
internal sealed class BoundedCache<T>(int limit = 1000)
{
    private readonly ConcurrentDictionary<string, T> _items = new(StringComparer.Ordinal);

    public T GetOrAdd(string source, Func<string, T> parse)
    {
        if (_items.TryGetValue(source, out var found)) return found;
        var parsed = parse(source);
        if (_items.Count >= limit) _items.Clear();
        return _items.GetOrAdd(source, parsed);
    }
}
