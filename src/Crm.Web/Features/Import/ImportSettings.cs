using Crm.Web.Data;

namespace Crm.Web.Features.Import;

/// <summary>Section <c>Import</c> of the configuration.</summary>
internal sealed record ImportSettings
{
    /// <summary>Where saved profiles are kept; beside the database file when left out. Several nodes need a folder that they share.</summary>
    public string? Folder { get; init; }
    public long LargestFile { get; init; } = 512L * 1024 * 1024;

    public static ImportSettings From(IConfiguration configuration, string contentRoot)
    {
        var settings = configuration.GetSection("Import").Get<ImportSettings>() ?? new();
        var data = DatabaseSettings.From(configuration, contentRoot).SqliteFile is { } file ? Path.GetDirectoryName(file)! : Path.Combine(contentRoot, "App_Data");
        return settings with { Folder = Path.GetFullPath(settings.Folder ?? Path.Combine(data, "import-profiles")) };
    }
}
