using Crm.Domain;
using Crm.Testing;
using Crm.Workflows.Runtime;

namespace Crm.Web.Tests.Deals;

/// <summary>One thing that nobody may do in the state it is tried in.</summary>
/// <param name="Path">Where a program says it.</param>
internal sealed record IllegalMove(string Name, Subject Subject, Func<CommandScope, Task> Verb, string Path, object Body);

/// <summary>A move by one actor through one door. Without a person it is a job's.</summary>
internal sealed record IllegalCell(IllegalMove Move, Person? Actor, Door Door)
{
    public Guid Operation { get; } = Guid.CreateVersion7();

    public override string ToString() => $"{Actor?.Login ?? "a job"} through {Door}: {Move.Name}";
}
