using System.Collections.Concurrent;

namespace Crm.Testing;

/// <summary>One furnished office per provider and process, copied for each test: hiring its people and publishing the procedures costs a second.</summary>
internal sealed class OfficeTemplate
{
    private static readonly ConcurrentDictionary<(DatabaseKind Kind, bool Standing), Lazy<Task<OfficeTemplate>>> Made = new();

    private OfficeTemplate(string database, SalesOffice office) => (Database, Office) = (database, office);

    /// <summary>The file, or the name of the PostgreSQL database.</summary>
    public string Database { get; }

    /// <summary>What stands in it; its app is closed.</summary>
    public SalesOffice Office { get; }

    /// <returns>None for a clock that starts at a moment of the test's own: its office has to begin there.</returns>
    public static async Task<OfficeTemplate?> OfAsync(DatabaseKind kind, TestClock? clock)
    {
        if (clock is not null && clock.Now != TestClock.Monday)
            return null;
        return await Made.GetOrAdd((kind, clock is not null), key => new(() => MakeAsync(key.Kind, key.Standing))).Value;
    }

    private static async Task<OfficeTemplate> MakeAsync(DatabaseKind kind, bool standing)
    {
        var database = await TestDatabase.CreateAsync(kind);
        if (kind is DatabaseKind.Sqlite)
            AppDomain.CurrentDomain.ProcessExit += (_, _) => database.DisposeAsync().AsTask().GetAwaiter().GetResult();
        SalesOffice office;
        await using (var app = await CrmApp.StartAsync(new CrmAppOptions
        {
            On = database,
            Clock = standing ? new TestClock() : null,
            Settings = SalesOffice.NoLimits,
        }))
            office = await SalesOffice.InAsync(app);
        return new(await database.SettleAsync(), office);
    }
}
