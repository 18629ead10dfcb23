using Crm.Web.Data;
using Crm.Web.Data.Seed;
using Crm.Web.Features.Account;
using Crm.Web.Hosting;
using Crm.Web.Jobs;

if (await CommandLine.TryRun(args) is { } exitCode)
    return exitCode;

var builder = WebApplication.CreateBuilder(args);
builder.AddCrmData();
builder.AddCrmWorkflows();
builder.AddCrmSecurity();
builder.AddCrmApi();
builder.AddCrmPages();
builder.AddCrmChannels();
builder.AddCrmJobs();

await using var app = builder.Build();
// On its own thread: while the database is brought up to date, the rest of the host is put together.
var data = Task.Run(async () =>
{
    await app.Services.GetRequiredService<DatabaseStart>().Run();
    await app.SeedDemo();
});

app.UseForwardedHeaders();
app.UseSecurityHeaders();
if (!app.Environment.IsDevelopment())
    app.UseHsts();
app.UseRequestLocalization();
app.UseCrmProblems();
app.UseRouting();
app.UseCrmSecurity();

app.MapCrmPages();
app.MapCrmApi();
app.MapAccount();
app.MapSetup();
app.MapInvite();

await app.GetAhead();
try
{
    await data;
}
catch (DatabaseInUseException inUse)
{
    await Console.Error.WriteLineAsync(inUse.Message);
    return DatabaseInUseException.ExitCode;
}

await app.PrintOnStart();
await app.RunAsync();
return 0;
