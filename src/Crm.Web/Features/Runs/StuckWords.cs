using System.Globalization;
using Crm.Domain;
using Crm.Domain.Errors;
using Crm.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Crm.Web.Features.Runs;

/// <summary>Why something is stuck, as a sentence.</summary>
internal static class StuckWords
{
    /// <summary>A refusal of the product's own rules is said in the words of the rule, if these need nothing that the record does not keep.</summary>
    /// <param name="reason">What the record keeps of the fault; a refusal begins with its code.</param>
    /// <param name="who">Whom it waits for in vain.</param>
    public static string Why(IStringLocalizer<RunTexts> words, StuckFault fault, string reason, string? who = null) =>
        fault is StuckFault.Refused && ErrorCatalog.Find(reason.Split(' ')[0]) is { } known && !known.En.Contains('{', StringComparison.Ordinal)
            ? new LocalText(known.En, known.Ru).In(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName)
            : words[$"Fault_{fault}", who ?? ""];
}
