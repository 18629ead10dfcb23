using System.Text.RegularExpressions;
using Crm.Domain.Errors;

namespace Crm.Domain.Tests.Errors;

public sealed partial class ErrorCatalogTests
{
    [Fact]
    public void Every_code_has_the_agreed_form() => Assert.All(ErrorCatalog.All, error => Assert.Matches(@"^[A-Z]{3,4}-\d{3}$", error.Code));

    [Fact]
    public void Every_code_speaks_both_languages_with_the_same_arguments() => Assert.All(ErrorCatalog.All, error =>
    {
        Assert.False(string.IsNullOrWhiteSpace(error.En) || string.IsNullOrWhiteSpace(error.Ru), error.Code);
        Assert.Equal(Places(error.En), Places(error.Ru));
    });

    [Fact]
    public void Only_a_rule_that_refuses_can_be_a_warning() =>
        Assert.All(ErrorCatalog.All.Where(error => error.IsWarning), error => Assert.Equal(422, error.Status));

    [Fact]
    public void Every_code_that_the_product_throws_is_in_the_catalog()
    {
        var unknown = Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Thrown().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value))
            .Where(code => ErrorCatalog.Find(code) is null).Distinct();

        Assert.Empty(unknown);
    }

    [Fact]
    public void Arguments_are_written_as_the_language_writes_them()
    {
        var refusal = new Refusal("CUR-001", "USD", new DateOnly(2026, 11, 23));

        Assert.Equal("No rate of USD on 23/11/2026", ErrorText.Format(refusal, "en"));
        Assert.Equal("Нет курса USD на 23.11.2026", ErrorText.Format(refusal, "ru"));
    }

    [Fact]
    public void Numbers_and_lists_are_written_as_the_language_writes_them()
    {
        Assert.Equal("Discount 12.5 % is over your limit 10 %. Ask for approval", ErrorText.Format(new Refusal("PRC-002", 12.5m, 10m), "en"));
        Assert.Equal("Скидка 12,5 % выше вашего лимита 10 %. Запросите согласование", ErrorText.Format(new Refusal("PRC-002", 12.5m, 10m), "ru-RU"));
        Assert.Equal("Not done yet: offer, call", ErrorText.Format(new Refusal("WFI-002", new[] { "offer", "call" }.AsEnumerable()), "en"));
    }

    [Fact]
    public void A_gate_speaks_with_its_own_words()
    {
        var refusal = new Refusal("WFI-002", "offer") { Text = new LocalText("Send an offer {first}", "Отправьте предложение") };

        Assert.Equal("Send an offer {first}", ErrorText.Format(refusal, "en"));
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Value).Distinct().Order();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "CrmFlow.sln"))) folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex("\"((?:GEN|RGT|INT|CMT|PLN|RMD|CLM|CUS|CMP|SEG|CLS|DEAL|DTP|STG|GATE|OVR|LOSS|DMD|PRT|DOC|PRC|CUR|STK|CAM|ADC|ATT|MLG|TSK|APR|SLA|WFI|WFD|RPT|IMP|TGL|AUD)-\\d{3})\"")]
    private static partial Regex Thrown();
}
