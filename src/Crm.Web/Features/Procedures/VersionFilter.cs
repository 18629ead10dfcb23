using System.Globalization;
using Crm.Domain;
using Crm.Workflows.Definitions;

namespace Crm.Web.Features.Procedures;

/// <summary>VP-09: which versions are meant, in the words of the format and in any case; nothing means all of them.</summary>
internal static class VersionFilter
{
    /// <exception cref="DomainException">GEN-001: it is none of the words and no number.</exception>
    public static IQueryable<DefinitionVersion> Of(this IQueryable<DefinitionVersion> versions, string? options) => options?.Trim().ToUpperInvariant() switch
    {
        null or "" or "ALLVERSIONS" => versions,
        "DRAFT" => versions.Where(d => d.IsLatest && !d.IsPublished),
        "LATEST" => versions.Where(d => d.IsLatest),
        "PUBLISHED" => versions.Where(d => d.IsPublished),
        "LATESTORPUBLISHED" => versions.Where(d => d.IsLatest || d.IsPublished),
        "LATESTANDPUBLISHED" => versions.Where(d => d.IsLatest && d.IsPublished),
        var number when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version) => versions.Where(d => d.Version == version),
        _ => throw DomainException.For("GEN-001", "versionOptions"),
    };
}
