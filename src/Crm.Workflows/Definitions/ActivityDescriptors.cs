using System.Collections.Frozen;

namespace Crm.Workflows.Definitions;

/// <summary>All kinds of steps of this release; an unregistered version falls back to the latest one of its type.</summary>
public sealed class ActivityDescriptors
{
    private readonly FrozenDictionary<string, ActivityDescriptor[]> _byType;

    public ActivityDescriptors(IEnumerable<ActivityDescriptor> descriptors)
    {
        _byType = descriptors.GroupBy(d => d.Type, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(d => d.Version).ToArray(), StringComparer.Ordinal);
    }

    public IEnumerable<ActivityDescriptor> All => _byType.Values.SelectMany(v => v).OrderBy(d => d.Type, StringComparer.Ordinal);

    public ActivityDescriptor? Find(string type, int version = 0) =>
        _byType.TryGetValue(type, out var versions) ? versions.FirstOrDefault(d => d.Version == version) ?? versions[0] : null;
}
