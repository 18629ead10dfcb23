using System.Collections.Frozen;

namespace Crm.Domain.Errors;

/// <summary>Every refusal the product can give. Codes never change meaning.</summary>
public static partial class ErrorCatalog
{
    private static readonly FrozenDictionary<string, ErrorText> ByCode = new[]
    {
        GeneralErrors, InteractionsErrors, CustomersErrors, DealsErrors, DocumentsErrors, MarketingErrors, TasksErrors, ProceduresErrors,
        ReportsErrors,
    }.SelectMany(section => section).ToFrozenDictionary(error => error.Code);

    public static IReadOnlyCollection<ErrorText> All => ByCode.Values;

    /// <summary>Null for a code outside the catalog.</summary>
    public static ErrorText? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The status of a refused command: that of its outer code.</summary>
    public static int StatusOf(DomainException refused) => Find(refused.Code)?.Status ?? 422;
}
