using Cronos;

namespace Crm.Workflows.Expressions;

/// <summary>Recurring times as the format writes them: six fields, the first of them seconds.</summary>
internal static class CronTimes
{
    /// <exception cref="ExpressionException">EX-CONVERT: it is not six fields that can be read.</exception>
    public static CronExpression Parse(string text) =>
        CronExpression.TryParse(text, CronFormat.IncludeSeconds, out var times) ? times : throw new ExpressionException("EX-CONVERT", FaultOf(text) ?? "");

    /// <summary>Why the text cannot be read; null when it can.</summary>
    public static string? FaultOf(string text)
    {
        try
        {
            CronExpression.Parse(text, CronFormat.IncludeSeconds);
            return null;
        }
        catch (CronFormatException fault)
        {
            return fault.Message;
        }
    }
}
