using Crm.Domain;
using Crm.Domain.Deals;

namespace Crm.Web.Features.Import;

/// <summary>Understands one row or says why it cannot; what is merely peculiar is noted and taken.</summary>
internal sealed class DealReader(CsvSheet sheet, ImportProfile profile, ImportKnown known)
{
    private const int LongestKey = 100, LongestName = 200;

    public ImportedDeal? Read(CsvRow line, ImportFindings found)
    {
        if (Problem(line) is { } problem)
        {
            found.Refuse(sheet, line, problem);
            return null;
        }
        var deal = new ImportedDeal(line, line["key"]!, profile.Stages[line["stage"]!])
        {
            Agent = line["agent"],
            Product = line["product"],
            Customer = line["customer"],
            OpenedOn = line.Day("openedOn"),
            ClosedOn = line.Day("closedOn"),
            Amount = Amount(line),
        };
        if (Lacking(deal) is { } lacking)
        {
            found.Refuse(sheet, line, lacking);
            return null;
        }
        if (deal.Customer is null) found.Note("deals without customer", "сделки без клиента", line.Line);
        if (deal.OpenedOn is null) found.Note("deals without opening date", "сделки без даты открытия", line.Line);
        if (line.AliasOf("product") is { } meant)
            found.Note($"product \"{line.Raw("product")}\" read as \"{meant}\"", $"товар «{line.Raw("product")}» прочитан как «{meant}»", line.Line);
        return deal;
    }

    private Refusal? Problem(CsvRow line) => line switch
    {
        { IsWhole: false } => RowFault.Torn,
        _ when line["key"] is null => RowFault.Missing(line.Column("key")),
        _ when line["key"]!.Length > LongestKey => RowFault.TooLong(line.Column("key"), LongestKey),
        _ when line["name"]?.Length > LongestName => RowFault.TooLong(line.Column("name"), LongestName),
        _ when line["agent"] is null && known.DefaultOwner is null => RowFault.Missing(line.Column("agent")),
        _ when line["agent"] is { } agent && known.FindUser(agent) is null => RowFault.Unknown("agent", "менеджер", agent),
        _ when line["product"] is { } product && !known.Products.ContainsKey(product) => RowFault.Unknown("product", "товар", product),
        _ when line["customer"] is { } customer && !known.Customers.ContainsKey(customer) => RowFault.Unknown("customer", "клиент", customer),
        _ when line["stage"] is not { } stage || !profile.Stages.ContainsKey(stage) => RowFault.Unmapped("stage", "этап", line["stage"]),
        _ when line["openedOn"] is { } opened && line.Day("openedOn") is null => RowFault.NoDate(opened),
        _ when line["closedOn"] is { } closed && line.Day("closedOn") is null => RowFault.NoDate(closed),
        _ when line["amount"] is { } amount && Amount(line) is null => RowFault.NoAmount(amount),
        _ => null,
    };

    private static Refusal? Lacking(ImportedDeal deal) => deal switch
    {
        { IsHistory: false } => null,
        { ClosedOn: null } => RowFault.Of("GEN-012", "a closed deal needs a closing date", "закрытой сделке нужна дата закрытия"),
        { Place.Outcome: DealOutcome.Won, Amount: null } => RowFault.Of("GEN-012", "a won deal needs an amount", "выигранной сделке нужна сумма"),
        _ when deal.ClosedOn < deal.OpenedOn =>
            RowFault.Of("DEAL-004", "the closing date is before the opening date", "дата закрытия раньше даты открытия"),
        _ => null,
    };

    private long? Amount(CsvRow line)
    {
        if (line.Number("amount") is not ({ } amount and >= 0)) return null;
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
