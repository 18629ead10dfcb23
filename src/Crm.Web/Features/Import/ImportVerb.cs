using Crm.Domain;
using Crm.Domain.Errors;
using Crm.Web.Data;
using Crm.Web.Hosting;

namespace Crm.Web.Features.Import;

/// <summary><c>import &lt;profile&gt; &lt;file&gt;… [--dry-run] [--partial] [--Database:…=…]</c>: 0 done, 1 refused, 2 not understood.</summary>
internal static class ImportVerb
{
    private const string DryRun = "--dry-run", Partial = "--partial";

    public static async Task<int> Run(string[] args)
    {
        string[] named = [.. args.Where(a => !a.StartsWith("--", StringComparison.Ordinal))];
        if (named is not [var profileName, _, ..])
        {
            await Console.Error.WriteLineAsync("import <profile> <file>... [--dry-run] [--partial]");
            return 2;
        }
        var builder = WebApplication.CreateBuilder([.. args.Where(a => a.StartsWith("--", StringComparison.Ordinal) && a is not (DryRun or Partial))]);
        builder.Logging.ClearProviders();
        builder.AddCrmData();
        builder.AddCrmWorkflows();
        builder.AddCrmSecurity();
        await using var app = builder.Build();
        try
        {
            await app.Services.GetRequiredService<DatabaseStart>().Run();
            var profile = await app.Services.GetRequiredService<ImportProfiles>().Load(profileName);
            var order = new ImportOrder(profile, [.. named[1..].Select(ImportFile.At)], ImportActors.CommandLine(profile.Name))
            {
                DryRun = args.Contains(DryRun),
                Partial = args.Contains(Partial),
            };
            var answer = await Run(app.Services.GetRequiredService<ImportRun>(), order);
            await Print(answer);
            return answer.Findings.Refused > 0 && !args.Contains(Partial) ? 1 : 0;
        }
        catch (DomainException refused)
        {
            foreach (var refusal in refused.Refusals)
                await Console.Error.WriteLineAsync($"{refusal.Code}: {ErrorText.Format(refusal, "en")}");
            return 1;
        }
        catch (DatabaseInUseException inUse)
        {
            await Console.Error.WriteLineAsync(inUse.Message);
            return DatabaseInUseException.ExitCode;
        }
    }

    /// <summary>A person at a terminal sees how far it is; a file of output does not.</summary>
    private static async Task<ImportAnswer> Run(ImportRun run, ImportOrder order)
    {
        var running = run.Run(order);
        while (!Console.IsErrorRedirected && await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System)) != running)
            await Console.Error.WriteAsync($"\r{order.Progress.Phase} {order.Progress.Percent} %   ");
        return await running;
    }

    private static async Task Print(ImportAnswer answer)
    {
        foreach (var note in answer.Findings.Notes) await Console.Out.WriteLineAsync($"note: {note}");
        foreach (var error in answer.Findings.Errors) await Console.Out.WriteLineAsync("refused: " + error);
        if (answer.Findings.Refused > answer.Findings.Errors.Count)
            await Console.Out.WriteLineAsync($"refused: {answer.Findings.Refused - answer.Findings.Errors.Count} more");
        await Console.Out.WriteLineAsync(answer.Written ? "" : "Nothing was written. If it were:");
        foreach (var tally in answer.Tallies) await Console.Out.WriteLineAsync(tally.ToString());
    }
}
