using Crm.Architecture.Tests.Code;

namespace Crm.Architecture.Tests.Rules;

/// <summary>
/// The analyzer bans these while typing; it does not reach the domain, which has no packages,
/// and a suppression silences it. This reads what was compiled.
/// </summary>
internal static class BannedCalls
{
    private static readonly HashSet<string> Ambient =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Threading.Thread.Sleep", "System.Guid.NewGuid",
        "System.Threading.Tasks.Task.Wait", "System.Threading.Tasks.Task.WaitAll", "System.Threading.Tasks.Task`1.get_Result",
    ];

    private static readonly string[] RawSql =
    [
        ".ExecuteSql", ".ExecuteSqlAsync", ".ExecuteSqlRaw", ".ExecuteSqlRawAsync", ".ExecuteSqlInterpolated", ".ExecuteSqlInterpolatedAsync",
        ".FromSql", ".FromSqlRaw", ".FromSqlInterpolated", ".SqlQuery", ".SqlQueryRaw", ".set_CommandText",
    ];

    public static IReadOnlyList<string> AmbientTimeAndBlocking(IEnumerable<CompiledType> types) =>
        [.. types.SelectMany(type => type.Calls).Where(call => Ambient.Contains(call.Target)).Select(call => call.ToString())];

    public static IReadOnlyList<string> RawSqlOutside(IEnumerable<CompiledType> types, string home) =>
        [.. from type in types
            where !type.Namespace.IsIn(home)
            from call in type.Calls
            where RawSql.Any(name => call.Target.EndsWith(name, StringComparison.Ordinal))
            select call.ToString()];
}
