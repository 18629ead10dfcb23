using Crm.Domain;
using Crm.Web.Data;
using Crm.Web.Data.Stores;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Import;

/// <summary>Reads every file to its end first; only when all of it can be taken, or the caller accepts a part, anything is written.</summary>
internal sealed class ImportRun(IDbContextFactory<CrmDbContext> databases, ProcedureCatalog procedures, CommandRunner runner)
{
    private static readonly string[] Order = [ImportProfile.Teams, ImportProfile.Customers, ImportProfile.Products, ImportProfile.Deals];

    public async Task<ImportAnswer> Run(ImportProfile profile, IReadOnlyList<string> files, bool dryRun, bool partial, CancellationToken cancellation = default)
    {
        var sheets = Sheets(profile, files);
        var known = await Known(profile, cancellation);
        var findings = new ImportFindings();
        var people = sheets.GetValueOrDefault(ImportProfile.Teams) is { } teams ? new PeopleImport(teams, known, findings) : null;
        var customers = sheets.GetValueOrDefault(ImportProfile.Customers) is { } accounts ? new CustomerImport(accounts, known, findings) : null;
        var products = sheets.GetValueOrDefault(ImportProfile.Products) is { } goods ? new ProductImport(goods, profile.Currency, known, findings) : null;
        var deals = sheets.GetValueOrDefault(ImportProfile.Deals) is { } pipeline ? new DealImport(pipeline, profile, known, findings, databases) : null;

        if (people is not null) await people.Check(cancellation);
        if (customers is not null) await customers.Check(cancellation);
        if (products is not null) await products.Check(cancellation);
        if (deals is not null) await deals.Check(people?.Agents ?? [], cancellation);

        var writes = !dryRun && (partial || findings.Refused == 0);
        if (writes)
        {
            var writer = new ImportWriter(runner, profile.Name);
            if (people is not null) await people.Commit(writer, cancellation);
            if (customers is not null) await customers.Commit(writer, cancellation);
            if (products is not null) await products.Commit(writer, cancellation);
            if (deals is not null) await deals.Commit(writer, cancellation);
        }
        return new ImportAnswer(writes, [.. Order.Where(sheets.ContainsKey).Select(kind => sheets[kind].Tally)], findings);
    }

    private static Dictionary<string, CsvSheet> Sheets(ImportProfile profile, IReadOnlyList<string> files)
    {
        var sheets = new Dictionary<string, CsvSheet>();
        foreach (var file in files)
        {
            var (code, kind) = profile.KindOf(file);
            if (!sheets.TryAdd(code, new CsvSheet(file, code, kind)))
                throw CsvSheet.Unreadable(file, "the file is named twice", "файл указан дважды");
        }
        return sheets;
    }

    private async Task<ImportKnown> Known(ImportProfile profile, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var known = await ImportKnown.Read(database, procedures, profile.DealType, cancellation)
            ?? throw DomainException.For("GEN-003", "dealType", profile.DealType);
        foreach (var stage in profile.Stages.Values.Select(p => p.Stage).OfType<string>())
            if (known.Flow.Stages.All(s => s.Code != stage)) throw DomainException.For("GEN-003", "stages", stage);
        return known;
    }
}
