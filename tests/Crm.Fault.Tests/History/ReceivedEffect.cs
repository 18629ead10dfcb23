namespace Crm.Fault.Tests.History;

/// <summary>One delivery as the receiver of an effect saw it.</summary>
internal sealed record ReceivedEffect(string Key, string Body)
{
    /// <summary>The letters of a pickup folder: each is named after the key of its effect.</summary>
    public static IReadOnlyList<ReceivedEffect> LettersIn(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.eml").Select(file => new ReceivedEffect(Path.GetFileName(file).Split('@')[0].Replace('.', ':'), File.ReadAllText(file)))];
}
