using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Runtime;

/// <summary>Saves, publishes and retracts versions of definitions within one transaction (VP-01 to VP-08), with all that depends on them.</summary>
internal sealed class Publisher(ICommandSession session, DefinitionCheck check, ActivityRegistry registry, Command command, DateTimeOffset now)
{
    private readonly List<DefinitionVersion> published = [];

    private IDefinitionRecords Records => session.Definitions;

    /// <summary>VP-01: the draft is saved over; behind a published version a new draft begins.</summary>
    /// <exception cref="DomainException">GEN-007: somebody saved meanwhile; it has both documents (VP-02). WFD-003: it is marked as one that is not edited.</exception>
    public async Task<DefinitionVersion> Save(WorkflowDefinition definition)
    {
        await Alone(definition.DefinitionId);
        var latest = (await Records.Current(definition.DefinitionId)).FirstOrDefault(version => version.IsLatest);
        if (command.Revision is { } seen && seen != (latest?.Revision ?? 0)) throw Overtaken(latest, definition);
        // Who wants to change what came with the product takes the mark off first.
        if (latest?.Document().IsReadonly == true && definition.IsReadonly) throw new DomainException("WFD-003");
        return await Save(DefinitionJson.Normalized(definition), latest);
    }

    /// <summary>VP-03, VP-04: new runs take this version from now on.</summary>
    /// <returns>The version, and those of other definitions that followed it.</returns>
    /// <exception cref="DomainException">
    /// WFD-001, once for each error; GEN-008: there is no such version; WFD-005, APR-002, APR-001: see <see cref="SecondPerson"/>.
    /// </exception>
    public async Task<IReadOnlyList<DefinitionVersion>> Publish(string definitionId, int number, string note)
    {
        await Alone(definitionId);
        var version = await Records.Find(definitionId, number) ?? throw new DomainException("GEN-008");
        var graph = await Graph(version);
        var errors = (await check.Check(graph, Records)).Where(finding => finding.IsError).ToList();
        if (errors.Count > 0) throw Refused(errors);
        var second = await SecondPerson(version, graph.Definition);
        await PutInForce(version, graph, note, second?.ApprovedBy);
        return published;
    }

    /// <summary>VP-10: the rules that the version would put in force are approved as they stand.</summary>
    /// <exception cref="DomainException">GEN-008: there is no such version, or it drives no deals; APR-001, APR-002: see <see cref="PublishApproval.Give"/>.</exception>
    public async Task<PublishApproval> Approve(string definitionId, int number, string seen, string note)
    {
        await Alone(definitionId);
        var version = await Records.Find(definitionId, number) ?? throw new DomainException("GEN-008");
        var (_, current) = await Driven(version.Document()) ?? throw new DomainException("GEN-008");
        var approval = PublishApproval.Give(version, current.Number + 1, RulesOf(version, current), seen, note, command.Actor, now);
        if ((await Records.ApprovalsOf(version)).FirstOrDefault(given => given.ApprovedBy == command.Actor.Id && given.RulesHash == approval.RulesHash) is { } same) return same;
        session.Add(approval);
        return approval;
    }

    /// <exception cref="DomainException">APR-003: there is nothing of this person to take back.</exception>
    public async Task<PublishApproval> Withdraw(string definitionId, int number)
    {
        await Alone(definitionId);
        var version = await Records.Find(definitionId, number) ?? throw new DomainException("GEN-008");
        var own = (await Records.ApprovalsOf(version)).LastOrDefault(given => given.ApprovedBy == command.Actor.Id) ?? throw new DomainException("APR-003");
        own.Withdraw(now);
        return own;
    }

    /// <summary>VP-08: nothing starts any more; what runs goes on.</summary>
    /// <exception cref="DomainException">DTP-001: deals of a type are driven by it. GEN-008: it is not published.</exception>
    public async Task<DefinitionVersion> Retract(string definitionId)
    {
        await Alone(definitionId);
        var version = (await Records.Current(definitionId)).FirstOrDefault(v => v.IsPublished) ?? throw new DomainException("GEN-008");
        if (await DealTypeOf(version.Document()) is not null) throw new DomainException("DTP-001");
        version.Retract();
        foreach (var trigger in await Records.TriggersOf(definitionId)) session.Remove(trigger);
        return version;
    }

