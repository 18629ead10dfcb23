using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Crm.Workflows.Runtime;

/// <summary>
/// The document of one instance (section 13 of the format). A cycle works on a copy: a loaded or returned state never changes,
/// so it is written back exactly as it was read.
/// </summary>
public sealed class InstanceState
{
    internal const string CycleLimit = "CYCLE-LIMIT";
    private const string Stopped = "crm:stopped";

    private string? _text;

    [JsonConstructor]
    internal InstanceState() { }

    [JsonInclude] public string Id { get; internal set; } = "";
    [JsonInclude] public string DefinitionId { get; internal set; } = "";
    [JsonInclude] public string DefinitionVersionId { get; internal set; } = "";
    [JsonInclude] public int DefinitionVersion { get; internal set; }
    [JsonInclude] public string? ParentWorkflowInstanceId { get; internal set; }
    [JsonInclude] public string? CorrelationId { get; internal set; }
    [JsonInclude] public string? Name { get; internal set; }
    [JsonInclude, JsonPropertyName("status")] public string WireStatus { get; internal set; } = "Running";
    [JsonInclude] public string SubStatus { get; internal set; } = "Pending";
    [JsonInclude] public bool IsExecuting { get; internal set; }
    [JsonInclude] public bool IsSystem { get; internal set; }
    [JsonInclude] public List<Bookmark> Bookmarks { get; internal set; } = [];
    [JsonInclude] public List<Incident> Incidents { get; internal set; } = [];
    [JsonInclude] public List<CompletionCallback> CompletionCallbacks { get; internal set; } = [];
    [JsonInclude] public List<ActivityExecution> ActivityExecutionContexts { get; internal set; } = [];
    [JsonInclude] public List<ScheduledActivity> ScheduledActivities { get; internal set; } = [];
    [JsonInclude] public long ExecutionLogSequence { get; internal set; }
    [JsonInclude] public JsonObject Input { get; internal set; } = [];
    [JsonInclude] public JsonObject Output { get; internal set; } = [];
    [JsonInclude] public JsonObject Properties { get; internal set; } = [];
    [JsonInclude] public DateTimeOffset CreatedAt { get; internal set; }
    [JsonInclude] public DateTimeOffset UpdatedAt { get; internal set; }
    [JsonInclude] public DateTimeOffset? FinishedAt { get; internal set; }

    /// <summary>What open branches of a run that a fault stopped were waiting for; nothing reaches them before the fault is resolved.</summary>
    [JsonIgnore]
    internal List<Bookmark> StoppedWaits
    {
        get => Owned(Properties[Stopped].Deserialize(InstanceJson.Readable.ListBookmark) ?? []);
        set
        {
            Properties.Remove(Stopped);
            if (value.Count > 0) Properties[Stopped] = JsonSerializer.SerializeToNode(value, InstanceJson.Readable.ListBookmark);
        }
    }

    [JsonExtensionData, JsonInclude] internal Dictionary<string, JsonElement>? Extra { get; set; }

    /// <summary>A cycle left its limits and nobody has resolved that yet: the next one would leave them too.</summary>
    [JsonIgnore] public bool LeftItsLimits => Incidents.Exists(incident => incident is { IsOpen: true, Code: CycleLimit });

    [JsonIgnore] public Guid InstanceId => Guid.Parse(Id);

    [JsonIgnore]
    public WorkflowStatus Status => (WireStatus, SubStatus) switch
    {
        ("Finished", "Cancelled") => WorkflowStatus.Canceled,
        ("Finished", "Faulted") => WorkflowStatus.Faulted,
        ("Finished", _) => WorkflowStatus.Finished,
        (_, "Suspended") => WorkflowStatus.Suspended,
        _ => WorkflowStatus.Running,
    };

    public static InstanceState Parse(string text)
    {
        var state = JsonSerializer.Deserialize(text, InstanceJson.Readable.InstanceState) ?? throw new JsonException("An instance document is a JSON object.");
        state._text = text;
        state.Owned(state.Bookmarks);
        return state;
    }

    public string ToJson() => _text ??= JsonSerializer.Serialize(this, InstanceJson.Readable.InstanceState);

    /// <summary>A working copy; what lives in memory only is not in it.</summary>
    internal InstanceState Copy()
    {
        var copy = Parse(ToJson());
        copy._text = null;
        return copy;
    }

    internal void Become(WorkflowStatus status)
    {
        (WireStatus, SubStatus) = status switch
        {
            WorkflowStatus.Suspended => ("Running", "Suspended"),
            WorkflowStatus.Finished => ("Finished", "Finished"),
            WorkflowStatus.Faulted => ("Finished", "Faulted"),
            WorkflowStatus.Canceled => ("Finished", "Cancelled"),
            _ => ("Running", "Executing"),
        };
    }

    private List<Bookmark> Owned(List<Bookmark> bookmarks)
    {
        var id = Guid.TryParse(Id, out var parsed) ? parsed : Guid.Empty;
        foreach (var bookmark in bookmarks)
        {
            bookmark.WorkflowInstanceId = id;
            bookmark.CorrelationId = CorrelationId;
        }
        return bookmarks;
    }
}
