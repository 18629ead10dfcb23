using Crm.Web.Data;
using Crm.Web.Hosting;

if (await CommandLine.TryRun(args) is { } exitCode)
    return exitCode;

var builder = WebApplication.CreateBuilder(args);
builder.AddCrmData();

var app = builder.Build();
try
{
    await app.Services.GetRequiredService<DatabaseStart>().Run();
}
catch (DatabaseInUseException inUse)
{
    await Console.Error.WriteLineAsync(inUse.Message);
    return DatabaseInUseException.ExitCode;
}

await app.RunAsync();
return 0;