    /// <summary>VP-07: an earlier version as a new draft.</summary>
    public async Task<DefinitionVersion> Revert(string definitionId, int number)
    {
        await Alone(definitionId);
        var source = await Records.Find(definitionId, number) ?? throw new DomainException("GEN-008");
        foreach (var latest in (await Records.Current(definitionId)).Where(v => v.IsLatest)) latest.GiveWay(published: false);
        return await AddDraft(source.Document());
    }

    /// <summary>Throws a draft away.</summary>
    /// <exception cref="DomainException">WFD-003: what was published stays (VP-06).</exception>
    public async Task Discard(string definitionId)
    {
        await Alone(definitionId);
        var draft = (await Records.Current(definitionId)).FirstOrDefault(v => v.IsLatest) ?? throw new DomainException("GEN-008");
        if (!draft.IsDraft) throw new DomainException("WFD-003");
        session.Remove(draft);
        await Records.Flush();
        (await Records.Before(draft))?.ComeBack();
    }

    /// <summary>Brings the index of start triggers up to a published version (TR-01, TR-04).</summary>
    public async Task Index(DefinitionVersion version) => await Index(version, await Graph(version));

    private async Task<DefinitionVersion> Save(WorkflowDefinition definition, DefinitionVersion? latest)
    {
        if (latest is not { IsDraft: true })
        {
            latest?.GiveWay(published: false);
            return await AddDraft(definition);
        }
        latest.Save(definition, command.Actor.Id, now);
        return latest;
    }

    private async Task<DefinitionVersion> AddDraft(WorkflowDefinition definition)
    {
        await Records.Flush();
        var draft = DefinitionVersion.Draft(definition, await Records.LastNumber(definition.DefinitionId) + 1, command.Actor.Id, now);
        session.Add(draft);
        return draft;
    }

    /// <summary>VP-10: where the deal type asks for it, neither the last author publishes nor anybody without a second person's approval of these very rules.</summary>
    /// <exception cref="DomainException">WFD-005: nobody has approved. APR-002: other rules were approved. APR-001: the last author publishes.</exception>
    private async Task<PublishApproval?> SecondPerson(DefinitionVersion version, WorkflowDefinition definition)
    {
        if (await Driven(definition) is not ({ FourEyesPublish: true }, { } current)) return null;
        var given = await Records.ApprovalsOf(version);
        if (given.Count == 0) throw new DomainException("WFD-005");
        var rules = RulesOf(version, current);
        // Who saved it last may have been another author than at the time of the approval.
        var second = given.LastOrDefault(approval => approval.RulesHash == rules && approval.ApprovedBy != version.CreatedBy) ?? throw new DomainException("APR-002");
        if (version.IsBy(command.Actor)) throw new DomainException("APR-001");
        return second;
    }

    private async Task PutInForce(DefinitionVersion version, WorkflowGraph graph, string note, Guid? approvedBy)
    {
        foreach (var other in await Records.Current(version.DefinitionId))
            if (other != version) other.GiveWay(published: true);
        await Records.Flush();
        Fault.At("flags-half-moved");
        await Index(version, graph);
        version.Publish(note, command.Actor.Id, approvedBy, now);
        published.Add(version);
        await PublishProcedure(version, graph.Definition);
        if (graph.Definition.Options.Flag("autoUpdateConsumingWorkflows")) await UpdateConsumers(version, note);
    }

    private async Task Index(DefinitionVersion version, WorkflowGraph graph)
    {
        var known = (await Records.TriggersOf(version.DefinitionId)).ToList();
        var fresh = new List<Trigger>();
        foreach (var trigger in TriggerIndex.Collect(graph, registry))
        {
            if (known.Find(row => row.Is(trigger)) is { } same)
            {
                same.MoveTo(version.Id);
                known.Remove(same);
            }
            else fresh.Add(trigger);
        }
        foreach (var gone in known) session.Remove(gone);
        await Records.Flush();
        Fault.At("triggers-half-written");
        foreach (var trigger in fresh) session.Add(Due(StartTrigger.Of(trigger, now)));
        version.Indexed();
    }

