namespace Crm.Workflows.Definitions;

/// <summary>What a kind of step looks like from outside: its members, its exits, its place in a flow.</summary>
public sealed record ActivityDescriptor(string Type, int Version = 1)
{
    public IReadOnlyList<InputDescriptor> Inputs { get; init; } = [];
    public IReadOnlyList<OutputDescriptor> Outputs { get; init; } = [];
    public IReadOnlyList<string> Outcomes { get; init; } = ["Done"];

    /// <summary>More outcomes come from the node itself; <see cref="OutcomesOf"/> names them, or nobody can.</summary>
    public bool DynamicOutcomes { get; init; }

    /// <summary>The outcomes that a node of this type declares by its own members; null when they cannot be known before a run.</summary>
    public Func<ActivityNode, IReadOnlyList<string>?>? OutcomesOf { get; init; }

    public bool IsContainer { get; init; }

    /// <summary>It has rounds.</summary>
    public bool IsLoop { get; init; }

    /// <summary>A Break inside its rounds is none of its business, but of a loop around it.</summary>
    public bool LetsBreakPass { get; init; }

    /// <summary>Completing it completes the container around it (FC-12).</summary>
    public bool IsTerminal { get; init; }

    public bool IsTrigger { get; init; }

    /// <summary>It may wait for a stimulus: the run is saved and goes on later.</summary>
    public bool Waits { get; init; }
    public string Category { get; init; } = "General";
    public string DisplayName { get; init; } = "";
    public string Description { get; init; } = "";
}
