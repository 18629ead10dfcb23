using Crm.Domain;
using Crm.Domain.Customers;
using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Import;

/// <summary>Customers by key or name; a customer that belongs to another one is tied to it when all are there.</summary>
internal sealed class CustomerImport(CsvSheet sheet, ImportKnown known, ImportFindings findings)
{
    private static readonly (string Field, int Most)[] Limits =
        [("name", 100), ("key", 100), ("industry", 120), ("region", 120), ("size", 40), ("taxId", 20), ("domain", 253)];
    private readonly ImportTally tally = sheet.Tally;
    private readonly NamedRows rows = new(sheet, known.Customers, Limits);
    private readonly Dictionary<string, string> parents = [];

    public async Task Check(CancellationToken cancellation)
    {
        await foreach (var line in rows.New(findings, cancellation))
        {
            tally.Imported++;
            if (line.AliasOf("industry") is { } meant)
                findings.Note($"industry \"{line.Raw("industry")}\" read as \"{meant}\"", $"отрасль «{line.Raw("industry")}» прочитана как «{meant}»", line.Line);
            rows.Expect(line);
        }
        await foreach (var line in sheet.Rows(cancellation))
            if (line.IsWhole && line["parent"] is { } parent && !known.Customers.ContainsKey(parent))
                findings.Note($"unknown parent \"{parent}\", left out", $"неизвестный головной клиент «{parent}», пропущен", line.Line);
    }

    public async Task Commit(ImportWriter writer, CancellationToken cancellation)
    {
        using var quiet = new ImportFindings();
        await writer.Write(rows.New(quiet, cancellation), Subject.None, "customer.import", tally, Add, Refuse, cancellation);
        await writer.Write(parents.ToAsyncEnumerable(), Subject.None, "customer.import", null, Tie, (_, _) => { }, cancellation);
    }

    private Task Add(CommandScope scope, CsvRow line)
    {
        var details = new CustomerDetails
        {
            Name = line["name"]!,
            Industry = line["industry"],
            Region = line["region"],
            SizeBand = line["size"],
            TaxId = line["taxId"],
            Domain = line["domain"],
        };
        var key = NamedRows.KeyOf(line);
        rows.Keep(line, scope.Add(Customer.Register(details, scope.Cause, scope.Now, key)).Id);
        if (line["parent"] is { } parent) parents[key] = parent;
        return Task.CompletedTask;
    }

    private void Refuse(CsvRow line, Refusal why)
    {
        rows.Forget(line);
        parents.Remove(NamedRows.KeyOf(line));
        findings.Refuse(sheet, line, why);
    }

    private async Task Tie(CommandScope scope, KeyValuePair<string, string> child)
    {
        if (!known.Customers.TryGetValue(child.Value, out var parent) || parent == Guid.Empty || parent == known.Customers[child.Key]) return;
        var customer = await scope.Find<Customer>(known.Customers[child.Key]);
        customer.Change(customer.Details with { ParentId = parent }, scope.Cause, scope.Now);
    }
}
