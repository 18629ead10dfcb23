using System.Runtime.CompilerServices;
using Crm.Domain.Customers;
using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Import;

/// <summary>Customers by name; a customer that belongs to another one is tied to it when all are there.</summary>
internal sealed class CustomerImport(CsvSheet sheet, ImportKnown known, ImportFindings findings)
{
    private readonly ImportTally tally = sheet.Tally;
    private readonly HashSet<string> seen = [];
    private readonly List<(Guid Id, string Parent)> children = [];

    public async Task Check(CancellationToken cancellation)
    {
        await foreach (var line in Parsed(findings, cancellation))
        {
            tally.Imported++;
            if (line.AliasOf("industry") is { } meant) findings.Note($"industry \"{line.Raw("industry")}\" read as \"{meant}\"", line.Number);
        }
        await foreach (var line in sheet.Rows(cancellation))
            if (line.IsWhole && line["parent"] is { } parent && !seen.Contains(parent) && !known.Customers.ContainsKey(parent))
                findings.Note($"unknown parent \"{parent}\", left out", line.Number);
        foreach (var name in seen) known.Customers.TryAdd(name, Guid.Empty);
    }

    public async Task Commit(ImportWriter writer, CancellationToken cancellation)
    {
        seen.Clear();
        tally.Imported = await writer.Write(Parsed(new ImportFindings(), cancellation), Subject.None, "customer.import", Add, null, cancellation);
        await writer.Write(children.ToAsyncEnumerable(), Subject.None, "customer.import", Tie, null, cancellation);
    }

    private async IAsyncEnumerable<CsvRow> Parsed(ImportFindings found, [EnumeratorCancellation] CancellationToken cancellation)
    {
        tally.Restart();
        await foreach (var line in sheet.Rows(cancellation))
        {
            tally.Read++;
            if (!line.IsWhole || line["name"] is not { Length: <= 100 } name) found.Refuse(sheet, line, "a name of at most 100 letters is needed");
            else if (line["industry"]?.Length > 120 || line["region"]?.Length > 120 || line["size"]?.Length > 40) found.Refuse(sheet, line, "a value is too long");
            else if (!seen.Add(name)) found.Refuse(sheet, line, $"the customer \"{name}\" is there twice");
            else if (known.Customers.TryGetValue(name, out var id) && id != Guid.Empty) tally.There++;
            else yield return line;
        }
    }

    private Task Add(CommandScope scope, CsvRow line)
    {
        var details = new CustomerDetails { Name = line["name"]!, Industry = line["industry"], Region = line["region"], SizeBand = line["size"] };
        var customer = scope.Add(Customer.Register(details, scope.Cause, scope.Now, line["name"]));
        known.Customers[line["name"]!] = customer.Id;
        if (line["parent"] is { } parent) children.Add((customer.Id, parent));
        return Task.CompletedTask;
    }

    private async Task Tie(CommandScope scope, (Guid Id, string Parent) child)
    {
        if (!known.Customers.TryGetValue(child.Parent, out var parent) || parent == Guid.Empty) return;
        var customer = await scope.Find<Customer>(child.Id);
        customer.Change(customer.Details with { ParentId = parent }, scope.Cause, scope.Now);
    }
}
