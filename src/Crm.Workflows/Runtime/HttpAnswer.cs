namespace Crm.Workflows.Runtime;

/// <summary>What became of a call.</summary>
/// <param name="Failure">The exit when there was no answer; null when there was.</param>
public sealed record HttpAnswer(int StatusCode, string? Content, string? ContentType, IReadOnlyDictionary<string, string> Headers, string? Failure = null)
{
    public static HttpAnswer Failed(string exit) => new(0, null, null, new Dictionary<string, string>(), exit);
}
