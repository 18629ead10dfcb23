using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crm.Workflows.Runtime;

/// <summary>The hash that ties a stimulus to what waits for it (BM-02). Exact, because other readers of the format compute it too.</summary>
public static class BookmarkHash
{
    // The default options escape quotes, ampersands and every non-ASCII character as \uXXXX, which is what the format asks for.
    private static readonly JsonSerializerOptions Escaping = new() { WriteIndented = false };

    public static string Compute(string name, JsonObject? payload, string? activityInstanceId = null) =>
        Hash(Text(name, payload, activityInstanceId));

    /// <summary>The text that is hashed; empty parts are left out together with their separator.</summary>
    public static string Text(string name, JsonObject? payload, string? activityInstanceId = null)
    {
        var text = new StringBuilder(name);
        var json = payload is null ? null : WithoutNulls(payload);
        if (json is { Count: > 0 }) text.Append('|').Append(json.ToJsonString(Escaping));
        if (!string.IsNullOrEmpty(activityInstanceId)) text.Append('|').Append(activityInstanceId);
        return text.ToString();
    }

    /// <summary>An instant as it is written into payloads.</summary>
    public static string Instant(DateTimeOffset at)
    {
        var utc = at.ToUniversalTime();
        var format = utc.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'+00:00'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'+00:00'";
        return utc.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static JsonObject WithoutNulls(JsonObject payload)
    {
        if (payload.All(p => p.Value is not null)) return payload;
        var result = new JsonObject();
        foreach (var (name, value) in payload)
            if (value is not null) result[name] = value.DeepClone();
        return result;
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
