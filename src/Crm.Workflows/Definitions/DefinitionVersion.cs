using System.Text.Json.Nodes;
using Crm.Domain;

namespace Crm.Workflows.Definitions;

/// <summary>One stored version of a definition. Once it was published its text never changes, retracted or not.</summary>
public sealed class DefinitionVersion
{
    private const string ApproverKey = "crm:approvedBy";

    public string Id { get; private set; } = "";
    public string DefinitionId { get; private set; } = "";
    public int Version { get; private set; }
    public string Name { get; private set; } = "";
    public string Text { get; private set; } = "{}";
    public string ContentHash { get; private set; } = "";
    public bool IsLatest { get; private set; }
    public bool IsPublished { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public Guid? CreatedBy { get; private set; }

    /// <summary>When it was published first; null for a draft.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }
    public Guid? PublishedBy { get; private set; }
    public string? ChangeNote { get; private set; }

    /// <summary>Its start triggers are in the index.</summary>
    public bool IsIndexed { get; private set; }
    public long Revision { get; private set; }

    private DefinitionVersion() { }

    public bool IsDraft => PublishedAt is null;

    /// <summary>A version that is published from the start, as it comes with the product.</summary>
    public static DefinitionVersion Publish(WorkflowDefinition definition, string id, DateTimeOffset now)
    {
        var version = Of(definition, id, definition.Version, null, now);
        version.IsPublished = true;
        version.PublishedAt = now;
        return version;
    }

    /// <summary>A new draft, which is the latest version.</summary>
    public static DefinitionVersion Draft(WorkflowDefinition definition, int version, Guid? author, DateTimeOffset now) =>
        Of(definition, Guid.CreateVersion7(now).ToString("N"), version, author, now);

    /// <summary>VP-01: a draft is saved over.</summary>
    /// <exception cref="DomainException">WFD-003: it was published once.</exception>
    public void Save(WorkflowDefinition definition, Guid? author, DateTimeOffset now)
    {
        if (!IsDraft) throw new DomainException("WFD-003");
        Take(definition);
        CreatedBy = author;
        CreatedAt = now;
    }

    /// <summary>Whether its last author is this actor, or the one the actor stands in for.</summary>
    public bool IsBy(Actor actor) => CreatedBy is { } author && (author == actor.Id || author == actor.OnBehalfOf);

    /// <summary>VP-03: the version that new runs take. Whoever was that before is told with <see cref="GiveWay"/>.</summary>
    /// <param name="approvedBy">The second person, where one is asked for.</param>
    public void Publish(string? note, Guid? by, Guid? approvedBy, DateTimeOffset now)
    {
        (IsLatest, IsPublished, IsIndexed) = (true, true, true);
        if (!IsDraft) return;
        if (approvedBy is { } second) Text = DefinitionJson.Parse(Text).With(json => Bag(json)[ApproverKey] = second.ToString()).ToJson().ToJsonString();
        (PublishedAt, PublishedBy, ChangeNote) = (now, by, note);
    }

    /// <summary>Another version is the latest one now, and the published one if this was.</summary>
    public void GiveWay(bool published)
    {
        IsLatest = false;
        if (published) IsPublished = false;
    }

    /// <summary>The draft behind it is gone: it is the latest version again.</summary>
    public void ComeBack() => IsLatest = true;

    /// <summary>VP-08: no new runs; what runs goes on.</summary>
    public void Retract() => IsPublished = false;

    /// <summary>Its start triggers have been indexed.</summary>
    public void Indexed() => IsIndexed = true;

    /// <summary>The document with the identity and the flags it has now.</summary>
    public WorkflowDefinition Document() => DefinitionJson.Parse(Text).With(json =>
    {
        json["id"] = Id;
        json["definitionId"] = DefinitionId;
        json["version"] = Version;
        json["isLatest"] = IsLatest;
        json["isPublished"] = IsPublished;
        json["createdAt"] = CreatedAt.ToString("O");
    });

    private static DefinitionVersion Of(WorkflowDefinition definition, string id, int number, Guid? author, DateTimeOffset now)
    {
        var version = new DefinitionVersion
        {
            Id = id,
            DefinitionId = definition.DefinitionId,
            Version = number,
            IsLatest = true,
            CreatedAt = now,
            CreatedBy = author,
        };
        version.Take(definition);
        return version;
    }

    private void Take(WorkflowDefinition definition)
    {
        Name = definition.Name?.Trim() is { Length: > 0 } name ? name : definition.DefinitionId;
        Text = definition.With(json =>
        {
            json["id"] = Id;
            json["version"] = Version;
            // Who approved what it was made of has not seen it.
            if (json["customProperties"] is JsonObject bag) bag.Remove(ApproverKey);
        }).ToJson().ToJsonString();
        ContentHash = definition.ContentHash;
    }

    private static JsonObject Bag(JsonObject json)
    {
        if (json["customProperties"] is JsonObject known) return known;
        var bag = new JsonObject();
        json["customProperties"] = bag;
        return bag;
    }
}
