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
            var profile = await ImportProfile.Load(profileName);
            var answer = await app.Services.GetRequiredService<ImportRun>().Run(profile, named[1..], args.Contains(DryRun), args.Contains(Partial));
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

    private static async Task Print(ImportAnswer answer)
    {
        foreach (var line in answer.Findings.Lines) await Console.Out.WriteLineAsync("note: " + line);
        foreach (var error in answer.Findings.Errors) await Console.Out.WriteLineAsync("refused: " + error);
        if (answer.Findings.Refused > answer.Findings.Errors.Count)
            await Console.Out.WriteLineAsync($"refused: {answer.Findings.Refused - answer.Findings.Errors.Count} more");
        await Console.Out.WriteLineAsync(answer.Written ? "" : "Nothing was written. If it were:");
        foreach (var tally in answer.Tallies) await Console.Out.WriteLineAsync(tally.ToString());
    }
}
