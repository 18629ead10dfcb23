using Crm.Testing;

namespace Crm.Fault.Tests.History;

/// <summary>A command sent once. Times are ticks of one clock of the client, good for their order only.</summary>
internal sealed class Attempt
{
    public long StartedAt { get; } = TimeProvider.System.GetTimestamp();

    /// <summary>Null when no answer came.</summary>
    public long? EndedAt { get; private set; }

    public ApiAnswer? Answer { get; private set; }

    /// <summary>A no that leaves a denied entry.</summary>
    public bool IsRefusal => Answer?.Status is 403 or 404 or 409 or 422;

    public ApiAnswer End(ApiAnswer answer)
    {
        EndedAt = TimeProvider.System.GetTimestamp();
        Answer = answer;
        return answer;
    }
}
