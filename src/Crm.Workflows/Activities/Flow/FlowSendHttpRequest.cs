using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>Asks another system after the transaction and waits for its answer, which is the exit.</summary>
public sealed class FlowSendHttpRequest : Activity
{
    public const string Unmatched = "Unmatched status code", Failed = "Failed to connect", Timeout = "Timeout";

    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase) { "GET", "HEAD", "OPTIONS" };

    public override ActivityDescriptor Descriptor { get; } = new(Stimuli.HttpRequest)
    {
        Category = "HTTP",
        DisplayName = "HTTP request",
        Waits = true,
        Inputs =
        [
            new("url", "String") { Required = true }, new("method", "String") { Default = "GET" }, new("content", "Object"), new("contentType", "String"),
            new("authorization", "String") { IsSensitive = true }, new("requestHeaders", "Object") { IsSensitive = true }, new("expectedStatusCodes", "Int32[]") { Default = new JsonArray(200) },
        ],
        Outputs = [new("result", "Object"), new("statusCode", "Int32"), new("parsedContent", "Object"), new("responseHeaders", "Object")],
        Outcomes = [Unmatched, Failed, Timeout, Outcome.Done],
        DynamicOutcomes = true,
        OutcomesOf = node => [.. Codes((node.Json["expectedStatusCodes"]?["expression"])?["value"] ?? new JsonArray(200)), Unmatched, Failed, Timeout, Outcome.Done],
    };

    public override ActivityResult Execute(ActivityContext context)
    {
        var method = context.Input<string>("method")?.ToUpperInvariant() ?? "GET";
        var content = context.Input("content");
        var call = new HttpCall(context.NextId(), context.InstanceId, method, context.Input<string>("url") ?? "")
        {
            Content = content is JsonValue ? content.ToString() : content?.ToJsonString(),
            ContentType = content is null ? null : context.Input<string>("contentType") ?? (content is JsonValue ? "text/plain" : "application/json"),
            Authorization = context.Input<string>("authorization"),
            Headers = (context.Input("requestHeaders") as JsonObject ?? []).ToDictionary(h => h.Key, h => h.Value?.ToString() ?? ""),
            FailureExits = [.. new[] { Failed, Timeout }.Where(context.IsConnected)],
        };
        context.Raise(HttpCall.EffectKind, call.ToJson(), leaves: !Harmless.Contains(method));
        return ActivityResult.Wait(context.CreateBookmark(Descriptor.Type, Stimuli.HttpPayload(call.Id)));
    }

    public override ActivityResult Resume(ActivityContext context, Stimulus stimulus)
    {
        var answer = HttpCall.AnswerIn(stimulus);
        if (answer.Failure is { } failure) return ActivityResult.Done(failure);
        context.SetOutput("result", stimulus.Input);
        context.SetOutput("statusCode", answer.StatusCode);
        context.SetOutput("parsedContent", Parsed(answer));
        context.SetOutput("responseHeaders", JsonSerializer.SerializeToNode(answer.Headers));
        var code = answer.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return ActivityResult.Done(Codes(context.Input("expectedStatusCodes")).Contains(code) ? code : Unmatched, Outcome.Done);
    }

    private static IEnumerable<string> Codes(JsonNode? expected) => expected switch
    {
        JsonArray codes => codes.Select(code => code?.ToString() ?? ""),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => Codes(ValueConversion.ParseJson(text.ToString())),
        JsonValue code => [code.ToString()],
        _ => [],
    };

    private static JsonNode? Parsed(HttpAnswer answer)
    {
        if (answer.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true) return answer.Content;
        try
        {
            return ValueConversion.ParseJson(answer.Content ?? "");
        }
        catch (ExpressionException)
        {
            // It says JSON and is none: the text is all there is.
            return answer.Content;
        }
    }
}
