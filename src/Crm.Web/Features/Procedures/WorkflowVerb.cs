using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Procedures;

/// <summary>
/// <c>workflow run &lt;file&gt;… [--start id] [--input name=value]… [--event name[=json]]… [--advance time]…</c>: 0 finished, 3 waits, 4 faulted, 2 not
/// understood or not valid. <c>workflow validate &lt;file&gt;…</c>: 0 sound, 2 not. Both take <c>--language ru</c> for what they say of the files.
/// </summary>
internal static class WorkflowVerb
{
    private const int Sound = 0, NotValid = 2, Waits = 3, Faulted = 4;
    private const string Usage = """
        workflow run <file>... [--start <definitionId>] [--input <name>=<value>]... [--event <name>[=<json>]]... [--advance <time>]... [--language en|ru]
        workflow validate <file>... [--language en|ru]
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task<int> Run(string[] args) => Run(args, Console.Out, Console.Error, TimeProvider.System);

    public static async Task<int> Run(string[] args, TextWriter lines, TextWriter report, TimeProvider clock)
    {
        try
        {
            return args switch
            {
                ["run", .. var rest] => await Execute(WorkflowOrder.Read(rest), lines, report, clock),
                ["validate", .. var rest] => await Validate(WorkflowOrder.Read(rest), lines),
                _ => throw new FormatException("Say what to do with a workflow."),
            };
        }
        catch (FormatException fault)
        {
            await report.WriteLineAsync(fault.Message);
            await report.WriteLineAsync(Usage);
            return NotValid;
        }
    }

    private static async Task<int> Validate(WorkflowOrder order, TextWriter output)
    {
        if (order is not { Start: null, Input.Count: 0, Steps.Count: 0 }) throw new FormatException("validate takes files and a language only.");
        var files = await WorkflowFiles.Read(order.Files);
        await Print(files, output, order.Language);
        return files.AreSound ? Sound : NotValid;
    }

    private static async Task<int> Execute(WorkflowOrder order, TextWriter lines, TextWriter report, TimeProvider clock)
    {
        var files = await WorkflowFiles.Read(order.Files);
        if (!files.AreSound)
        {
            await Print(files, report, order.Language);
            return NotValid;
        }
        var start = order.Start ?? files.Graphs.Keys.First();
        if (!files.Graphs.ContainsKey(start)) throw new FormatException($"No file has the definition {start}; there are {string.Join(", ", files.Graphs.Keys)}.");
        var sandbox = new Sandbox(files.Graphs, clock.GetUtcNow(), lines.WriteLine);
        sandbox.Start(start, order.Input);
        foreach (var step in order.Steps) step(sandbox);
        await report.WriteLineAsync(Summary(sandbox).ToJsonString(Json));
        return sandbox.Run.Status switch
        {
            WorkflowStatus.Finished => Sound,
            WorkflowStatus.Suspended or WorkflowStatus.Running => Waits,
            _ => Faulted,
        };
    }

    private static async Task Print(WorkflowFiles files, TextWriter output, string language)
    {
        foreach (var (file, finding) in files.Findings)
        {
            var place = string.Join(' ', new[] { finding.NodeId, finding.Member }.OfType<string>());
            await output.WriteLineAsync($"{file}: {finding.Severity.ToString().ToLowerInvariant()} {finding.Code}{(finding.Lint == finding.Code ? "" : $" ({finding.Lint})")}"
                + $"{(place.Length > 0 ? $" at {place}" : "")}: {finding.Sentence.In(language)} {finding.Hint.In(language)}");
        }
    }

    private static JsonObject Summary(Sandbox sandbox) => new()
    {
        ["status"] = sandbox.Run.WireStatus,
        ["subStatus"] = sandbox.Run.SubStatus,
        ["output"] = sandbox.Run.Output.DeepClone(),
        ["incidents"] = new JsonArray([.. sandbox.Runs.SelectMany(run => run.Incidents.Select(incident => new JsonObject
        {
            ["definitionId"] = run.DefinitionId,
            ["nodeId"] = incident.ActivityNodeId,
            ["code"] = incident.Code,
            ["message"] = incident.Message,
        }))]),
        ["bookmarks"] = new JsonArray([.. sandbox.Runs.SelectMany(run => run.Bookmarks.Select(bookmark => new JsonObject
        {
            ["definitionId"] = run.DefinitionId,
            ["nodeId"] = bookmark.ActivityNodeId,
            ["name"] = bookmark.Name,
            ["payload"] = bookmark.ReadPayload(),
            ["dueAt"] = bookmark.DueAt,
        }))]),
    };
}
