using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Workflows.Activities;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>The one person of the simulation, what she sells by, and the engine with all its kinds of steps.</summary>
internal sealed class SimulatedOffice
{
    private static readonly ExpressionEvaluator Expressions = new();
    private static readonly ActivityRegistry Registry = new([.. ActivityCatalog.All, new Unsteady()]);
    private static readonly User Anna = User.Invite("Anna", "anna", null, [Role.SalesHead], null, "en", "Etc/UTC", Setup, Trace.Start);
    private static readonly Shelf Shipped = new([.. SimulatedFlows.OfDeals.Values.Select(d => (d, Stages(d.DefinitionId))), .. OnDisk()], SimulatedFlows.Children);
    private readonly Shelf own;

    /// <param name="flow">A definition that only this office has.</param>
    public SimulatedOffice(WorkflowDefinition flow) => own = new Shelf([(flow, Stages(flow.DefinitionId))], []);

    public static Actor Person { get; } = new(ActorKind.User, Anna.Id, "Anna") { Roles = Enum.GetValues<Role>(), Rights = Right.All };

    public static LossReason Price { get; } = LossReason.Add("price", new("Price", "Цена"), LossReasonKind.General, Trace.Start);

    public IReadOnlyList<DealType> DealTypes => [.. Shipped.Types, .. own.Types];

    private static Cause Setup => new(Actor.Job("setup"), Door.Job, Guid.CreateVersion7());

    public Task Furnish(InMemoryWorkflowStore store) => store.Keep([Anna, Price, .. Shipped.Records, .. own.Records]);

    /// <summary>The engine as a process has it just after its start: nothing is known, everything has to be read.</summary>
    public CommandRunner Start(IWorkflowStore store, TimeProvider clock)
    {
        var catalog = new DefinitionCatalog(Registry.Descriptors, (id, _) => ValueTask.FromResult(Text(id)));
        return new CommandRunner(store, new WorkflowRuntime(catalog, Registry, Expressions), clock);
    }

    public WorkflowGraph Graph(string versionId) => Shipped.Graph(versionId) ?? own.Graph(versionId) ?? throw new KeyNotFoundException(versionId);

    public StageFlow Stages(Guid procedureVersion) => Shipped.Flows.GetValueOrDefault(procedureVersion) ?? own.Flows[procedureVersion];

    private string? Text(string versionId) => Shipped.Text(versionId) ?? own.Text(versionId);

    private static IEnumerable<(WorkflowDefinition, string)> OnDisk() => ((string[])["standard-sale", "manual-pipeline"])
        .Select(id => (DefinitionJson.Parse(ShippedFlow.Text(id)), ShippedFlow.Text(id + ".stages")));

    private static string Stages(string id) => $$"""
        {"dealType":"{{id}}","name":{"en":"{{id}}","ru":"{{id}}"},"controlMode":"Strict","definition":"{{id}}","stages":[
        {"code":"work","name":{"en":"Work","ru":"Работа"},"kind":"Working"},{"code":"won","name":{"en":"Won","ru":"Успех"},"kind":"Won"},
        {"code":"lost","name":{"en":"Lost","ru":"Отказ"},"kind":"Lost"}],"transitions":[]}
        """;

    /// <summary>Published procedures and definitions with what is made of them once.</summary>
    private sealed class Shelf
    {
        private readonly Dictionary<string, (string Text, WorkflowGraph Graph)> versions = [];

        public Shelf(IEnumerable<(WorkflowDefinition Definition, string Stages)> procedures, IEnumerable<WorkflowDefinition> alone)
        {
            foreach (var definition in alone) Put(definition);
            foreach (var (definition, stages) in procedures)
            {
                var version = Put(definition);
                var type = DealType.Add(StageFlow.Parse(stages), Trace.Start);
                Types.Add(type);
                var procedure = type.Publish(1, version.Id, version.Version, version.ContentHash, StageFlow.Canonical(stages), null, Trace.Start);
                Flows[procedure.Id] = StageFlow.Parse(stages);
                Records.Add(procedure);
                Records.Add(type);
            }
        }

        public List<DealType> Types { get; } = [];
        public Dictionary<Guid, StageFlow> Flows { get; } = [];
        public List<object> Records { get; } = [];

        public string? Text(string id) => versions.TryGetValue(id, out var version) ? version.Text : null;

        public WorkflowGraph? Graph(string id) => versions.TryGetValue(id, out var version) ? version.Graph : null;

        private DefinitionVersion Put(WorkflowDefinition definition)
        {
            var version = DefinitionVersion.Publish(definition, definition.Id, Trace.Start);
            versions[version.Id] = (version.Text, WorkflowGraph.Build(DefinitionJson.Parse(version.Text), Registry.Descriptors));
            Records.Add(version);
            return version;
        }
    }
}
