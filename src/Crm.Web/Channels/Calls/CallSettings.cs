namespace Crm.Web.Channels.Calls;

/// <summary>Section <c>Calls</c> of the configuration: which systems procedures may call. Nothing is allowed that does not stand here.</summary>
internal sealed record CallSettings
{
    /// <summary>Hosts that are called over HTTPS, e.g. <c>api.example.com</c> or <c>api.example.com:8443</c>. Their addresses are public ones.</summary>
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>Origins inside the company's own network, e.g. <c>http://erp.local:8080</c>: these may have private addresses and no certificate.</summary>
    public IReadOnlyList<string> Private { get; init; } = [];

    /// <summary>How long a call may take altogether.</summary>
    public double TimeoutSeconds { get; init; } = 10;

    public static CallSettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Calls").Get<CallSettings>() ?? new();
        if (settings.TimeoutSeconds is <= 0 or > 60) throw new InvalidOperationException("Calls:TimeoutSeconds is between 0 and 60.");
        if (settings.Private.Any(origin => !Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.PathAndQuery != "/"))
            throw new InvalidOperationException("Calls:Private holds origins such as http://erp.local:8080.");
        return settings;
    }
}
