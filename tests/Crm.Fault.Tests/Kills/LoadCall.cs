namespace Crm.Fault.Tests.Kills;

/// <summary>One command as the person who sent it knows it: acknowledged with an answer, refused, or of unknown fate.</summary>
internal sealed class LoadCall(string act, string path, object body)
{
    public Guid Operation { get; } = Guid.CreateVersion7();
    public string Act { get; } = act;
    public string Path { get; } = path;
    public object Body { get; } = body;

    /// <summary>What the host said; null while nobody knows whether it happened.</summary>
    public string? Answer { get; set; }

    /// <summary>The host said no, so nothing may have happened.</summary>
    public bool Refused { get; set; }
}
