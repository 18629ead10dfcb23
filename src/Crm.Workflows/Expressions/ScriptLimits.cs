using Jint;

namespace Crm.Workflows.Expressions;

/// <summary>Every limit of a script, set by hand: the interpreter has none of its own. Deterministic limits come first, wall clock last.</summary>
internal static class ScriptLimits
{
    public const int SourceLength = 64 * 1024;
    public const int TextLength = 256 * 1024;
    public const int ArrayLength = 10_000;

    /// <summary>Of a text in which all matches are looked for: each becomes a value of its own.</summary>
    public const int MatchedLength = 100_000;
    public const int JoinedItems = 2 * ArrayLength;
    public const int Nodes = 50_000;
    public const int Depth = 32;

    public static void Apply(Options options, DateTimeOffset now)
    {
        options.Strict = true;
        options.Culture = System.Globalization.CultureInfo.InvariantCulture;
        options.TimeZone = TimeZoneInfo.Utc;
        options.TimeSystem = new ScriptClock(now);
        options.Host.StringCompilationAllowed = false;
        options.Interop.Enabled = false;
        options.Interop.AllowGetType = false;
        options.Interop.AllowSystemReflection = false;
        options.Interop.AllowWrite = false;
        options.AgentCanSuspend = false;
        options.Constraints.MaxArraySize = ArrayLength;
        options.MaxJsonParseDepth(Depth);
        options.MaxStatements(10_000);
        options.LimitRecursion(64);
        options.LimitMemory(10 * 1024 * 1024);
        options.RegexTimeoutInterval(TimeSpan.FromMilliseconds(50));
        options.TimeoutInterval(TimeSpan.FromSeconds(1));
    }
}
