using System.Runtime.CompilerServices;
using Crm.Domain;
using Crm.Domain.Products;
using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Import;

/// <summary>Products by key, else by name.</summary>
internal sealed class ProductImport(CsvSheet sheet, string currency, ImportKnown known, ImportFindings findings)
{
    private static readonly (string Field, int Most)[] Limits = [("name", 200), ("key", 60), ("series", 120), ("unit", 20)];
    private readonly ImportTally tally = sheet.Tally;
    private readonly HashSet<string> seen = [];

    public async Task Check(CancellationToken cancellation)
    {
        await foreach (var line in Parsed(findings, cancellation))
        {
            tally.Imported++;
            known.Products.TryAdd(line["name"]!, Guid.Empty);
        }
        foreach (var key in seen) known.Products.TryAdd(key, Guid.Empty);
    }

    public async Task Commit(ImportWriter writer, CancellationToken cancellation)
    {
        seen.Clear();
        using var quiet = new ImportFindings();
        await writer.Write(Parsed(quiet, cancellation), Subject.None, "product.import", tally, Add, Refuse, cancellation);
    }

    private async IAsyncEnumerable<CsvRow> Parsed(ImportFindings found, [EnumeratorCancellation] CancellationToken cancellation)
    {
        tally.Restart();
        await foreach (var line in sheet.Rows(cancellation))
        {
            tally.Read++;
            if (Problem(line) is { } problem) found.Refuse(sheet, line, problem);
            else if (!seen.Add(KeyOf(line))) found.Refuse(sheet, line, RowFault.Twice(KeyOf(line)));
            else if (known.Products.TryGetValue(KeyOf(line), out var id) && id != Guid.Empty) tally.There++;
            else yield return line;
        }
    }

    private static Refusal? Problem(CsvRow line)
    {
        if (!line.IsWhole) return RowFault.Torn;
        if (line["name"] is null) return RowFault.Missing(line.Column("name"));
        foreach (var (field, most) in Limits)
            if (line[field]?.Length > most) return RowFault.TooLong(line.Column(field), most);
        if (KeyOf(line).Length > 60) return RowFault.TooLong(line.Column("name"), 60);
        return line.Number("price") is >= 0 and <= 1_000_000_000m ? null : RowFault.NoAmount(line["price"]);
    }

    private static string KeyOf(CsvRow line) => line["key"] ?? line["name"]!;

    private Task Add(CommandScope scope, CsvRow line)
    {
        var details = new ProductDetails
        {
            Sku = KeyOf(line),
            Name = line["name"]!,
            Series = line["series"],
            ListPrice = line.Number("price")!.Value,
            Currency = currency,
            UnitOfMeasure = line["unit"] ?? "pcs",
        };
        var product = scope.Add(Product.Add(details, scope.Cause, scope.Now, KeyOf(line)));
        known.Products[KeyOf(line)] = product.Id;
        if (known.Products.GetValueOrDefault(details.Name) == Guid.Empty) known.Products[details.Name] = product.Id;
        return Task.CompletedTask;
    }

    private void Refuse(CsvRow line, Refusal why)
    {
        foreach (var word in new[] { KeyOf(line), line["name"]! }) known.Products.Remove(word);
        findings.Refuse(sheet, line, why);
    }
}
