using System.Diagnostics;
using System.Globalization;
using Crm.Domain;
using Crm.Domain.Errors;

namespace Crm.Web.Hosting;

/// <summary>Turns refusals into <c>application/problem+json</c>.</summary>
internal static class Problems
{
    public static Problem From(DomainException refused, HttpContext context)
    {
        var details = refused.Refusals.Select(Detail).ToList();
        var first = Detail(refused.First);
        return new Problem(first.Code, refused.IsWarning ? "Warn" : "Block", ErrorCatalog.StatusOf(refused),
            first.MessageEn, first.MessageRu, first.Field, details, Correlation(context))
        {
            Conflict = refused.Conflict,
        };
    }

    public static async Task Write(HttpContext context, DomainException refused, CancellationToken cancellationToken = default)
    {
        var problem = From(refused, context);
        if (problem.Status is 503 && !context.Response.Headers.ContainsKey("Retry-After"))
            context.Response.Headers.RetryAfter = "1";
        await Write(context, problem, cancellationToken);
    }

    public static Task TooMany(HttpContext context, TimeSpan wait, CancellationToken cancellationToken)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Write(context, new DomainException("GEN-011", seconds), cancellationToken);
    }

    /// <summary>For a status that has no code of its own: only the number and the correlation id leave the house.</summary>
    public static Task WriteStatus(HttpContext context, int status, CancellationToken cancellationToken = default)
    {
        var (en, ru) = status switch
        {
            405 => ("This method is not allowed here", "Этот метод здесь не поддерживается"),
            406 => ("No such representation", "Такого представления нет"),
            415 => ("Send application/json", "Отправьте application/json"),
            >= 500 => ("Something went wrong. State the correlation id when you report it",
                "Произошла ошибка. Сообщите её номер, когда будете обращаться за помощью"),
            _ => ("The request cannot be served", "Запрос не может быть выполнен"),
        };
        return Write(context, new Problem(null, "Block", status, en, ru, null, [], Correlation(context)), cancellationToken);
    }

    public static string Correlation(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    private static Task Write(HttpContext context, Problem problem, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = problem.Status;
        return context.Response.WriteAsJsonAsync(problem, Json.Options, "application/problem+json", cancellationToken);
    }

    private static ProblemDetail Detail(Refusal refusal) => new(refusal.Code, refusal.IsWarning ? "Warn" : "Block",
        ErrorText.Format(refusal, "en"), ErrorText.Format(refusal, "ru"), refusal.Field, refusal.Ref);
}
