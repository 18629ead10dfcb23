using Crm.Domain;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Stores;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Features.Import;

/// <summary>Reads every file to its end first; only when all of it can be taken, or the caller accepts a part, anything is written.</summary>
internal sealed class ImportRun(IDbContextFactory<CrmDbContext> databases, ProcedureCatalog procedures, CommandRunner runner)
{
    /// <param name="answer">Filled while the import runs, so that a canceled one can still say what it did.</param>
    public async Task<ImportAnswer> Run(ImportOrder order, ImportAnswer? answer = null, CancellationToken cancellation = default)
    {
        answer ??= new ImportAnswer(order.BadRows);
        using var findings = answer.Findings;
        var actor = await order.Actor(cancellation);
        try
        {
            return await Run(order, actor, answer, findings, cancellation);
        }
        catch (DomainException refused) when (!answer.Written)
        {
            // What a batch refuses is recorded with the batch; what the files refuse, as any act that is denied.
            await runner.Run(Command.Of(Guid.CreateVersion7(), actor, Door.Import, Subject.None, "import.run"), new Action<CommandScope>(_ => throw refused), cancellation);
            throw;
        }
    }

    private async Task<ImportAnswer> Run(ImportOrder order, Actor actor, ImportAnswer answer, ImportFindings findings, CancellationToken cancellation)
    {
        var profile = order.Profile.Checked();
        actor.Require(Right.DealsImport);
        var sheets = Sheets(order);
        if (sheets.GetValueOrDefault(ImportProfile.Teams) is { } invited && !actor.Has(Right.AdminUsers))
            throw CsvSheet.Refused("GEN-009", invited.Name, "its rows are people, whom only an administrator invites", "в нём сотрудники, их приглашает только администратор");
        answer.Tallies = [.. ImportProfile.Order.Where(sheets.ContainsKey).Select(kind => sheets[kind].Tally)];
        foreach (var sheet in sheets.Values) await sheet.Look(cancellation);
        var known = await Known(profile, actor, cancellation);

        var people = sheets.GetValueOrDefault(ImportProfile.Teams) is { } teams ? new PeopleImport(teams, known, findings) : null;
        var customers = sheets.GetValueOrDefault(ImportProfile.Customers) is { } accounts ? new CustomerImport(accounts, known, findings) : null;
        var products = sheets.GetValueOrDefault(ImportProfile.Products) is { } goods ? new ProductImport(goods, profile.Currency, known, findings) : null;
        var deals = sheets.GetValueOrDefault(ImportProfile.Deals) is { } pipeline ? new DealImport(pipeline, profile, known, findings, databases) : null;
        var documents = sheets.GetValueOrDefault(ImportProfile.Documents) is { } papers
            ? new DocumentImport(papers, profile, known, findings, databases) : null;

        order.Progress.Read(order.Files.Sum(f => new FileInfo(f.Path).Length));
        if (people is not null) await people.Check(cancellation);
        if (customers is not null) await customers.Check(cancellation);
        if (products is not null) await products.Check(cancellation);
        if (deals is not null) await deals.Check(people?.Agents ?? [], cancellation);
        if (documents is not null) await documents.Check(cancellation);
        if (order.DryRun || (findings.Refused > 0 && !order.Partial)) return answer;

        answer.Written = true;
        order.Progress.Write(answer.Tallies.Sum(t => t.Imported));
        var writer = new ImportWriter(runner, order.Actor, order.Progress);
        if (people is not null) await people.Commit(writer, cancellation);
        if (customers is not null) await customers.Commit(writer, cancellation);
        if (products is not null) await products.Commit(writer, cancellation);
        if (deals is not null) await deals.Commit(writer, cancellation);
        if (documents is not null) await documents.Commit(writer, cancellation);
        return answer;
    }

    private static Dictionary<string, CsvSheet> Sheets(ImportOrder order)
    {
        var sheets = new Dictionary<string, CsvSheet>();
        foreach (var file in order.Files)
        {
            var code = file.Kind ?? order.Profile.KindOf(file.Name);
            var kind = order.Profile.Kinds.GetValueOrDefault(code) ?? throw DomainException.For("GEN-003", "kind", code);
            if (!sheets.TryAdd(code, new CsvSheet(file, code, kind, order.Profile.Format, order.Progress)))
                throw CsvSheet.Unreadable(file.Name, "there is already a file of this kind", "файл такого вида уже есть");
        }
        return sheets.Count > 0 ? sheets : throw DomainException.For("GEN-012", "files", "files");
    }

    private async Task<ImportKnown> Known(ImportProfile profile, Actor actor, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var known = await ImportKnown.Read(database, procedures, profile, actor, cancellation);
        foreach (var stage in profile.Stages.Values.Select(p => p.Stage).OfType<string>())
            if (known.Flow.Stages.All(s => s.Code != stage)) throw DomainException.For("GEN-003", "stages", stage);
        return known;
    }
}
