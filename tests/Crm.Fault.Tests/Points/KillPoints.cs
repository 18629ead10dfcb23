using Crm.Testing;

namespace Crm.Fault.Tests.Points;

/// <summary>The points of <c>docs/kill-points.md</c> that lie on the way of a command and of the jobs, in the order in which they are reached.</summary>
internal static class KillPoints
{
    private static readonly string[] Reading =
        ["request-received", "operation-looked-up", "instance-loaded", "rows-locked", "before-first-node", "between-nodes", "before-first-write"];

    // On PostgreSQL they are no moments of this process: everything travels in one round trip.
    private static readonly string[] Writing =
    [
        "changed-bookmarks", "changed-workflow_instances", "changed-deals", "changed-tasks", "added-tasks", "added-bookmarks", "added-deal_events",
        "added-outbox",
    ];

    /// <summary>Of the way of a version that is put in force, where it is in the middle of what belongs together.</summary>
    public static readonly string[] OfPublishing = ["flags-half-moved", "triggers-half-written"];

    public static readonly string[] OfTimers = ["timer-claimed", "timer-cycle-run"];

    public static readonly string[] OfEffects = ["effect-claimed", "effect-performed", "effect-marked"];

    public const string OfSeals = "heads-computed";

    public static IReadOnlyList<string> BeforeCommit(DatabaseKind kind) =>
        kind is DatabaseKind.Sqlite ? [.. Reading, .. Writing, "before-commit"] : [.. Reading, "before-commit"];

    public static string Killing(params IEnumerable<string> points) => string.Join(',', points.Select(p => p + ":kill"));

    public static string Failing(params IEnumerable<string> points) => string.Join(',', points.Select(p => p + ":throw"));
}
