using Crm.Web.Data;
using Crm.Web.Data.Seed;
using Crm.Web.Features.Account;
using Crm.Web.Hosting;
using Crm.Web.Jobs;
using Crm.Workflows.Runtime;

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
try
{
    await app.Services.GetRequiredService<DatabaseStart>().Run();
    Fault.At("schema-checked");
    await app.SeedDemo();
}
catch (DatabaseInUseException inUse)
{
    await Console.Error.WriteLineAsync(inUse.Message);
    return DatabaseInUseException.ExitCode;
}

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

await app.PrintOnStart();
await app.RunAsync();
Fault.At("drained");
return 0;
