using System.Text;
using Crm.Domain.Audit;
using Crm.Domain.Documents;
using Crm.Domain.Products;
using Crm.Testing;
using Crm.Web.Data;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Crm.Web.Tests.Import;

public sealed class ImportsApiTests(Offices offices) : IClassFixture<Offices>
{
    private const string Header = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value";
    private const string Row = "A1,anna,PUMP-1,Sever LLC,Won,2017-01-01,2017-02-01,10";

    private static readonly object Semicolons = new
    {
        name = "x",
        currency = "RUB",
        dealType = "standard-sale",
        format = new { delimiter = ";", encoding = "windows-1251", dates = "dd.MM.yyyy", decimals = "," },
        kinds = new
        {
            customers = new { file = "клиенты*.csv", columns = new { name = "Клиент", region = "Город", taxId = "ИНН" } },
            products = new { file = "товары.csv", columns = new { key = "Код", name = "Товар", price = "Цена" } },
            documents = new
            {
                file = "документы.csv",
                columns = new { kind = "Вид", number = "Номер", date = "Дата", customer = "Клиент", product = "Товар", quantity = "Кол", price = "Цена", status = "Статус" },
                aliases = new Dictionary<string, Dictionary<string, string>>
                {
                    ["kind"] = new() { ["Накладная"] = "Shipment" },
                    ["status"] = new() { ["проведена"] = "Posted" },
                },
            },
        },
    };

    public static TheoryData<string, string, int, string> Wrong => new()
    {
        { "binary", Header + "\nA1,\0\u0001,PUMP-1,,Won,2017-01-01,2017-02-01,10\n", 400, "GEN-001" },
        { "delimiter", Header.Replace(',', ';') + "\n" + Row.Replace(',', ';') + "\n", 422, "IMP-002" },
        { "missing column", Header.Replace(",account", "") + "\n" + Row.Replace(",Sever LLC", "") + "\n", 422, "IMP-002" },
        { "no rows", Header + "\n", 400, "GEN-001" },
        { "empty", "", 400, "GEN-001" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_wrong_file_is_refused_by_its_code_and_nothing_is_written(string what, string text, int status, string code)
    {
        foreach (var kind in Enum.GetValues<DatabaseKind>())
            await IsRefused(await offices.OnAsync(kind), what, Encoding.UTF8.GetBytes(text), status, code);
    }

    [Theory, OnBothDatabases]
    public async Task Letters_of_another_encoding_are_refused_and_nothing_is_written(DatabaseKind kind)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Header + "\nA1,"), 0xC3, 0x28, .. Encoding.UTF8.GetBytes(",PUMP-1,,Won,2017-01-01,2017-02-01,10\n")];

