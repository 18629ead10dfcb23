using Crm.Domain.Deals;

namespace Crm.Web.Features.Import;

/// <summary>A profile while a person edits it together with the files at hand.</summary>
public sealed class ProfileDraft
{
    public string Name { get; set; } = "";
    public string Currency { get; set; } = "USD";
    public string DealType { get; set; } = "";
    public string Delimiter { get; set; } = ",";
    public string Encoding { get; set; } = "utf-8";
    public string Dates { get; set; } = "yyyy-MM-dd";
    public string Decimals { get; set; } = ".";

    /// <summary>By the other system's word: <see cref="Won"/>, <see cref="Lost"/> or the code of a stage.</summary>
    public Dictionary<string, string> Stages { get; private init; } = [];

    /// <summary>Kinds that no file at hand has.</summary>
    internal IReadOnlyDictionary<string, ImportKind> Kinds { get; private init; } = new Dictionary<string, ImportKind>();

    public static string Won { get; } = $"={DealOutcome.Won}";
    public static string Lost { get; } = $"={DealOutcome.Lost}";

    internal ImportFormat Format => new() { Delimiter = Delimiter, Encoding = Encoding, Dates = Dates, Decimals = Decimals };

    internal static ProfileDraft Of(ImportProfile profile) => new()
    {
        Name = profile.Name,
        Currency = profile.Currency,
        DealType = profile.DealType,
        Delimiter = profile.Format.Delimiter,
        Encoding = profile.Format.Encoding,
        Dates = profile.Format.Dates,
        Decimals = profile.Format.Decimals,
        Kinds = profile.Kinds,
        Stages = profile.Stages.ToDictionary(s => s.Key, s => s.Value.Stage ?? (s.Value.Outcome is DealOutcome.Won ? Won : Lost)),
    };

    internal ImportProfile Built(IEnumerable<FileDraft> files)
    {
        var kinds = Kinds.ToDictionary();
        foreach (var file in files.Where(f => f.Kind.Length > 0)) kinds[file.Kind] = file.Built();
        return new ImportProfile(Name.Trim(), Currency.Trim().ToUpperInvariant(), DealType, kinds)
        {
            Format = Format,
            Stages = Stages.Where(s => s.Value.Length > 0).ToDictionary(s => s.Key, s => s.Value switch
            {
                _ when s.Value == Won => new ImportPlace { Outcome = DealOutcome.Won },
                _ when s.Value == Lost => new ImportPlace { Outcome = DealOutcome.Lost },
                var stage => new ImportPlace { Stage = stage },
            }),
        }.Checked();
    }
}
