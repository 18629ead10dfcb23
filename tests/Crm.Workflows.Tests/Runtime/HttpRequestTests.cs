using System.Text.Json.Nodes;
using Crm.Workflows.Activities.Flow;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Runtime;

/// <summary><c>Elsa.FlowSendHttpRequest</c>: the effect it leaves, and the exits of an answer.</summary>
public sealed class HttpRequestTests
{
    [Fact]
    public void T11_an_expected_code_is_an_exit_beside_done()
    {
        var run = Asking(Flow.New()).Steps("ok", "done", "other").Edge("h:200", "ok").Edge("h:Done", "done").Edge("h:Unmatched status code", "other").Run();

        Answer(run, new HttpAnswer(200, "", null, new Dictionary<string, string>()));

        Assert.Equal("h ok done", run.Order);
        Assert.Contains("""{"Outcomes":["200","Done"]}""", run.Journal.Select(e => e.Payload));
    }

    [Theory]
    [InlineData(201, "h made")]
    [InlineData(404, "h other")]
    public void Codes_that_are_not_expected_leave_by_their_own_exit(int code, string order)
    {
        var run = Asking(Flow.New(), ("expectedStatusCodes", Flow.Expression("Object", new JsonArray(200, 201), "Int32[]"))).Steps("made", "other")
            .Edge("h:201", "made").Edge("h:Unmatched status code", "other").Run();

        Answer(run, new HttpAnswer(code, "", null, new Dictionary<string, string>()));

        Assert.Equal(order, run.Order);
    }

    [Theory]
    [InlineData("Failed to connect")]
    [InlineData("Timeout")]
    public void A_call_without_an_answer_leaves_by_its_failure_alone(string exit)
    {
        var run = Asking(Flow.New()).Steps("failed", "done").Edge("h:" + exit, "failed").Edge("h:Done", "done").Run();
        Assert.Equal([exit], Effect(run).FailureExits);

        Answer(run, HttpAnswer.Failed(exit));

        Assert.Equal("h failed", run.Order);
    }

    [Theory]
    [InlineData("application/json", """{"n": 5}""", "object 5")]
    [InlineData("application/json", "{", "string {")]
    [InlineData("text/plain", """{"n": 5}""", """string {"n": 5}""")]
    public void Content_is_parsed_when_it_is_what_it_says(string type, string content, string expected)
    {
        var run = Asking(Flow.New().Variable("parsed", "Object", null), ("parsedContent", new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "v-parsed" } }))
            .Node("say", "WriteLine", ("text", Flow.Js("typeof variables.parsed + ' ' + (variables.parsed.n ?? variables.parsed)", "String"))).Path("h", "say").Run();

        Answer(run, new HttpAnswer(200, content, type, new Dictionary<string, string>()));

        Assert.Equal(expected, Assert.Single(run.Lines));
    }

    [Fact]
    public void What_is_sent_is_in_the_effect_and_its_credentials_are_not_in_the_journal()
    {
        var run = Asking(Flow.New(), ("method", Flow.Literal("post")), ("content", Flow.Expression("Object", new JsonObject { ["a"] = 1 }, "Object")),
            ("authorization", Flow.Literal("Bearer secret")), ("requestHeaders", Flow.Expression("Object", new JsonObject { ["X-Own"] = "7" }, "Object"))).Run();

        var call = Effect(run);

        Assert.Equal(("POST", "https://example.com/a", """{"a":1}""", "application/json", "Bearer secret", "7"),
            (call.Method, call.Url, call.Content, call.ContentType, call.Authorization, call.Headers["X-Own"]));
        Assert.DoesNotContain(run.Journal, e => e.ActivityState?.Contains("secret", StringComparison.Ordinal) == true);
        // What changes something elsewhere waits while the act that asked for it can be undone; what only reads does not.
        Assert.True(Assert.Single(run.Last.Effects).Leaves);
        Assert.False(Assert.Single(Asking(Flow.New()).Run().Last.Effects).Leaves);
    }

    [Fact]
    public void Connections_from_expected_codes_are_valid_and_others_are_not()
    {
        var validator = new DefinitionValidator(new ActivityRegistry([.. FlowActivities.All, new TestStep([])]).Descriptors, new ExpressionEvaluator());

        Assert.Empty(validator.Validate(Asking(Flow.New()).Steps("a").Edge("h:200", "a").Definition()));
        Assert.Contains(validator.Validate(Asking(Flow.New()).Steps("a").Edge("h:201", "a").Definition()), f => f.Code == "CN-PORT");
    }

    private static Flow Asking(Flow flow, params (string, JsonNode?)[] more) => flow.Node("h", "FlowSendHttpRequest", [("url", Flow.Literal("https://example.com/a")), .. more]);

    private static HttpCall Effect(Trace run) => HttpCall.Read(Assert.Single(run.Last.Effects, e => e.Kind == HttpCall.EffectKind).PayloadJson);

    private static void Answer(Trace run, HttpAnswer answer)
    {
        var stimulus = Effect(run).Answered(answer);
        Assert.Equal(stimulus.Hash, Assert.Single(run.State.Bookmarks).Hash);
        run.Resume("h", stimulus.Input);
    }
}
