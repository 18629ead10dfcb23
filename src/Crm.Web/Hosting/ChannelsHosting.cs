using Crm.Web.Channels;
using Crm.Web.Channels.Calls;
using Crm.Web.Data;
using Crm.Web.Shared;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;

namespace Crm.Web.Hosting;

internal static class ChannelsHosting
{
    public static void AddCrmChannels(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var settings = MailSettings.Read(builder.Configuration);
        services.AddSingleton(settings);
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<MessageRenderer>();
        services.AddSingleton<LetterTexts>();
        services.AddSingleton<Letters>();
        services.AddSingleton<StartedRuns>();
        services.AddSingleton<EventDelivery>();
        services.AddSingleton<ChildRuns>();
        var calls = CallSettings.Read(builder.Configuration);
        services.AddSingleton(_ => new CallClient(calls));
        services.AddSingleton<CallDelivery>();
        services.AddSingleton<Effects>();
        services.AddSingleton<IMessageSender>(host => settings.Host is { Length: > 0 }
            ? new SmtpSender(settings)
            : new PickupSender(settings.Pickup ?? Beside(host.GetRequiredService<DatabaseSettings>(), builder.Environment)));
        services.AddSingleton<LiveSignals>();
        services.AddHostedService<LiveFeed>();
        Handle<TaskLetters, Signal.TaskCreated>(services);
        Handle<TaskLetters, Signal.TaskOverdue>(services);
        Handle<AttentionToIncidents, Signal.IncidentRaised>(services);
        Handle<LivePages, Signal.TaskCreated>(services);
        Handle<LivePages, Signal.TaskOverdue>(services);
        Handle<LivePages, Signal.StageEntered>(services);
        Handle<LivePages, Signal.GateRefused>(services);
        Handle<LivePages, Signal.DealFinished>(services);
    }

    private static void Handle<THandler, TSignal>(IServiceCollection services) where THandler : class, ISignalHandler<TSignal> where TSignal : Signal =>
        services.AddSingleton<ISignalHandler<TSignal>>(host => ActivatorUtilities.CreateInstance<THandler>(host));

    private static string Beside(DatabaseSettings database, IHostEnvironment environment) => Path.Combine(
        database.SqliteFile is { } file ? Path.GetDirectoryName(file)! : Path.Combine(environment.ContentRootPath, "App_Data"), "mail");
}
