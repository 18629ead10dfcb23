using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crm.Workflows.Runtime;

/// <summary>A request to another system that a step waits for: the payload of its effect. Every try sends the same.</summary>
public sealed record HttpCall(string Id, Guid InstanceId, string Method, string Url)
{
    public const string EffectKind = "http.requested";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public string? Content { get; init; }
    public string? ContentType { get; init; }
    public string? Authorization { get; init; }
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Exits for a failure that lead on: by these the step learns of one, otherwise it is tried until it is a dead letter.</summary>
    public IReadOnlyList<string> FailureExits { get; init; } = [];

    /// <summary>Authorization and headers, made unreadable.</summary>
    public string? Concealed { get; init; }

    /// <summary>Where it waits, nobody reads what it shows to the other system.</summary>
    public HttpCall Conceal(EffectSecrets secrets) => Authorization is null && Headers.Count == 0 ? this : this with
    {
        Authorization = null,
        Headers = new Dictionary<string, string>(),
        Concealed = secrets.Conceal(JsonSerializer.Serialize(new Credentials(Authorization, Headers), Json)),
    };

    /// <summary>As the step asked for it.</summary>
    public HttpCall Reveal(EffectSecrets secrets)
    {
        if (Concealed is null) return this;
        var shown = JsonSerializer.Deserialize<Credentials>(secrets.Reveal(Concealed), Json) ?? throw new JsonException("Empty credentials.");
        return this with { Authorization = shown.Authorization, Headers = shown.Headers, Concealed = null };
    }

    public JsonObject ToJson() => (JsonObject)JsonSerializer.SerializeToNode(this, Json)!;

    public static HttpCall Read(string payload) => JsonSerializer.Deserialize<HttpCall>(payload, Json) ?? throw new JsonException("An empty call.");

    /// <summary>What the waiting step is resumed by.</summary>
    public Stimulus Answered(HttpAnswer answer) => Stimulus.For(Stimuli.HttpRequest, Stimuli.HttpPayload(Id), (JsonObject)JsonSerializer.SerializeToNode(answer, Json)!);

    public static HttpAnswer AnswerIn(Stimulus stimulus) => stimulus.Input.Deserialize<HttpAnswer>(Json) ?? throw new JsonException("An empty answer.");

    private sealed record Credentials(string? Authorization, IReadOnlyDictionary<string, string> Headers);
}
