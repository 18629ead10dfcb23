using Crm.Domain;
using Crm.Workflows.Runtime;

namespace Crm.Web.Security;

/// <summary>The way from a door to the command path: who acts is asked at the moment of the act.</summary>
internal sealed class Acts(CurrentActor currentActor, CommandRunner runner)
{
    /// <summary>Runs a verb whose answer is the deal's new state.</summary>
    public async Task<string> Run(Act act, Func<CommandScope, Task> verb, CancellationToken cancellation = default) =>
        await runner.Run(await Command(act, cancellation), verb, cancellation);

    public async Task<string> Run(Act act, Action<CommandScope> verb, CancellationToken cancellation = default) =>
        await runner.Run(await Command(act, cancellation), verb, cancellation);

    /// <summary>Runs a verb and returns its own answer as JSON text.</summary>
    public async Task<string> Run(Act act, Func<CommandScope, Task<object?>> verb, CancellationToken cancellation = default) =>
        await runner.Run(await Command(act, cancellation), verb, cancellation);

    /// <summary>Leaves the denied entry of a refusal that was met before any verb could run.</summary>
    public async Task Refuse(Act act, DomainException refused, CancellationToken cancellation = default)
    {
        void Verb(CommandScope scope) => throw refused;
        try
        {
            await Run(act, Verb, cancellation);
        }
        catch (DomainException)
        {
            // It has been recorded; whoever met it says it.
        }
    }

    private async Task<Command> Command(Act act, CancellationToken cancellation)
    {
        Fault.At("request-received");
        var actor = await currentActor.Get(cancellation);
        var door = actor.Kind == ActorKind.ApiClient ? Door.Api : act.Door;
        return Crm.Workflows.Runtime.Command.Of(act.OperationId ?? Guid.CreateVersion7(), actor, door, act.Subject, act.Name, act.Body) with
        {
            Revision = act.Revision,
            Confirm = act.Confirm,
            OccurredAt = act.OccurredAt,
        };
    }
}
