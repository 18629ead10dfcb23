using Crm.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Crm.Web.Features.Tasks;

/// <summary>Working time as people say it: minutes below an hour, else hours.</summary>
internal static class WorkSpan
{
    public static string Show(TimeSpan span, IStringLocalizer<TaskTexts> words) => span.TotalHours < 1
        ? words["Span_Minutes", (int)Math.Ceiling(span.TotalMinutes)]
        : words["Span_Hours", Math.Round(span.TotalHours, span.TotalHours < 10 ? 1 : 0)];
}
