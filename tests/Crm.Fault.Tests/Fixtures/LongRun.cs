namespace Crm.Fault.Tests.Fixtures;

/// <summary>How much is done: a few minutes' worth, or with CRMFLOW_LONG=1 the full numbers.</summary>
internal static class LongRun
{
    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("CRMFLOW_LONG") == "1";

    public static T Of<T>(T usual, T full) => IsAsked ? full : usual;
}
