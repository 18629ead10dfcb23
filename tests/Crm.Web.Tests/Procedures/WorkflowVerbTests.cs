using System.Text.Json.Nodes;
using Crm.Testing;
using Crm.Web.Features.Procedures;
using Xunit;

namespace Crm.Web.Tests.Procedures;

public sealed class WorkflowVerbTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("crmflow-workflow-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_finished_run_says_its_lines_and_gives_its_output()
    {
        var file = Write("greet", Sequence(Line("a", Js("'Hello ' + getInput('who')")), Output("b", "count", Js("3"))), """ "outputs": [{ "name": "count", "type": "Int32" }], """);

        var run = await RunAsync("run", file, "--input", "who=Анна");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["Hello Анна"], run.Lines);
        Assert.Equal(("Finished", "Finished", 3), ((string)run.Report["status"]!, (string)run.Report["subStatus"]!, (int)run.Report["output"]!["count"]!));
    }

    [Fact]
    public async Task A_run_that_waits_says_for_what()
    {
        var run = await RunAsync("run", Write("wait", Sequence(Wait("w", "Signed"), Line("z", Text("signed")))));

        Assert.Equal(3, run.ExitCode);
        Assert.Empty(run.Lines);
        var bookmark = Assert.Single(run.Report["bookmarks"]!.AsArray())!;
        Assert.Equal(("Elsa.Event", "Signed"), ((string)bookmark["name"]!, (string)bookmark["payload"]!["EventName"]!));
    }

    [Fact]
    public async Task Events_and_time_happen_in_the_order_in_which_they_are_written()
    {
        var file = Write("steps", Sequence(Wait("w", "Signed"), Line("l1", Text("signed")), Delay("d", "1.00:00:00"), Line("l2", Text("a day later"))));

        Assert.Equal(["signed", "a day later"], (await RunAsync("run", file, "--event", "Signed", "--advance", "1.00:00:00")).Lines);
        // The day passes before anything waits for it.
        var early = await RunAsync("run", file, "--advance", "1.00:00:00", "--event", "Signed");
        Assert.Equal(["signed"], early.Lines);
        Assert.Equal(3, early.ExitCode);
    }

    [Fact]
    public async Task An_event_that_came_early_is_kept_for_its_wait()
    {
        var file = Write("early", Sequence(Delay("d", "00:00:10"), Wait("w", "Signed", "said"), Line("l", Js("getVariable('said').by"))), """ "variables": [{ "id": "said", "name": "said", "typeName": "Object" }], """);

        var run = await RunAsync("run", file, "--event", """Signed={"by":"Boris"}""", "--advance", "00:00:10");

        Assert.Equal(["Boris"], run.Lines);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Files_are_a_library_of_workflows_that_call_each_other()
    {
        var parent = Write("parent", Sequence(Line("a", Text("before")), Call("c", "child"), Line("z", Js("'after ' + getVariable('got').output.sum"))),
            """ "variables": [{ "id": "got", "name": "got", "typeName": "Object" }], """);
        var child = Write("child", Sequence(Line("l", Text("below")), Delay("d", "00:01:00"), Output("o", "sum", Js("getInput('n') + 1"))),
            """ "inputs": [{ "name": "n", "type": "Int32" }], "outputs": [{ "name": "sum", "type": "Int32" }], """);

        var run = await RunAsync("run", parent, child, "--advance", "00:01:00");

        Assert.Equal(["before", "below", "after 42"], run.Lines);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["below"], (await RunAsync("run", parent, child, "--start", "child", "--input", "n=1")).Lines);
    }

    [Fact]
    public async Task A_run_that_faults_says_why()
    {
        var run = await RunAsync("run", Write("fault", Sequence("""{ "type": "Elsa.Fault", "id": "f", "message": { "typeName": "String", "expression": { "type": "Literal", "value": "No stock" } } }""")));

        Assert.Equal(4, run.ExitCode);
        Assert.Equal("No stock", (string)Assert.Single(run.Report["incidents"]!.AsArray())!["message"]!);
    }

    [Fact]
    public async Task A_file_that_is_not_valid_is_not_run()
    {
        var run = await RunAsync("run", Write("wrong", Sequence(Line("a", Text("never")), Line("b", Js("1 <")))));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Lines);
        Assert.Contains("error EX-SYNTAX (LINT-22) at Workflow1:s:b text", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_prints_every_finding_with_its_place_and_a_sentence()
    {
        var unknown = await RunAsync("validate", Write("u", """{ "type": "Acme.Teleport", "id": "t" }"""), Write("ok", Sequence(Line("a", Text("x")))));
        var sound = await RunAsync("validate", Write("ok2", Sequence(Line("a", Text("x")))));

        Assert.Equal((2, 0), (unknown.ExitCode, sound.ExitCode));
        Assert.Contains("u.json: error ACT-UNSUPPORTED (LINT-26) at Workflow1:t: Steps of type Acme.Teleport cannot be executed by this release.", Assert.Single(unknown.Lines), StringComparison.Ordinal);
        Assert.Empty(sound.Lines);
    }

    [Fact]
    public async Task TR_07_time_starts_runs_in_the_order_of_their_hours()
    {
        static string Clocked(string line, string type, string member, string value, string valueType) => $$"""
            { "type": "Elsa.Flowchart", "id": "f", "activities": [
              { "type": "{{type}}", "id": "t", "{{member}}": { "typeName": "{{valueType}}", "expression": { "type": "Literal", "value": "{{value}}" } }, "customProperties": { "canStartWorkflow": true } },
              {{Line("say", Text(line))}} ],
              "connections": [ { "source": { "activity": "t", "port": "Done" }, "target": { "activity": "say", "port": "In" } } ] }
            """;

        var run = await RunAsync("run", Write("first", Sequence(Line("a", Text("begun")))), Write("hourly", Clocked("hour", "Elsa.Timer", "interval", "01:00:00", "TimeSpan")),
            Write("half", Clocked("half", "Elsa.Cron", "cronExpression", "0 30 * * * *", "String")), "--advance", "02:10:00");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("begun", run.Lines[0]);
        Assert.Equal((2, 2), (run.Lines.Count(line => line == "hour"), run.Lines.Count(line => line == "half")));
        Assert.NotEqual(run.Lines[1], run.Lines[2]);
    }

    [Fact]
    public async Task D_40_findings_are_told_in_the_language_of_the_reader()
    {
        var file = Write("u", """{ "type": "Acme.Teleport", "id": "t" }""");

        var line = Assert.Single((await RunAsync("validate", file, "--language", "ru")).Lines);

        Assert.Contains("(LINT-26)", line, StringComparison.Ordinal);
        Assert.Contains("Шаги вида Acme.Teleport этот выпуск не выполняет.", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D_05_a_definition_is_held_against_the_stages_that_lie_beside_it()
    {
        foreach (var file in new[] { "standard-sale.json", "standard-sale.stages.json" })
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, file), await File.ReadAllTextAsync(Path.Combine(Crm.Testing.Machine.Repository, "workflows", file),
                TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var own = Path.Combine(folder.FullName, "standard-sale.json");
        Assert.Equal(0, (await RunAsync("validate", own)).ExitCode);
        await File.WriteAllTextAsync(own, (await File.ReadAllTextAsync(own, TestContext.Current.CancellationToken))
            .Replace("\"value\": \"presentation\"", "\"value\": \"demo\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var found = await RunAsync("validate", own);

        Assert.Equal(2, found.ExitCode);
        Assert.Contains("CRM-STAGE (LINT-13) at Workflow1:flow:m4 toStage", Assert.Single(found.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("validate", "x.json", "--language", "fr")]
    [InlineData("validate", "nowhere.json")]
    [InlineData("run", "nowhere.json")]
    [InlineData("run")]
    [InlineData("jump")]
    [InlineData("run", "x.json", "--advance", "soon")]
    [InlineData("run", "x.json", "--advance", "-00:01:00")]
    [InlineData("run", "x.json", "--fast", "yes")]
    [InlineData("run", "x.json", "--input", "who")]
    [InlineData("run", "x.json", "--event", "Signed=yes")]
    [InlineData("run", "x.json", "--start")]
    [InlineData("validate", "x.json", "--start", "x")]
    public async Task What_cannot_be_understood_is_said_and_nothing_runs(params string[] args)
    {
        var run = await RunAsync(args);

        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.Errors + string.Join('\n', run.Lines));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{ "root": { "type": "Elsa.Start", "id": "a" }, "root": { "type": "Elsa.End", "id": "b" } }""")]
    [InlineData("[]")]
    public async Task A_file_without_a_definition_says_so(string content)
    {
        var file = Path.Combine(folder.FullName, "odd.json");
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);

        var run = await RunAsync("validate", file);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("error JSON", Assert.Single(run.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_start_names_those_that_there_are()
    {
        var run = await RunAsync("run", Write("one", Sequence(Line("a", Text("x")))), "--start", "two");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("there are one", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shipped_definitions_are_valid()
    {
        var shipped = Directory.GetFiles(Path.Combine(Machine.Repository, "workflows"), "*.json").Where(file => !file.EndsWith(".stages.json", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(shipped);
        Assert.Equal(0, (await RunAsync(["validate", .. shipped])).ExitCode);
    }

    private static async Task<Answer> RunAsync(params string[] args)
    {
        var (lines, report) = (new StringWriter(), new StringWriter());
        var exitCode = await WorkflowVerb.Run(args, lines, report, new TestClock());
        return new(exitCode, lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), report.ToString());
    }

    private string Write(string name, string root, string more = "")
    {
        var file = Path.Combine(folder.FullName, name + ".json");
        File.WriteAllText(file, $$"""{ "definitionId": "{{name}}", "id": "{{name}}-1", "version": 1, "name": "{{name}}", {{more}} "root": {{root}} }""");
        return file;
    }

    private static string Sequence(params string[] steps) => $$"""{ "type": "Elsa.Sequence", "id": "s", "activities": [{{string.Join(", ", steps)}}] }""";

    private static string Line(string id, string text) => $$"""{ "type": "Elsa.WriteLine", "id": "{{id}}", "text": {{text}} }""";

    private static string Output(string id, string name, string value) =>
        $$"""{ "type": "Elsa.SetOutput", "id": "{{id}}", "outputName": {{Text(name)}}, "outputValue": {{value}} }""";

    private static string Wait(string id, string name, string? variable = null) => $$"""
        { "type": "Elsa.Event", "id": "{{id}}", "eventName": {{Text(name)}}{{(variable is null ? "" : $$""", "result": { "typeName": "Object", "memoryReference": { "id": "{{variable}}" } }""")}} }
        """;

    private static string Delay(string id, string span) =>
        $$"""{ "type": "Elsa.Delay", "id": "{{id}}", "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "{{span}}" } } }""";

    private static string Call(string id, string definition) => $$"""
        { "type": "Elsa.DispatchWorkflow", "id": "{{id}}", "workflowDefinitionId": {{Text(definition)}}, "input": {{Js("({ n: 41 })")}},
          "waitForCompletion": { "typeName": "Boolean", "expression": { "type": "Literal", "value": true } }, "result": { "typeName": "Object", "memoryReference": { "id": "got" } } }
        """;

    private static string Text(string value) => $$"""{ "typeName": "String", "expression": { "type": "Literal", "value": "{{value}}" } }""";

    private static string Js(string script) => $$"""{ "typeName": "Object", "expression": { "type": "JavaScript", "value": "{{script}}" } }""";

    private sealed record Answer(int ExitCode, IReadOnlyList<string> Lines, string Errors)
    {
        /// <summary>One line of JSON.</summary>
        public JsonNode Report => JsonNode.Parse(Assert.Single(Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)))!;
    }
}
