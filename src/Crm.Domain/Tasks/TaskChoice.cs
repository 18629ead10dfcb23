namespace Crm.Domain.Tasks;

/// <summary>One way to finish a task, as a verb. Its gates are checked before the answer is taken.</summary>
public sealed record TaskChoice(string Code, LocalText Name)
{
    public bool ReasonRequired { get; init; }
    public bool Primary { get; init; }
    public IReadOnlyList<string> Gates { get; init; } = [];

    /// <summary>The result this choice records for the deal, if it does.</summary>
    public Deals.DealOutcome? Outcome { get; init; }

    /// <summary>Choosing it approves what the task asks to approve.</summary>
    public bool Approves { get; init; }

    /// <summary>Choosing it rejects what the task asks to approve.</summary>
    public bool Rejects { get; init; }
}
