namespace Crm.Workflows.Runtime;

/// <summary>What a step answers: it is done by some exits, or it waits.</summary>
public sealed class ActivityResult
{
    private static readonly string[] DoneOnly = [Outcome.Done];
    private static readonly ActivityResult PlainDone = new(DoneOnly, []);

    private ActivityResult(IReadOnlyList<string>? outcomes, IReadOnlyList<Bookmark> bookmarks)
    {
        Outcomes = outcomes;
        Bookmarks = bookmarks;
    }

    /// <summary>Null while the step is not done.</summary>
    public IReadOnlyList<string>? Outcomes { get; }

    public IReadOnlyList<Bookmark> Bookmarks { get; }

    public bool IsDone => Outcomes is not null;

    /// <summary>A container whose children still work.</summary>
    public static ActivityResult Working { get; } = new(null, []);

    /// <summary>Done by these exits; without names by <c>Done</c>.</summary>
    public static ActivityResult Done(params string[] outcomes) => outcomes.Length == 0 ? PlainDone : new(outcomes, []);

    public static ActivityResult Done(IReadOnlyList<string> outcomes) => outcomes.Count == 0 ? PlainDone : new(outcomes, []);

    /// <summary>Waits for any of these.</summary>
    public static ActivityResult Wait(params Bookmark[] bookmarks) => new(null, bookmarks);
}
