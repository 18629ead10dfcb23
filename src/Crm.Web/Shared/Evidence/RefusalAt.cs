using System.Globalization;
using Crm.Domain;
using Crm.Domain.Errors;

namespace Crm.Web.Shared.Evidence;

/// <summary>What a refusal says of one field of a form.</summary>
internal static class RefusalAt
{
    public static string? At(this DomainException? refused, params string[] fields)
    {
        var found = refused?.Refusals.FirstOrDefault(r => r.Field is not null && fields.Contains(r.Field, StringComparer.OrdinalIgnoreCase));
        var language = CultureInfo.CurrentUICulture.Name;
        if (found is { Code: "GEN-012", Text: null }) return new LocalText("Fill in this field", "Заполните это поле").In(language);
        if (found is { Code: "GEN-003", Text: null })
            return new LocalText("Too long, or not what belongs here", "Слишком длинно или недопустимое значение").In(language);
        return found is null ? null : ErrorText.Format(found, language);
    }
}
