using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crm.Workflows.Tests.Schemas;

/// <summary>
/// A committed file that is made from the code. A difference fails; with <c>CRMFLOW_WRITE=1</c> the file is written anew instead.
/// </summary>
internal static class GeneratedFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static bool IsWriting => Environment.GetEnvironmentVariable("CRMFLOW_WRITE") == "1";

    public static void IsCurrent(string path, JsonNode content) => IsCurrent(path, content.ToJsonString(Indented) + "\n");

    public static void IsCurrent(string path, string content)
    {
        var file = Path.Combine(ShippedFlow.Folder, "..", path);
        if (IsWriting) File.WriteAllText(file, content);
        var committed = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        Assert.True(content == committed, $"{path} differs from the code. Run this test with CRMFLOW_WRITE=1 to write it anew.");
    }
}
