using System.Text;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Errors;
using Crm.Domain.Users;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Web.Features.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Import;

public sealed class WrongFileTests
{
    private const string Header = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value";
    private const string Teams = "sales_agent,manager,regional_office\nAda Vine,Max Lead,West\n";
    private const string Products = "product,series,sales_price\nGTX Pro,GTX,4821\n";

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "binary", Header + "\nA1,\0\u0001,GTX Pro,,Won,2017-01-01,2017-02-01,10\n", "GEN-001" },
        { "delimiter", Header.Replace(',', ';') + "\nA1;Ada Vine\n", "IMP-002" },
        { "missing column", Header.Replace(",account", "") + "\nA1,Ada Vine,GTX Pro,Won,2017-01-01,2017-02-01,10\n", "IMP-002" },
        { "unknown column", Header + ",owner\nA1,Ada Vine,GTX Pro,,Won,2017-01-01,2017-02-01,10,x\n", "IMP-002" },
        { "no rows", Header + "\n", "GEN-001" },
        { "empty", "", "GEN-001" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_file_of_another_kind_is_refused_and_nothing_is_written(string what, string text, string code)
    {
        await using var app = await ImportedPipeline.Empty(DatabaseKind.Sqlite);

        var refused = await Assert.ThrowsAsync<DomainException>(() => ImportedPipeline.Run(app, Files(what, Encoding.UTF8.GetBytes(text))));

        Assert.Equal((code, 0, 0), (refused.Code, await Count<Deal>(app), await Count<User>(app)));
        Assert.StartsWith("sales_pipeline.csv: ", ErrorText.Format(refused.First, "en"), StringComparison.Ordinal);
        Assert.StartsWith("sales_pipeline.csv: ", ErrorText.Format(refused.First, "ru"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_letters_are_refused_and_nothing_is_written()
    {
        await using var app = await ImportedPipeline.Empty(DatabaseKind.Sqlite);
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Header + "\nA1,"), 0xC3, 0x28, .. Encoding.UTF8.GetBytes(",GTX Pro,,Won,2017-01-01,2017-02-01,10\n")];

        var refused = await Assert.ThrowsAsync<DomainException>(() => ImportedPipeline.Run(app, Files("letters", bytes)));

        Assert.Equal(("GEN-001", 0), (refused.Code, await Count<User>(app)));
    }

    [Theory, OnBothDatabases]
    public async Task One_bad_row_stops_all_unless_a_part_is_wanted(DatabaseKind kind)
    {
        await using var app = await ImportedPipeline.Empty(kind);
        var files = Files("part", Encoding.UTF8.GetBytes(Header + "\nA1,Ada Vine,GTX Pro,,Won,2017-01-01,2017-02-01,10\nA2,Nobody,GTX Pro,,Won,2017-01-01,2017-02-01,10\n"));

        var whole = await ImportedPipeline.Run(app, files);
        var deals = await Count<Deal>(app);
        var part = await ImportedPipeline.Run(app, files, partial: true);

        Assert.Equal((false, 0), (whole.Written, deals));
        Assert.Equal("sales_pipeline.csv, line 3: unknown agent \"Nobody\" (GEN-008)", Assert.Single(whole.Findings.Errors).ToString());
        Assert.Equal("deals: 2 read = 1 imported + 0 already there + 1 refused", part.Of(ImportProfile.Deals)!.ToString());
        Assert.Equal(1, await Count<Deal>(app));
    }

    [Fact]
    public async Task A_dry_run_writes_nothing()
    {
        await using var app = await ImportedPipeline.Empty(DatabaseKind.Sqlite);

        var answer = await ImportedPipeline.Run(app, Files("dry", Encoding.UTF8.GetBytes(Header + "\nA1,Ada Vine,GTX Pro,,Engaging,2017-01-01,,\n")), dryRun: true);

        Assert.Equal((false, 1, 0, 0), (answer.Written, answer.Of(ImportProfile.Deals)!.Imported, await Count<Deal>(app), await Count<User>(app)));
    }

    private static string[] Files(string folder, byte[] deals)
    {
        var path = Machine.Artifacts("import", Guid.CreateVersion7().ToString("N") + "-" + folder.Replace(' ', '-'));
        (string Name, byte[] Bytes)[] files = [("sales_teams.csv", Encoding.UTF8.GetBytes(Teams)), ("products.csv", Encoding.UTF8.GetBytes(Products)), ("sales_pipeline.csv", deals)];
        foreach (var (name, bytes) in files) File.WriteAllBytes(Path.Combine(path, name), bytes);
        return [.. files.Select(f => Path.Combine(path, f.Name))];
    }

    private static Task<int> Count<T>(CrmApp app) where T : class =>
        app.InScopeAsync(services => services.GetRequiredService<CrmDbContext>().Set<T>().CountAsync());
}
