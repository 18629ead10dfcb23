namespace Crm.Web.Data.Seed;

/// <summary>The time of the demo's past: history is made by the same verbs, only earlier.</summary>
internal sealed class SeedClock(TimeProvider real) : TimeProvider
{
    private DateTimeOffset? past;

    public void GoTo(DateTimeOffset at) => past = at;

    public override DateTimeOffset GetUtcNow() => past ?? real.GetUtcNow();

    public override long GetTimestamp() => real.GetTimestamp();
}
