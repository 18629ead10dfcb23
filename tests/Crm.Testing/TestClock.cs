using Microsoft.Extensions.Time.Testing;

namespace Crm.Testing;

/// <summary>A clock that stands until the test moves it. Starts on a Monday morning, inside working hours.</summary>
public sealed class TestClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public TestClock() : this(Monday)
    {
    }

    public DateTimeOffset Now => GetUtcNow();
}
