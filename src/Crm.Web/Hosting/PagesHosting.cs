using System.Text.Encodings.Web;
using System.Text.Unicode;
using Crm.Web.Features.Reports;
using Crm.Web.Features.Tasks;
using Crm.Web.Security;
using Crm.Web.Shared;
using Crm.Web.Shared.Evidence;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using MudBlazor.Services;

namespace Crm.Web.Hosting;

internal static class PagesHosting
{
    public static void AddCrmPages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        // A host that runs from its build output in Production finds the files of packages too; a published one has them in its folder.
        builder.WebHost.UseStaticWebAssets();
        services.AddRazorComponents().AddInteractiveServerComponents(o => o.DetailedErrors = builder.Environment.IsDevelopment())
            .RegisterPersistentService<PageDenials>(RenderMode.InteractiveServer);
        services.AddScoped<PageDenials>();
        // A long letter or a workflow definition travels in one message of the circuit.
        services.AddSignalR(o => o.MaximumReceiveMessageSize = 1024 * 1024);
        // Letters of every alphabet as they are: escaping them would double the size of a Russian page.
        services.AddWebEncoders(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(o =>
        {
            o.DefaultRequestCulture = Languages.Default;
            o.SupportedCultures = [.. Languages.Formats];
            o.SupportedUICultures = [.. Languages.Texts];
            o.RequestCultureProviders = [new Languages()];
        });
        services.AddMudServices(o =>
        {
            o.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            o.SnackbarConfiguration.VisibleStateDuration = 6000;
            o.SnackbarConfiguration.PreventDuplicates = true;
        });
        services.AddTransient<MudLocalizer, MudTextsRu>();
        services.AddScoped<UserTime>();
        services.AddScoped<Attempt>();
        services.AddScoped<UndoActs>();
        services.AddScoped<GateActs>();
        services.AddScoped<Inbox>();
        services.AddScoped<TaskSheets>();
        services.AddCrmBoard();
        services.AddCrmSettings();
        services.AddCrmRuns();
        services.AddCrmCompliance();
        services.AddScoped<ResultsReport>();
    }

    public static void MapCrmPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>()
            // The policy for all answers already forbids framing.
            .AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null);
    }
}
