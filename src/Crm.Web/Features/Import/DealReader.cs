using System.Globalization;
using Crm.Domain;
using Crm.Domain.Deals;

namespace Crm.Web.Features.Import;

/// <summary>Understands one row or says why it cannot; what is merely peculiar is noted and taken.</summary>
internal sealed class DealReader(CsvSheet sheet, ImportProfile profile, ImportKnown known)
{
    public ImportedDeal? Read(CsvRow line, ImportFindings found)
    {
        if (Problem(line) is { } problem)
        {
            found.Refuse(sheet, line, problem);
            return null;
        }
        var deal = new ImportedDeal(line, line["key"]!, line["agent"]!, line["product"]!, line["customer"], profile.Stages[line["stage"]!])
        {
            OpenedOn = Day(line["openedOn"]),
            ClosedOn = Day(line["closedOn"]),
            Amount = Amount(line["amount"]),
        };
        if ((deal.IsHistory ? Missing(deal) : null) is { } missing)
        {
            found.Refuse(sheet, line, missing);
            return null;
        }
        if (deal.Customer is null) found.Note("deals without customer", line.Number);
        if (deal.OpenedOn is null) found.Note("deals without opening date", line.Number);
        if (line.AliasOf("product") is { } meant) found.Note($"product \"{line.Raw("product")}\" read as \"{meant}\"", line.Number);
        return deal;
    }

    private string? Problem(CsvRow line) => line switch
    {
        { IsWhole: false } => "the number of values differs from the header",
        _ when line["key"] is not { Length: <= 100 } => "the key is missing or too long",
        _ when line["agent"] is not { } agent || !known.Users.ContainsKey(ImportKnown.LoginOf(agent)) => $"unknown agent \"{line["agent"]}\"",
        _ when line["product"] is not { } product || !known.Products.ContainsKey(product) => $"unknown product \"{line["product"]}\"",
        _ when line["customer"] is { } customer && !known.Customers.ContainsKey(customer) => $"unknown customer \"{line["customer"]}\"",
        _ when line["stage"] is not { } stage || !profile.Stages.ContainsKey(stage) => $"unknown stage \"{line["stage"]}\"",
        _ when line["openedOn"] is { } opened && Day(opened) is null => $"\"{opened}\" is no date",
        _ when line["closedOn"] is { } closed && Day(closed) is null => $"\"{closed}\" is no date",
        _ when line["amount"] is { } amount && Amount(amount) is null => $"\"{amount}\" is no amount",
        _ => null,
    };

    private static string? Missing(ImportedDeal deal) => deal switch
    {
        { ClosedOn: null } => "a closed deal needs a closing date",
        { Place.Outcome: DealOutcome.Won, Amount: null } => "a won deal needs an amount",
        _ when deal.ClosedOn < deal.OpenedOn => "the closing date is before the opening date",
        _ => null,
    };

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and < 2200 ? day : null;

    private long? Amount(string? text)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return null;
        try
        {
            return Money.Of(amount, profile.Currency).Minor;
        }
        catch (DomainException)
        {
            return null;
        }
    }
}
