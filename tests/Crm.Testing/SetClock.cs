namespace Crm.Testing;

/// <summary>The machine's clock, set forward or back while its count of seconds goes on as ever.</summary>
public sealed class SetClock : TimeProvider
{
    private long ahead;

    public void Set(TimeSpan by) => Interlocked.Exchange(ref ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref ahead));
}
