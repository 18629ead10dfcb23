using System.Collections.Frozen;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Runtime;

/// <summary>All kinds of steps this release can run, by type and version.</summary>
public sealed class ActivityRegistry
{
    private readonly FrozenDictionary<string, Activity> _latest;
    private readonly FrozenDictionary<(string, int), Activity> _exact;

    public ActivityRegistry(IEnumerable<Activity> activities)
    {
        var all = activities.ToArray();
        _exact = all.ToFrozenDictionary(a => (a.Descriptor.Type, a.Descriptor.Version));
        _latest = all.GroupBy(a => a.Descriptor.Type, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.MaxBy(a => a.Descriptor.Version)!, StringComparer.Ordinal);
        Descriptors = new ActivityDescriptors(all.Select(a => a.Descriptor));
    }

    public ActivityDescriptors Descriptors { get; }

    public IEnumerable<Activity> All => _exact.Values;

    public Activity? Find(string type, int version = 0) =>
        _exact.GetValueOrDefault((type, version)) ?? _latest.GetValueOrDefault(type);
}
