using Crm.Web.Jobs;

namespace Crm.Web.Hosting;

/// <summary>What a starting host would do one after the other is run through once while it waits for the database.</summary>
internal static class HeadStart
{
    public static async Task GetAhead(this WebApplication app)
    {
        await app.PrepareJobs();
        // They are built again when the host starts; the code that builds them is then compiled.
        foreach (var source in ((IEndpointRouteBuilder)app).DataSources)
            _ = source.Endpoints.Count;
    }
}
