using Crm.Domain.Audit;
using Crm.Domain.Deals;

namespace Crm.Domain.Campaigns;

/// <summary>Where a customer came from.</summary>
public sealed class AdChannel : AuditedEntity
{
    public string Name { get; private set; } = "";

    /// <summary>Unique: the name without spaces in lower case.</summary>
    public string NameKey { get; private set; } = "";
    public IReadOnlyList<SourceType> SourceTypes { get; private set; } = [];
    public Guid? ParentId { get; private set; }
    public bool Active { get; private set; }

    /// <summary>Values of utm_source that mean this channel, in lower case.</summary>
    public IReadOnlyList<string> UtmSources { get; private set; } = [];
    public Guid? MergedIntoId { get; private set; }

    private AdChannel() { }

    public static AdChannel Add(string name, IReadOnlyList<SourceType>? sourceTypes, Guid? parentId, Cause cause, DateTimeOffset at)
    {
        var channel = new AdChannel { ParentId = parentId, Active = true, SourceTypes = Types(sourceTypes) };
        channel.Take(name);
        channel.Born(cause, at);
        channel.Happened("ad_channel.added", new Facts().With("name", channel.Name).With("parentId", parentId)
            .With("sourceTypes", string.Join(',', channel.SourceTypes)), cause, at);
        return channel;
    }

    public void Rename(string name, Cause cause, DateTimeOffset at)
    {
        var before = Name;
        Take(name);
        var changes = new Changes().Value("name", before, Name);
        if (changes.Any) Happened("ad_channel.renamed", changes.Facts, cause, at);
    }

    public void Change(IReadOnlyList<SourceType>? sourceTypes, IReadOnlyList<string> utmSources, Cause cause, DateTimeOffset at)
    {
        var checks = new Checks();
        string[] utm = [.. utmSources.Select(source => checks.Text(source, 100, nameof(UtmSources)).ToLowerInvariant()).Distinct()];
        checks.Throw();
        var types = Types(sourceTypes);
        var changes = new Changes().Value("sourceTypes", string.Join(',', SourceTypes), string.Join(',', types))
            .Value("utmSources", string.Join(',', UtmSources), string.Join(',', utm));
        (SourceTypes, UtmSources) = (types, utm);
        if (changes.Any) Happened("ad_channel.changed", changes.Facts, cause, at);
    }

    public void Deactivate(Cause cause, DateTimeOffset at)
    {
        if (!Active) return;
        Active = false;
        Happened("ad_channel.deactivated", Facts.None, cause, at);
    }

    /// <param name="ancestors">The chain above <paramref name="other"/>.</param>
    public void MergeInto(AdChannel other, IReadOnlyCollection<Guid> ancestors, Cause cause, DateTimeOffset at)
    {
        if (other.Id == Id || ancestors.Contains(Id)) throw new DomainException("ADC-004");
        (MergedIntoId, Active) = (other.Id, false);
        Happened("ad_channel.merged", new Facts().With("into", other.Id), cause, at);
    }

    /// <summary>Refuses a source that this channel does not bring (ADC-003).</summary>
    public void Accept(SourceType type)
    {
        if (!SourceTypes.Contains(type)) throw new DomainException("ADC-003", type);
    }

    private void Take(string name)
    {
        var checks = new Checks();
        name = checks.Text(name, 120, nameof(Name));
        checks.Throw();
        (Name, NameKey) = (name, string.Concat(name.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant());
    }

    private static IReadOnlyList<SourceType> Types(IReadOnlyList<SourceType>? types) =>
        types is { Count: > 0 } ? [.. types.Distinct().Order()] : [SourceType.Campaign];
}
