namespace Crm.Web.Features.Import;

/// <summary>A file to be imported: where it lies, how its owner calls it, what its rows are when its name does not say so.</summary>
internal sealed record ImportFile(string Path, string Name)
{
    public string? Kind { get; init; }

    public static ImportFile At(string path) => new(path, System.IO.Path.GetFileName(path));
}