        await IsRefused(await offices.OnAsync(kind), "encoding", bytes, 400, "GEN-001");
    }

    [Fact]
    public async Task Only_people_with_the_right_import_and_a_profile_is_no_path()
    {
        var office = await offices.OnAsync(DatabaseKind.Sqlite);

        var denied = await Count<AuditEntry>(office);
        (await (await office.ApiAsync(office.Anna)).ImportAsync("maven-pipeline", files: ("sales_pipeline.csv", Header))).Refused(403, "GEN-009");
        Assert.Equal(denied + 1, await Count<AuditEntry>(office));
        (await (await office.ApiAsync(office.Boris)).ImportAsync("../../appsettings", files: ("sales_pipeline.csv", Header))).Refused(404, "GEN-008");
        (await (await office.ApiAsync(office.Boris)).PutAsync("/api/imports/profiles/..", Semicolons)).Refused(404, "GEN-008");
        // Inviting people is for those who administer them.
        (await (await office.ApiAsync(office.Boris)).ImportAsync("maven-pipeline", files: ("sales_teams.csv", "sales_agent,manager,regional_office\nA B,C D,West\n")))
            .Refused(403, "GEN-009");
    }

    [Theory, OnBothDatabases]
    public async Task An_order_that_is_refused_leaves_one_denied_entry(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var alla = await office.ApiAsync(office.Alla);
        var rows = new StringBuilder(Header).Append('\n');
        for (var i = 0; i < 50_000; i++) rows.Append('R').Append(i).AppendLine(",anna,PUMP-1,Sever LLC,Won,2017-01-01,2017-02-01,10");
        (string, byte[])[] many = [("sales_pipeline.csv", Encoding.UTF8.GetBytes(rows.ToString()))];
        (await alla.ImportAsync("no such profile", files: ("sales_pipeline.csv", Header + "\n" + Row))).Refused(404, "GEN-008");
        (await alla.GetAsync("/api/imports/profiles/unknown")).Refused(404, "GEN-008");

        var running = await alla.ImportAsync("maven-pipeline", true, false, many, wait: 0);
        (await alla.ImportAsync("maven-pipeline", true, false, many, wait: 0)).Refused(409, "GEN-007");
        await alla.SendAsync(HttpMethod.Delete, $"/api/imports/{running.Id}", null);

        Assert.Equal(["import.profile GEN-008", "import.start GEN-007", "import.start GEN-008"], await Read(office, d => d.Set<AuditEntry>()
            .Where(e => e.Denied && e.ActorId == office.Alla.Id && e.Door == Domain.Door.Api && (e.Kind == "import.start" || e.Kind == "import.profile")).Select(e => e.Kind + " " + e.Code).Order().ToListAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task One_bad_row_is_named_and_stops_all_unless_a_part_is_wanted(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var boris = await office.ApiAsync(office.Boris);
        var file = ("sales_pipeline.csv", $"{Header}\nP1,anna,PUMP-1,Sever LLC,Engaging,2017-01-01,,\nP2,nobody,PUMP-1,,Won,2017-01-01,2017-02-01,10\n");
        var before = await office.RowsAsync();

        var dry = await boris.ImportAsync("maven-pipeline", dryRun: true, files: file);
        var whole = await boris.ImportAsync("maven-pipeline", files: file);
        var unchanged = await office.RowsAsync();
        var part = await boris.ImportAsync("maven-pipeline", partial: true, files: file);
        var again = await boris.ImportAsync("maven-pipeline", partial: true, files: file);
        var rows = await boris.GetAsync($"/api/imports/{part.Id}/bad-rows.csv");

        Assert.Equal((2, 1, 0, 1), dry.Counts("deals"));
        Assert.False((bool)whole.Ok().Json["written"]!);
        Assert.Equal(before, unchanged);
        Assert.Equal((2, 1, 0, 1), part.Counts("deals"));
        Assert.Equal((2, 0, 1, 1), again.Counts("deals"));
        Assert.Equal((3, "GEN-008"), ((int)part.Json["refused"]![0]!["line"]!, (string)part.Json["refused"]![0]!["code"]!));
        Assert.Contains("sales_pipeline.csv,3,GEN-008,", rows.Ok().Text, StringComparison.Ordinal);
        Assert.Contains(",P2,nobody,PUMP-1,", rows.Text, StringComparison.Ordinal);
        (await (await office.ApiAsync(office.Alla)).GetAsync($"/api/imports/{part.Id}")).Refused(404, "GEN-008");
    }

    [Theory, OnBothDatabases]
    public async Task A_profile_of_ones_own_reads_customers_products_and_documents(DatabaseKind kind)
    {
        var office = await offices.OnAsync(kind);
        var boris = await office.ApiAsync(office.Boris);
        (await boris.PutAsync("/api/imports/profiles/ledger", Semicolons)).Ok();
        (string Name, byte[] Bytes)[] files =
        [
            Cyrillic("клиенты-ноябрь.csv", "Клиент;Город;ИНН\nООО «Ромашка»;Тверь;6901000001\nООО Лютик;Клин;\n"),
            Cyrillic("товары.csv", "Код;Товар;Цена\nН-1;Насос малый;1000,50\nН-2;Насос большой;2000\n"),
            Cyrillic("документы.csv", "Вид;Номер;Дата;Клиент;Товар;Кол;Цена;Статус\nНакладная;7;24.11.2025;ООО Лютик;Насос малый;2;1000,50;проведена\n"
                + "Накладная;7;24.11.2025;ООО Лютик;Н-2;1;1999,99;проведена\nНакладная;8;31.11.2025;;Н-2;1;1;проведена\nНакладная;9;30.11.2025;;Н-2;1;5;проведена\n"),
        ];
        var outbox = await Count<OutboxMessage>(office);

        var first = await boris.ImportAsync("ledger", false, partial: true, files);
        var before = await office.RowsAsync();
        var again = await boris.ImportAsync("ledger", false, partial: true, files);

        Assert.Equal(((2, 2, 0, 0), (2, 2, 0, 0), (4, 3, 0, 1)), (first.Counts("customers"), first.Counts("products"), first.Counts("documents")));
        Assert.Equal(((2, 0, 2, 0), (2, 0, 2, 0), (4, 0, 3, 1)), (again.Counts("customers"), again.Counts("products"), again.Counts("documents")));
        Assert.Equal(4, (int)first.Json["refused"]![0]!["line"]!);
        Assert.Equal(outbox, await Count<OutboxMessage>(office));
        var after = await office.RowsAsync();
        Assert.Equal(before["sales_documents"], after["sales_documents"]);
        Assert.Equal(before["audit_entries"], after["audit_entries"]);
        var paper = await Read(office, d => d.Set<SalesDocument>().AsNoTracking().Include(x => x.Lines).SingleAsync(x => x.Number == "7"));
        Assert.Equal((DocumentKind.Shipment, DocumentStatus.Posted, 2, 4_000_99L), (paper.Kind, paper.Status, paper.LineCount, paper.TotalMinor));
        Assert.Equal(1000.50m, (await Read(office, d => d.Set<Product>().AsNoTracking().SingleAsync(p => p.Sku == "Н-1"))).ListPrice);
    }

    private static (string, byte[]) Cyrillic(string name, string text) => (name, CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(text));

    private static Task<int> Count<T>(SalesOffice office) where T : class => Read(office, d => d.Set<T>().CountAsync());

    /// <summary>A file that cannot be read leaves a log line; one that breaks a rule leaves the denied entry.</summary>
    private static async Task IsRefused(SalesOffice office, string what, byte[] bytes, int status, string code)
    {
        var before = await office.RowsAsync();

        var answer = await (await office.ApiAsync(office.Boris)).ImportAsync("maven-pipeline", false, false, [("sales_pipeline.csv", bytes)]);

        Assert.True((status, code) == (answer.Status, answer.Code), $"{what}: {answer.Text}");
        var written = (await office.RowsAsync()).Where(row => row.Value != before[row.Key]);
        Assert.Equal(status == 400 ? [] : [new("audit_entries", before["audit_entries"] + 1)], written);
    }

    private static Task<T> Read<T>(SalesOffice office, Func<CrmDbContext, Task<T>> read) =>
        office.App.InScopeAsync(services => read(services.GetRequiredService<CrmDbContext>()));
}
