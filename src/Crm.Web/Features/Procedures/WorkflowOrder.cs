using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crm.Web.Features.Procedures;

/// <summary>What a person asks of <c>workflow run</c>.</summary>
internal sealed record WorkflowOrder(IReadOnlyList<string> Files)
{
    /// <summary>Null: the definition of the first file.</summary>
    public string? Start { get; init; }

    public JsonObject Input { get; init; } = [];

    /// <summary>In which findings are told.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Events and time, in the order in which they were written.</summary>
    public IReadOnlyList<Action<Sandbox>> Steps { get; init; } = [];

    /// <exception cref="FormatException">Says what could not be understood.</exception>
    public static WorkflowOrder Read(IReadOnlyList<string> args)
    {
        var (files, steps, input, start, language) = (new List<string>(), new List<Action<Sandbox>>(), new JsonObject(), (string?)null, "en");
        for (var i = 0; i < args.Count; i++)
        {
            var option = args[i];
            if (!option.StartsWith("--", StringComparison.Ordinal))
            {
                files.Add(option);
                continue;
            }
            if (option is not ("--start" or "--input" or "--event" or "--advance" or "--language")) throw new FormatException($"There is no option {option}.");
            if (++i == args.Count) throw new FormatException($"{option} needs a value.");
            switch (option)
            {
                case "--start":
                    start = args[i];
                    break;
                case "--language":
                    language = args[i] is "en" or "ru" ? args[i] : throw new FormatException($"--language {args[i]}: write en or ru.");
                    break;
                case "--input":
                    var (name, value) = Pair(args[i]);
                    input[name] = Value(value ?? throw new FormatException($"--input {args[i]}: write name=value."));
                    break;
                case "--event":
                    var (happened, payload) = Pair(args[i]);
                    var content = payload is null ? null : Value(payload) as JsonObject ?? throw new FormatException($"--event {args[i]}: what comes with it is a JSON object.");
                    steps.Add(sandbox => sandbox.Tell(happened, content));
                    break;
                default:
                    if (!TimeSpan.TryParse(args[i], CultureInfo.InvariantCulture, out var span) || span < TimeSpan.Zero)
                        throw new FormatException($"--advance {args[i]}: write a time such as 00:30:00, or 1.00:00:00 for a day.");
                    steps.Add(sandbox => sandbox.Advance(span));
                    break;
            }
        }
        return files.Count == 0 ? throw new FormatException("No file is named.") : new WorkflowOrder(files) { Start = start, Input = input, Steps = steps, Language = language };
    }

    private static (string Name, string? Value) Pair(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is var at and >= 0 ? (text[..at], text[(at + 1)..]) : (text, null);

    /// <summary>JSON where it is JSON, else the text as it stands.</summary>
    private static JsonNode? Value(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
