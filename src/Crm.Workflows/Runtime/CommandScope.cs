using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;

namespace Crm.Workflows.Runtime;

/// <summary>What a verb works on: the loaded subject, and the acts that touch more than one record.</summary>
public sealed partial class CommandScope
{
    private readonly ICommandSession session;
    private readonly WorkflowRuntime runtime;
    private readonly Replays replays;
    private readonly List<RunWork> works = [];

    internal CommandScope(ICommandSession session, WorkflowRuntime runtime, Command command, DateTimeOffset now, Replays replays)
    {
        this.session = session;
        this.runtime = runtime;
        this.replays = replays;
        Command = command;
        Now = now;
        if (session is { Deal: { } deal, Procedure: { } procedure, Facts: { } facts })
            works.Add(new DealWork(deal, procedure, facts, Around, command, now)
            {
                Instance = session.Instance,
                Replays = replays,
                OpenTasks = [.. session.OpenTasks],
            });
        else if (session.Instance is { } alone)
            works.Add(Standalone(alone.DefinitionId, alone, [.. session.OpenTasks]));
    }

    public Command Command { get; }
    public DateTimeOffset Now { get; }
    public Actor Actor => Command.Actor;
    public Cause Cause => Command.Cause;
    public Surroundings Around => session.Around;
    public IReadOnlyList<RunWork> Works => works;

    /// <summary>The deal of the subject with its rules and facts; GEN-008 when there is none or the actor may not see it.</summary>
    public DealWork Work => works.FirstOrDefault() as DealWork ?? throw new DomainException("GEN-008");

    /// <summary>The run of the subject, whether it belongs to a deal or not; GEN-008 when there is none.</summary>
    public RunWork Run => works.FirstOrDefault() ?? throw new DomainException("GEN-008");

    public Deal Deal => Work.Deal;
    public Deal? DealOrNull => works.FirstOrDefault()?.DealOrNull;
    public TaskItem Task => session.Task ?? throw new DomainException("GEN-008");

    /// <summary>A record by id, tracked; GEN-008 when there is none.</summary>
    public async Task<T> Find<T>(Guid id) where T : class => await session.Find<T>(id) ?? throw new DomainException("GEN-008");

    public async Task<T?> FindOrNull<T>(Guid? id) where T : class => id is { } key ? await session.Find<T>(key) : null;

    /// <summary>A proof of the subject deal, or one that belongs to no deal when the subject is none; anything else is as unknown.</summary>
    public async Task<T> FindEvidence<T>(Guid id) where T : Evidence
    {
        var evidence = await session.Find<T>(id);
        return evidence is not null && evidence.DealId == DealOrNull?.Id ? evidence : throw new DomainException("GEN-008");
    }

    /// <summary>For a rule about many records, e.g. that one administrator stays: what is read after this is still true at the commit.</summary>
    public Task Alone(string business) => session.Alone(business);

    /// <summary>
    /// Proofs may be added by everybody who sees the deal or does one of its tasks, if the role has the right. The deal's own fields are
    /// for those who see the deal itself.
    /// </summary>
    public void Require(string right) => Actor.Require(right);

    public T Add<T>(T record) where T : class
    {
        session.Add(record);
        return record;
    }

    /// <summary>Takes out a record that nobody needs to know of any more.</summary>
    public void Remove<T>(T record) where T : class => session.Remove(record);

    public void Audit(string kind, string subjectKind, Guid? subjectId, JsonObject payload) =>
        session.Add(AuditEntry.Of(kind, subjectKind, subjectId, payload, Cause, Now, DealOrNull?.Id));

    /// <summary>Evidence changed in this very command: gates that are asked afterwards must see it.</summary>
    public async Task RefreshFacts() => Work.Facts = await session.ReadFacts(Deal);

    /// <summary>Refuses what the actor may not see exactly as what does not exist.</summary>
    internal void RequireVisible()
    {
        if (Command.Subject.Kind is SubjectKind.None or SubjectKind.NewDeals) return;
        if (Command.Subject.Kind == SubjectKind.Instance && session.Instance is not null) return;
        if (session.Task is { } task && (task.Addressee.Includes(Actor) || Holds(task))) return;
        if (session.Deal is { } deal && (DealVisibility.Sees(Actor, deal.OwnerId, deal.OwnerUnitId) || session.ActorWorksOnDeal)) return;
        if (session is { Task: { DealId: null }, Deal: null } && !Actor.IsPerson) return;
        throw new DomainException("GEN-008");
    }

    /// <summary>Editing verbs are for people who see the deal itself, not for those who only do one of its tasks.</summary>
    public void RequireDeal(string right)
    {
        if (!DealVisibility.Sees(Actor, Deal.OwnerId, Deal.OwnerUnitId)) throw new DomainException("GEN-009", Crm.Domain.Users.Right.WhoHas(right));
        Actor.Require(right);
    }

    private StandaloneWork Standalone(string definitionId, WorkflowInstance? instance, List<TaskItem> openTasks) => new(definitionId, Around, Command, Now)
    {
        Instance = instance,
        Replays = replays,
        OpenTasks = openTasks,
    };

    private bool Holds(TaskItem task) => task.ClaimedBy == Actor.Id || task.DoneBy == Actor.Id;
}
