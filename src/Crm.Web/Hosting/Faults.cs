using System.Text.Json;
using System.Text.RegularExpressions;
using Crm.Domain;
using Crm.Domain.Errors;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Crm.Web.Hosting;

/// <summary>Every exception that reaches the edge leaves as a problem; only refusals keep their own words.</summary>
internal sealed partial class Faults(ILogger<Faults> log) : IExceptionHandler
{
    private const int SqliteBusy = 5;

    private static DomainException Overtaken => new([new Refusal("GEN-007")
    {
        Text = new LocalText("Somebody else changed the record. Reload and repeat", "Запись уже изменил кто-то другой. Обновите и повторите"),
    }]);

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var status = StatusOf(exception);
        if (status is StatusCodes.Status500InternalServerError)
            log.LogError(exception, "Unhandled fault {CorrelationId}", Problems.Correlation(context));

        // Programs get a problem; a person gets the error page with the same status. It is read, whatever was sent.
        if (!IsForPrograms(context))
        {
            context.Request.Method = HttpMethods.Get;
            return false;
        }

        if (AsRefusal(exception) is { } refused)
            await Problems.Write(context, refused, cancellationToken);
        else
            await Problems.WriteStatus(context, status, cancellationToken);
        return true;
    }

    public static int StatusOf(Exception exception) => AsRefusal(exception) is { } refused
        ? ErrorCatalog.StatusOf(refused)
        : exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;

    public static DomainException? AsRefusal(Exception exception) => exception switch
    {
        DomainException refused => refused,
        DbUpdateConcurrencyException => Overtaken,
        BadHttpRequestException { StatusCode: 413 } => new DomainException("GEN-014", "1 MiB"),
        BadHttpRequestException { StatusCode: 400, InnerException: JsonException json } => Unreadable(json),
        BadHttpRequestException { StatusCode: 400 } bad when Required().Match(bad.Message) is { Success: true } missing =>
            DomainException.For("GEN-012", missing.Groups[1].Value, missing.Groups[1].Value),
        BadHttpRequestException { StatusCode: 400 } => new DomainException("GEN-001"),
        SqliteException { SqliteErrorCode: SqliteBusy } => new DomainException("GEN-015", 1),
        NpgsqlException { IsTransient: true } => new DomainException("GEN-015", 1),
        { InnerException: { } inner } when exception is DbUpdateException or InvalidOperationException => AsRefusal(inner),
        _ => null,
    };

    private static bool IsForPrograms(HttpContext context) =>
        new PathString(context.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? context.Request.Path).StartsWithSegments("/api");

    private static DomainException Unreadable(JsonException json)
    {
        if (Unknown().Match(json.Message) is { Success: true } unknown)
            return DomainException.For("GEN-002", Named(json, unknown.Groups[1].Value), unknown.Groups[1].Value);
        if (Missing().Match(json.Message) is not { Success: true } missing)
            return new DomainException([new Refusal("GEN-001") { Field = json.Path is null or "$" ? null : json.Path.TrimStart('$', '.') }]);
        return new DomainException([.. missing.Groups[1].Value.Split(',')
            .Select(name => name.Trim(' ', '\'', '.'))
            .Select(name => new Refusal("GEN-012", name) { Field = Named(json, name) })]);
    }

    private static string Named(JsonException json, string name)
    {
        var path = json.Path?.TrimStart('$', '.') ?? "";
        return path.Length is 0 || path == name ? name : path.EndsWith("." + name, StringComparison.Ordinal) ? path : $"{path}.{name}";
    }

    [GeneratedRegex("The JSON property '(.+?)' could not be mapped")]
    private static partial Regex Unknown();

    [GeneratedRegex("missing required properties including: (.+)")]
    private static partial Regex Missing();

    [GeneratedRegex("Required parameter \"\\S+ (.+?)\" was not provided")]
    private static partial Regex Required();
}
