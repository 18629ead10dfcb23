using Crm.Web.Features.Account;
using Crm.Web.Features.Audit;
using Crm.Web.Features.Compliance;
using Crm.Web.Features.Customers;
using Crm.Web.Features.Deals;
using Crm.Web.Features.Import;
using Crm.Web.Features.Lists;
using Crm.Web.Features.Procedures;
using Crm.Web.Features.Products;
using Crm.Web.Features.Proofs;
using Crm.Web.Features.Reports;
using Crm.Web.Features.Runs;
using Crm.Web.Features.Settings;
using Crm.Web.Features.Tasks;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Crm.Web.Hosting;

/// <summary>Every door for programs. A feature's API is one static class with <c>MapDealsApi(this IEndpointRouteBuilder)</c>, called here.</summary>
internal static class Endpoints
{
    public static void MapCrmApi(this WebApplication app)
    {
        var api = app.MapGroup("/api").RequireAuthorization();
        api.MapDealsApi();
        api.MapDealActsApi();
        api.MapGateActsApi();
        api.MapDealChainApi();
        api.MapTasksApi();
        api.MapInteractionsApi();
        api.MapPartsApi();
        api.MapPromisesApi();
        api.MapDocumentsApi();
        api.MapDocumentActsApi();
        api.MapCustomersApi();
        api.MapProductsApi();
        api.MapListsApi();
        api.MapPeopleApi();
        api.MapWorkApi();
        api.MapRunsApi();
        api.MapStuckApi();
        api.MapDefinitionsApi();
        api.MapEventsApi();
        api.MapProfileApi();
        api.MapAuditApi();
        api.MapComplianceApi();
        api.MapReportsApi();
        api.MapImportsApi();
        api.MapFallback("{**path}", () => TypedResults.NotFound()).ExcludeFromDescription();

        app.MapDealTableExport();
        app.MapDealFiles();
        app.MapCrmApiReader();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = c => c.Tags.Contains("ready") }).AllowAnonymous();
    }
}
