using System.Globalization;
using System.Runtime.CompilerServices;
using Crm.Domain.Products;
using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Import;

internal sealed class ProductImport(CsvSheet sheet, string currency, ImportKnown known, ImportFindings findings)
{
    private readonly ImportTally tally = sheet.Tally;
    private readonly HashSet<string> seen = [];

    public async Task Check(CancellationToken cancellation)
    {
        await foreach (var _ in Parsed(findings, cancellation)) tally.Imported++;
        foreach (var name in seen) known.Products.TryAdd(name, Guid.Empty);
    }

    public async Task Commit(ImportWriter writer, CancellationToken cancellation)
    {
        seen.Clear();
        tally.Imported = await writer.Write(Parsed(new ImportFindings(), cancellation), Subject.None, "product.import", Add, null, cancellation);
    }

    private async IAsyncEnumerable<(CsvRow Line, string Name, decimal Price)> Parsed(ImportFindings found, [EnumeratorCancellation] CancellationToken cancellation)
    {
        tally.Restart();
        await foreach (var line in sheet.Rows(cancellation))
        {
            tally.Read++;
            if (!line.IsWhole || line["name"] is not { Length: <= 60 } name) found.Refuse(sheet, line, "a name of at most 60 letters is needed");
            else if (line["series"]?.Length > 120) found.Refuse(sheet, line, "the series is too long");
            else if (!decimal.TryParse(line["price"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) || price > 1_000_000_000m)
                found.Refuse(sheet, line, $"\"{line["price"]}\" is no price");
            else if (!seen.Add(name)) found.Refuse(sheet, line, $"the product \"{name}\" is there twice");
            else if (known.Products.TryGetValue(name, out var id) && id != Guid.Empty) tally.There++;
            else yield return (line, name, price);
        }
    }

    private Task Add(CommandScope scope, (CsvRow Line, string Name, decimal Price) row)
    {
        var details = new ProductDetails { Sku = row.Name, Name = row.Name, Series = row.Line["series"], ListPrice = row.Price, Currency = currency };
        known.Products[row.Name] = scope.Add(Product.Add(details, scope.Cause, scope.Now, row.Name)).Id;
        return Task.CompletedTask;
    }
}
