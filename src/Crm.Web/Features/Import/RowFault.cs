using Crm.Domain;

namespace Crm.Web.Features.Import;

/// <summary>Why a row cannot be taken, with the code of its kind of mistake and the words of the file.</summary>
internal static class RowFault
{
    public static readonly Refusal Torn = Of("GEN-001", "the number of values differs from the header", "число значений не такое, как в заголовке");

    public static readonly Refusal OtherRow = Of("GEN-001", "another row of this document cannot be taken", "другую строку этого документа принять нельзя");

    public static Refusal Missing(string column) => Of("GEN-012", $"\"{column}\" is empty", $"«{column}» не заполнено");

    public static Refusal TooLong(string column, int most) => Of("GEN-003", $"\"{column}\" is longer than {most}", $"«{column}» длиннее {most}");

    public static Refusal Unknown(string en, string ru, string? value) => Of("GEN-008", $"unknown {en} \"{value}\"", $"неизвестно: {ru} «{value}»");

    public static Refusal Unmapped(string en, string ru, string? value) => Of("GEN-003", $"unknown {en} \"{value}\"", $"неизвестно: {ru} «{value}»");

    public static Refusal NoDate(string? value) => Of("GEN-004", $"\"{value}\" is no date", $"«{value}» не дата");

    public static Refusal NoAmount(string? value) => Of("GEN-005", $"\"{value}\" is no amount", $"«{value}» не сумма");

    public static Refusal NoNumber(string? value) => Of("GEN-003", $"\"{value}\" is no number", $"«{value}» не число");

    public static Refusal Twice(string value) => Of("GEN-013", $"\"{value}\" is there twice", $"«{value}» встречается дважды");

    public static Refusal Of(string code, string en, string ru) => new(code) { Text = new LocalText(en, ru) };
}
