using System.Runtime.CompilerServices;
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
    private readonly HashSet<string> seen = [];
    private readonly Dictionary<string, string> parents = [];

    public async Task Check(CancellationToken cancellation)
    {
        await foreach (var line in Parsed(findings, cancellation))
        {
            tally.Imported++;
            if (line.AliasOf("industry") is { } meant)
                findings.Note($"industry \"{line.Raw("industry")}\" read as \"{meant}\"", $"отрасль «{line.Raw("industry")}» прочитана как «{meant}»", line.Line);
            known.Customers.TryAdd(line["name"]!, Guid.Empty);
        }
        foreach (var name in seen) known.Customers.TryAdd(name, Guid.Empty);
        await foreach (var line in sheet.Rows(cancellation))
            if (line.IsWhole && line["parent"] is { } parent && !known.Customers.ContainsKey(parent))
                findings.Note($"unknown parent \"{parent}\", left out", $"неизвестный головной клиент «{parent}», пропущен", line.Line);
    }

    public async Task Commit(ImportWriter writer, CancellationToken cancellation)
    {
        seen.Clear();
        using var quiet = new ImportFindings();
        await writer.Write(Parsed(quiet, cancellation), Subject.None, "customer.import", tally, Add, Refuse, cancellation);
        await writer.Write(parents.ToAsyncEnumerable(), Subject.None, "customer.import", null, Tie, (_, _) => { }, cancellation);
    }

    private async IAsyncEnumerable<CsvRow> Parsed(ImportFindings found, [EnumeratorCancellation] CancellationToken cancellation)
    {
        tally.Restart();
        await foreach (var line in sheet.Rows(cancellation))
        {
            tally.Read++;
            if (Problem(line) is { } problem) found.Refuse(sheet, line, problem);
            else if (!seen.Add(KeyOf(line))) found.Refuse(sheet, line, RowFault.Twice(KeyOf(line)));
            else if (known.Customers.TryGetValue(KeyOf(line), out var id) && id != Guid.Empty) tally.There++;
            else yield return line;
        }
    }

    private static Refusal? Problem(CsvRow line)
    {
        if (!line.IsWhole) return RowFault.Torn;
        if (line["name"] is null) return RowFault.Missing(line.Column("name"));
        foreach (var (field, most) in Limits)
            if (line[field]?.Length > most) return RowFault.TooLong(line.Column(field), most);
        return null;
    }

    private static string KeyOf(CsvRow line) => line["key"] ?? line["name"]!;

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
        var key = KeyOf(line);
        var customer = scope.Add(Customer.Register(details, scope.Cause, scope.Now, key));
        known.Customers[key] = customer.Id;
        if (known.Customers.GetValueOrDefault(details.Name) == Guid.Empty) known.Customers[details.Name] = customer.Id;
        if (line["parent"] is { } parent) parents[key] = parent;
        return Task.CompletedTask;
    }

    private void Refuse(CsvRow line, Refusal why)
    {
        foreach (var word in new[] { KeyOf(line), line["name"]! }) known.Customers.Remove(word);
        parents.Remove(KeyOf(line));
        findings.Refuse(sheet, line, why);
    }

    private async Task Tie(CommandScope scope, KeyValuePair<string, string> child)
    {
        if (!known.Customers.TryGetValue(child.Value, out var parent) || parent == Guid.Empty || parent == known.Customers[child.Key]) return;
        var customer = await scope.Find<Customer>(known.Customers[child.Key]);
        customer.Change(customer.Details with { ParentId = parent }, scope.Cause, scope.Now);
    }
}
