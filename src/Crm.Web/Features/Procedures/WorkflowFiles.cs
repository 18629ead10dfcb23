using System.Text.Json;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Workflows.Activities;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;

namespace Crm.Web.Features.Procedures;

/// <summary>Definitions out of files, checked: together they are a library whose members may use and start each other.</summary>
/// <param name="Graphs">By definition id, in the order of the files.</param>
/// <param name="Findings">By file.</param>
internal sealed record WorkflowFiles(IReadOnlyDictionary<string, WorkflowGraph> Graphs, IReadOnlyList<(string File, Finding Finding)> Findings)
{
    public bool AreSound => !Findings.Any(found => found.Finding.IsError);

    public static async Task<WorkflowFiles> Read(IReadOnlyList<string> files)
    {
        var findings = new List<(string, Finding)>();
        var definitions = new List<(string File, WorkflowDefinition Definition)>();
        foreach (var file in files)
        {
            try
            {
                definitions.Add((file, Named(DefinitionJson.Parse(await File.ReadAllTextAsync(file)), file)));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                findings.Add((file, Finding.Error("FILE", null, null, fault.Message)));
            }
            catch (JsonException fault)
            {
                findings.Add((file, Finding.Error("JSON", null, null, fault.Message)));
            }
        }
        foreach (var (file, twice) in definitions.GroupBy(d => d.Definition.DefinitionId).SelectMany(same => same.Skip(1)))
            findings.Add((file, Finding.Error("ND-ID.files", null, "definitionId", twice.DefinitionId)));

        var descriptors = ActivityCatalog.Registry().Descriptors;
        var texts = definitions.DistinctBy(d => d.Definition.Id).ToDictionary(d => d.Definition.Id, d => d.Definition.CanonicalText);
        var versions = definitions.DistinctBy(d => d.Definition.DefinitionId).ToDictionary(d => d.Definition.DefinitionId, d => d.Definition.Id);
        var catalog = new DefinitionCatalog(descriptors, (id, _) => ValueTask.FromResult(texts.GetValueOrDefault(id)),
            (definition, _, _) => ValueTask.FromResult(versions.GetValueOrDefault(definition)));
        var validator = new DefinitionValidator(descriptors, new ExpressionEvaluator());
        var graphs = new Dictionary<string, WorkflowGraph>(StringComparer.Ordinal);
        foreach (var (file, definition) in definitions)
        {
            var graph = (await catalog.Find(definition.Id))!;
            findings.AddRange(validator.Validate(graph, await StagesOf(definition, file, findings)).Select(finding => (file, finding)));
            graphs.TryAdd(definition.DefinitionId, graph);
        }
        return new WorkflowFiles(graphs, findings);
    }

    /// <summary>The stages of the deal type that the definition drives, when their file stands beside its own.</summary>
    private static async Task<StageFlow?> StagesOf(WorkflowDefinition definition, string file, List<(string, Finding)> findings)
    {
        var beside = Path.ChangeExtension(file, ".stages.json");
        if (definition.DealType is null || !File.Exists(beside)) return null;
        try
        {
            return StageFlow.Parse(await File.ReadAllTextAsync(beside)) is var flow && flow.DealType == definition.DealType ? flow : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException or DomainException)
        {
            findings.Add((beside, Finding.Error("FILE", null, null, fault.Message)));
            return null;
        }
    }

    /// <summary>A file that was written by hand may leave out who it is.</summary>
    private static WorkflowDefinition Named(WorkflowDefinition definition, string file) => definition.With(json =>
    {
        if (definition.DefinitionId.Length == 0) json["definitionId"] = Path.GetFileNameWithoutExtension(file);
        if (definition.Id.Length == 0) json["id"] = $"{json["definitionId"]}:{definition.Version}";
    });
}
