using System.Text;
using Crm.Testing;

namespace Crm.Web.Tests.Import;

/// <summary>Uploads files to the import as a program does.</summary>
internal static class ImportCall
{
    public static Task<ApiAnswer> ImportAsync(this ApiClient api, string profile, bool dryRun = false, bool partial = false, params (string Name, string Text)[] files) =>
        api.ImportAsync(profile, dryRun, partial, [.. files.Select(f => (f.Name, Encoding.UTF8.GetBytes(f.Text)))]);

    public static Task<ApiAnswer> ImportAsync(this ApiClient api, string profile, bool dryRun, bool partial, (string Name, byte[] Bytes)[] files, int wait = 60)
    {
        var form = new MultipartFormDataContent { { new StringContent(profile), "profile" } };
        if (dryRun) form.Add(new StringContent("true"), "dryRun");
        if (partial) form.Add(new StringContent("true"), "partial");
        foreach (var (name, bytes) in files) form.Add(new ByteArrayContent(bytes) { Headers = { ContentType = new("text/csv") } }, "files", name);
        return api.SendAsync(HttpMethod.Post, $"/api/imports?wait={wait}", form);
    }

    /// <summary>read, imported, already there, refused of one kind of rows.</summary>
    public static (int, int, int, int) Counts(this ApiAnswer answer, string kind)
    {
        var count = answer.Ok().Json["counts"]!.AsArray().Single(c => (string)c!["kind"]! == kind)!;
        return ((int)count["read"]!, (int)count["imported"]!, (int)count["there"]!, (int)count["refused"]!);
    }
}
