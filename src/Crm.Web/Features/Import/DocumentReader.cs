using Crm.Domain;
using Crm.Domain.Documents;

namespace Crm.Web.Features.Import;

/// <summary>Understands the rows of one document or says of each why it cannot.</summary>
internal sealed class DocumentReader(CsvSheet sheet, ImportProfile profile, ImportKnown known)
{
    private const int LongestNumber = 60, LongestKey = 100;

    public static string KeyOf(CsvRow line) => line["key"] ?? $"{line["kind"]} {line["number"]}";

    public ImportedDocument? Read(IReadOnlyList<CsvRow> rows, ImportFindings found)
    {
        var problems = rows.Select(Problem).ToList();
        if (problems.Exists(p => p is not null))
        {
            foreach (var (row, problem) in rows.Zip(problems)) found.Refuse(sheet, row, problem ?? RowFault.OtherRow);
            return null;
        }
        var first = rows[0];
        if (first["customer"] is null && first["deal"] is null) found.Note("documents without customer", "документы без клиента", first.Line);
        return new ImportedDocument(KeyOf(first), Kind(first)!.Value, first["number"]!, first.Day("date")!.Value, rows)
        {
            Status = Status(first),
            Amount = rows.Any(r => r["product"] is not null) ? null : rows.Sum(r => Amount(r) ?? 0),
        };
    }

    public LineDraft Line(CsvRow row)
    {
        var quantity = row.Number("quantity") ?? 1;
        return new LineDraft(known.Products[row["product"]!], quantity, row.Number("price") ?? row.Number("amount")!.Value / quantity);
    }

    private Refusal? Problem(CsvRow line) => line switch
    {
        { IsWhole: false } => RowFault.Torn,
        _ when KeyOf(line).Length > LongestKey => RowFault.TooLong(line.Column("key"), LongestKey),
        _ when line["kind"] is null => RowFault.Missing(line.Column("kind")),
        _ when Kind(line) is null => RowFault.Unmapped("kind", "вид документа", line["kind"]),
        _ when line["status"] is { } status && (Status(line) is not { } state || !DocumentStates.Of(Kind(line)!.Value).Contains(state)) =>
            RowFault.Unmapped("state", "состояние", status),
        _ when line["number"] is null => RowFault.Missing(line.Column("number")),
        _ when line["number"]!.Length > LongestNumber => RowFault.TooLong(line.Column("number"), LongestNumber),
        _ when line["date"] is null => RowFault.Missing(line.Column("date")),
        _ when line.Day("date") is null => RowFault.NoDate(line["date"]),
        _ when line["customer"] is { } customer && !known.Customers.ContainsKey(customer) => RowFault.Unknown("customer", "клиент", customer),
        _ when line["product"] is { } product && !known.Products.ContainsKey(product) => RowFault.Unknown("product", "товар", product),
        _ when line["quantity"] is { } quantity && line.Number("quantity") is null or 0 => RowFault.NoNumber(quantity),
        _ when line["price"] is { } price && line.Number("price") is null => RowFault.NoAmount(price),
        _ when line["amount"] is { } amount && Amount(line) is null => RowFault.NoAmount(amount),
        _ when line["price"] is null && line["amount"] is null => RowFault.Missing(line.Column(line.Has("amount") ? "amount" : "price")),
        _ => null,
    };

    private static DocumentKind? Kind(CsvRow line) => Word<DocumentKind>(line["kind"]);

    private static DocumentStatus? Status(CsvRow line) => Word<DocumentStatus>(line["status"]);

    private static T? Word<T>(string? text) where T : struct, Enum =>
        text is { Length: > 0 } && char.IsLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;

    private long? Amount(CsvRow line)
    {
        if (line.Number("amount") is not { } amount) return null;
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
