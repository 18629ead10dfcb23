using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Activities.Flow;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crm.Web.Features.Procedures;

/// <summary>Events that other systems tell the procedures.</summary>
internal static class EventsApi
{
    public static void MapEventsApi(this IEndpointRouteBuilder api) => api.MapPost("/events", Tell).WithTags("Operations")
        .WithSummary("Tell an event to the runs that wait for it and the definitions that it starts; correlationId narrows it to one deal");

    private static async Task<ContentHttpResult> Tell(TellEvent body, ApiCall call, Acts acts, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(body.Name)) throw DomainException.For("GEN-012", "name", "name");
        var told = PublishEvent.Tell(body.Name, body.CorrelationId, body.Payload);
        return Answers.Done(await acts.Run(call.On(Subject.None, "event.tell", body), scope => scope.Tell(PublishEvent.EffectKind, told), cancellation));
    }
}

internal sealed record TellEvent(string? Name = null, string? CorrelationId = null, JsonObject? Payload = null);
