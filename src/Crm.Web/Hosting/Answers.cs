using Crm.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crm.Web.Hosting;

/// <summary>Answers of commands leave as they were stored, so that a repeated call gets the same bytes.</summary>
internal static class Answers
{
    public static ContentHttpResult Done(string json) => TypedResults.Text(json, "application/json");

    public static ContentHttpResult Created(string json) => TypedResults.Text(json, "application/json", null, StatusCodes.Status201Created);

    /// <summary>A record with its revision as ETag; unknown and invisible alike are not found.</summary>
    public static Ok<T> Of<T>(T? found, HttpContext context, long? revision = null) where T : class
    {
        if (found is null) throw new DomainException("GEN-008");
        if (revision is { } number) context.Response.Headers.ETag = $"\"{number}\"";
        return TypedResults.Ok(found);
    }

    public static long? Minor(decimal? amount, string currency, string field) =>
        amount is { } value ? Money.Of(value, currency, field).Minor : null;
}
