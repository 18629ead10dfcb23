using Microsoft.Extensions.DependencyInjection;

namespace Crm.Testing;

public sealed record CrmAppOptions
{
    public DatabaseKind Database { get; init; }

    /// <summary>A database that outlives the app; without it the app makes its own and removes it.</summary>
    public TestDatabase? On { get; init; }

    /// <summary>What <see cref="TestDatabase.SettleAsync"/> named: the app's own database is a copy of it instead of the bare schema.</summary>
    internal string? Template { get; init; }

    /// <summary>A clock that the test moves; without it the app uses the machine's time.</summary>
    public TestClock? Clock { get; init; }

    /// <summary>Whether the company of the demo is there, with its people and twelve months of deals.</summary>
    public bool Demo { get; init; }

    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    public Action<IServiceCollection>? Services { get; init; }
}
