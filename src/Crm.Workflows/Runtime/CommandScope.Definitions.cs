using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Runtime;

/// <summary>Versions of definitions, and the runs that stimuli start.</summary>
public sealed partial class CommandScope
{
    private const string DefinitionSubject = "WorkflowDefinition";

    private Publisher Publisher => runtime.Publisher(session, Command, Now);

    /// <summary>Saves the document as the draft of its definition.</summary>
    public async Task<DefinitionVersion> SaveDefinition(WorkflowDefinition definition)
    {
        Actor.Require(Right.ProceduresDesign);
        return Noted("definition.saved", await Publisher.Save(definition));
    }

    /// <summary>Makes a version the one that new runs take.</summary>
    public async Task<DefinitionVersion> PublishDefinition(string definitionId, int version, string? note)
    {
        Actor.Require(Right.ProceduresPublish);
        if (string.IsNullOrWhiteSpace(note)) throw DomainException.For("GEN-012", "note", "note");
        var published = await Publisher.Publish(definitionId, version, note.Trim());
        foreach (var each in published) Noted("definition.published", each);
        return published[0];
    }

    /// <summary>Takes a definition out of force.</summary>
    public async Task<DefinitionVersion> RetractDefinition(string definitionId)
    {
        Actor.Require(Right.ProceduresPublish);
        return Noted("definition.retracted", await Publisher.Retract(definitionId));
    }

    /// <summary>Makes a new draft of an earlier version.</summary>
    public async Task<DefinitionVersion> RevertDefinition(string definitionId, int version)
    {
        Actor.Require(Right.ProceduresDesign);
        return Noted("definition.reverted", await Publisher.Revert(definitionId, version));
    }

    /// <summary>Throws a draft away; what was published stays.</summary>
    public async Task DiscardDraft(string definitionId)
    {
        Actor.Require(Right.ProceduresDesign);
        await Publisher.Discard(definitionId);
        Audit("definition.draft_discarded", DefinitionSubject, null, new JsonObject { ["definitionId"] = definitionId });
    }

    /// <summary>Brings the index of start triggers up to versions that were published without it.</summary>
    public async Task IndexTriggers()
    {
        await Alone("triggers");
        foreach (var version in await session.Definitions.NotIndexed()) await Publisher.Index(version);
    }

    /// <summary>Tells an event to whoever waits for it or is started by it, after this transaction.</summary>
    public void Tell(string effectKind, JsonObject told)
    {
        Actor.Require(Right.RunsOperate);
        Add(OutboxMessage.Of(effectKind, null, told.ToJsonString(), $"event:{Command.OperationId:N}", Now));
    }

    /// <summary>A stimulus has come that a trigger starts at. Says whether nothing kept it from starting a run.</summary>
    public async Task<bool> StartRun(Guid triggerId, Stimulus stimulus) =>
        await session.Find<StartTrigger>(triggerId) is not { } trigger || await StartRun(trigger, stimulus);

    /// <summary>The time has come that a trigger starts at, unless that is over. Says whether nothing kept it from starting a run.</summary>
    public async Task<bool> StartRun(Guid triggerId, DateTimeOffset dueAt)
    {
        if (await session.Find<StartTrigger>(triggerId) is not { } trigger || trigger.DueAt != dueAt) return true;
        var started = await StartRun(trigger, new Stimulus(trigger.Name) { Hash = trigger.Hash });
        trigger.DueNext(runtime.NextStart(trigger, Now));
        return started;
    }

    private async Task<bool> StartRun(StartTrigger trigger, Stimulus stimulus)
    {
        if (works.Count == 0) works.Add(Standalone(trigger.DefinitionId, null, []));
        return await runtime.Start(session, Run, trigger, stimulus) is not null;
    }

    private DefinitionVersion Noted(string kind, DefinitionVersion version)
    {
        Audit(kind, DefinitionSubject, null, new JsonObject
        {
            ["definitionId"] = version.DefinitionId,
            ["version"] = version.Version,
            ["versionId"] = version.Id,
            ["contentHash"] = version.ContentHash,
        });
        return version;
    }
}
