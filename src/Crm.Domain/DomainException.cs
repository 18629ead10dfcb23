namespace Crm.Domain;

/// <summary>A broken rule. The code is the contract; texts in both languages come from the error catalog.</summary>
public sealed class DomainException : Exception
{
    public DomainException(string code, params object?[] args)
        : this([new Refusal(code, args)]) { }

    public DomainException(IReadOnlyList<Refusal> refusals)
        : base(string.Join("; ", refusals.Select(r => r.Code)))
    {
        Refusals = refusals;
    }

    /// <summary>All failed checks of the command; never empty.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    /// <summary>What gates said, kept with the refusal together with what they looked at.</summary>
    public IReadOnlyList<Deals.GateEvaluation> Evaluations { get; init; } = [];

    /// <summary>Both documents, when a save came too late.</summary>
    public EditConflict? Conflict { get; init; }

    public string Code => First.Code;

    public Refusal First => Refusals.FirstOrDefault(r => !r.IsWarning) ?? Refusals[0];

    /// <summary>Only warnings: the same command passes with confirmation.</summary>
    public bool IsWarning => Refusals.All(r => r.IsWarning);

    public static DomainException For(string code, string field, params object?[] args) =>
        new([new Refusal(code, args) { Field = field }]);

    /// <summary>The same with the names of people in the places of their ids; itself when it tells of nobody.</summary>
    public DomainException Naming(Func<Guid, string?> nameOf) => Refusals.Any(r => r.Args.Any(a => a is Guid))
        ? new([.. Refusals.Select(r => r with { Args = [.. r.Args.Select(a => a is Guid id ? nameOf(id) ?? a : a)] })]) { Evaluations = Evaluations, Conflict = Conflict }
        : this;
}
