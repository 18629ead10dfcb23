using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Crm.Web.Hosting;

/// <summary>The rules that hold for every call, at the top of the description.</summary>
internal sealed class ApiDescription : IOpenApiDocumentTransformer
{
    private const string Rules = """
        **Who asks.** Programs send `Authorization: Bearer crm_…`, a key from *Profile and security*; it acts with the rights of its owner.
        A browser session works too; its unsafe calls (POST, PUT, PATCH, DELETE) carry the header `X-Requested-With` with any value.

        **Refusals** are `application/problem+json`: `code`, `severity`, `status`, `messageEn`, `messageRu`, `field`, `details[]` with every failed
        check, `correlationId`. A refusal that is only a warning (`severity: Warn`) passes when the call is repeated with `confirm=true`.

        **Bodies** are JSON up to 1 MiB; unknown and repeated members are refused. Times are ISO 8601 with an offset, amounts are whole minor units.
        Over the limit of calls the answer is 429 with `Retry-After`.
        """;

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "CrmFlow API", Version = "v1", Description = Rules };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "crm_…" };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
        return Task.CompletedTask;
    }
}
