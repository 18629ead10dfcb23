using Crm.Domain;
using Microsoft.AspNetCore.Routing;
using Scalar.AspNetCore;

namespace Crm.Web.Hosting;

internal static class ApiHosting
{
    public static void AddCrmApi(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestLineSize = 8 * 1024;
        });
        builder.Services.ConfigureHttpJsonOptions(o => Json.Configure(o.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        builder.Services.AddExceptionHandler<Faults>();
        builder.Services.AddProblemDetails();
        builder.Services.AddOpenApi(o => o.AddDocumentTransformer<ApiDescription>());
    }

    /// <summary>Statuses that the framework sets without a body get the body of the contract.</summary>
    public static void UseCrmProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,
            StatusCodeSelector = Faults.StatusOf,
            // The handler logs what is a fault; a refusal is an answer.
            SuppressDiagnosticsCallback = _ => true,
        });
        app.UseStatusCodePages(async pages =>
        {
            var context = pages.HttpContext;
            if (context.Request.Path.StartsWithSegments("/api"))
                await WriteProblem(context);
        });
        app.UseWhen(context => !context.Request.Path.StartsWithSegments("/api"),
            pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
    }

    public static void MapCrmApiReader(this WebApplication app)
    {
        app.MapOpenApi();
        app.MapScalarApiReference(o => o.WithNonce().DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp()
            .HideDeveloperTools().HideClientButton().WithTitle("CrmFlow API"));
    }

    private static Task WriteProblem(HttpContext context) => context.Response.StatusCode switch
    {
        401 => Problems.Write(context, new DomainException("GEN-010")),
        403 => Problems.Write(context, new DomainException("GEN-009", "—")),
        404 => Problems.Write(context, new DomainException("GEN-008")),
        413 => Problems.Write(context, new DomainException("GEN-014", "1 MiB")),
        var status => Problems.WriteStatus(context, status),
    };
}
