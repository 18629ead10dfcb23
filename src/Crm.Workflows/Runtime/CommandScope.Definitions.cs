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

    /// <summary>VP-10: a second person's word that a version may be put in force.</summary>
    /// <param name="rulesHash">Of what the approver has read.</param>
    public async Task<PublishApproval> ApproveDefinition(string definitionId, int version, string? rulesHash, string? note)
    {
        Actor.Require(Right.ProceduresPublish);
        if (string.IsNullOrWhiteSpace(rulesHash)) throw DomainException.For("GEN-012", "rulesHash", "rulesHash");
        if (string.IsNullOrWhiteSpace(note)) throw DomainException.For("GEN-012", "note", "note");
        return Noted("definition.approved", await Publisher.Approve(definitionId, version, rulesHash.Trim(), note.Trim()));
    }

    /// <summary>Who approved takes the word back.</summary>
    public async Task WithdrawApproval(string definitionId, int version)
    {
        Actor.Require(Right.ProceduresPublish);
        Noted("definition.approval_withdrawn", await Publisher.Withdraw(definitionId, version));
    }

    /// <summary>Whether a second person has to approve what is published for deals of a type.</summary>
    public async Task AskForSecondPerson(Guid dealTypeId, bool asked)
    {
        Actor.Require(Right.AdminSettings);
        var type = await Find<DealType>(dealTypeId);
        type.ExpectRevision(Command.Revision);
        if (type.FourEyesPublish == asked) return;
        type.AskForSecondPerson(asked);
        Audit("dealtype.four_eyes_changed", "DealType", type.Id, new JsonObject { ["code"] = type.Code, ["fourEyesPublish"] = asked });
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

    private PublishApproval Noted(string kind, PublishApproval approval)
    {
        Audit(kind, DefinitionSubject, approval.Id, new JsonObject
        {
            ["definitionId"] = approval.DefinitionId,
            ["versionId"] = approval.DefinitionVersionId,
            ["procedureVersion"] = approval.ProcedureVersion,
            ["rulesHash"] = approval.RulesHash,
        });
        return approval;
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