    private StartTrigger Due(StartTrigger trigger)
    {
        trigger.DueNext(trigger.Next(registry, now));
        return trigger;
    }

    /// <summary>D-01: what drives deals is published as a pair with the stage flow of its deal type.</summary>
    private async Task PublishProcedure(DefinitionVersion version, WorkflowDefinition definition)
    {
        if (await Driven(definition) is not var (type, current)) return;
        session.Add(type.Publish(current.Number + 1, version.Id, version.Version, version.ContentHash, current.Flow, command.Actor.Id, now));
    }

    private async Task<(DealType Type, ProcedureVersion Current)?> Driven(WorkflowDefinition definition) =>
        await DealTypeOf(definition) is { } type && await Records.ProcedureOf(type) is { } current ? (type, current) : null;

    private static string RulesOf(DefinitionVersion version, ProcedureVersion current) => StageFlow.RulesHash(version.ContentHash, current.Flow);

    private async Task<DealType?> DealTypeOf(WorkflowDefinition definition) =>
        definition.DealType is { } code && await Records.DealType(code) is { } type && type.DefinitionId == definition.DefinitionId ? type : null;

    /// <summary>Definitions that have this one as a step are pointed at its new version; one that was in force stays so if it is sound.</summary>
    private async Task UpdateConsumers(DefinitionVersion version, string note)
    {
        foreach (var consumer in await Records.Naming(version.DefinitionId))
        {
            if (published.Exists(done => done.DefinitionId == consumer.DefinitionId)) continue;
            var before = consumer.Document();
            var after = before.With(json => PointAt(json, version));
            if (JsonNode.DeepEquals(before.ToJson(), after.ToJson())) continue;
            var wasPublished = consumer.IsPublished;
            var saved = await Save(after, consumer);
            var graph = await Graph(saved);
            // What a second person has to approve stays a draft until that is done.
            if (!wasPublished || await Driven(graph.Definition) is ({ FourEyesPublish: true }, _)) continue;
            if (!(await check.Check(graph, Records)).Any(finding => finding.IsError)) await PutInForce(saved, graph, note, approvedBy: null);
        }
    }

    private static void PointAt(JsonNode? json, DefinitionVersion version)
    {
        if (json is JsonArray items)
            foreach (var item in items) PointAt(item, version);
        if (json is not JsonObject node) return;
        if (node.Text("workflowDefinitionId") == version.DefinitionId)
        {
            node["workflowDefinitionVersionId"] = version.Id;
            node["latestAvailablePublishedVersionId"] = version.Id;
            node["latestAvailablePublishedVersion"] = version.Version;
        }
        foreach (var (_, member) in node.ToList()) PointAt(member, version);
    }

    private Task<WorkflowGraph> Graph(DefinitionVersion version) => check.Graph(version.Document());

    private static DomainException Refused(List<Finding> errors) => new(
    [
        new Refusal("WFD-001", errors.Count),
        .. errors.Select(error => new Refusal("WFD-001", errors.Count)
        {
            Ref = error.Code,
            Field = error.NodeId ?? error.Member,
            Text = error.Sentence,
        }),
    ]);

    private DomainException Overtaken(DefinitionVersion? latest, WorkflowDefinition yours) =>
        new([new Refusal("GEN-007", NameOf(latest?.CreatedBy), latest?.CreatedAt ?? now)])
        {
            Conflict = new EditConflict(latest?.Revision ?? 0, latest?.Document().ToJson(), yours.ToJson()),
        };

    private Task Alone(string definitionId) => session.Alone(Business.Of("definition", definitionId));

    private string NameOf(Guid? userId) => session.Around.FindUser(userId)?.Name ?? "?";
}
