using Crm.Domain;
using Crm.Domain.Products;
using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Import;

/// <summary>Products by key, else by name.</summary>
internal sealed class ProductImport(CsvSheet sheet, string currency, ImportKnown known, ImportFindings findings)
{
    private static readonly (string Field, int Most)[] Limits = [("name", 200), ("key", 60), ("series", 120), ("unit", 20)];
    private readonly ImportTally tally = sheet.Tally;
    private readonly NamedRows rows = new(sheet, known.Products, Limits, Problem);

    public async Task Check(CancellationToken cancellation)
    {
        await foreach (var line in rows.New(findings, cancellation))
        {
            tally.Imported++;
            rows.Expect(line);
        }
    }

    public async Task Commit(ImportWriter writer, CancellationToken cancellation)
    {
        using var quiet = new ImportFindings();
        await writer.Write(rows.New(quiet, cancellation), Subject.None, "product.import", tally, Add, Refuse, cancellation);
    }

    private static Refusal? Problem(CsvRow line)
    {
        if (NamedRows.KeyOf(line).Length > 60) return RowFault.TooLong(line.Column("name"), 60);
        return line.Number("price") is >= 0 and <= 1_000_000_000m ? null : RowFault.NoAmount(line["price"]);
    }

    private Task Add(CommandScope scope, CsvRow line)
    {
        var details = new ProductDetails
        {
            Sku = NamedRows.KeyOf(line),
            Name = line["name"]!,
            Series = line["series"],
            ListPrice = line.Number("price")!.Value,
            Currency = currency,
            UnitOfMeasure = line["unit"] ?? "pcs",
        };
        rows.Keep(line, scope.Add(Product.Add(details, scope.Cause, scope.Now, details.Sku)).Id);
        return Task.CompletedTask;
    }

    private void Refuse(CsvRow line, Refusal why)
    {
        rows.Forget(line);
        findings.Refuse(sheet, line, why);
    }
}
