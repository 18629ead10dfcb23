using Crm.Domain;

namespace Crm.Workflows.Definitions;

/// <summary>What is wrong with a definition, where, in words for a person, and what to do about it.</summary>
/// <param name="Code">The code of the format; <see cref="Lint"/> is the one that people see.</param>
public sealed record Finding(string Code, FindingSeverity Severity, string? NodeId, string? Member, LocalText Sentence, LocalText Hint)
{
    /// <param name="text">The code, with the name of one of its texts behind a point where it has several.</param>
    /// <param name="args">Fill the text; a <see cref="LocalText"/> in its own language.</param>
    public static Finding Of(string text, FindingSeverity severity, string? nodeId, string? member, params object?[] args)
    {
        var (sentence, hint) = FindingTexts.Of(text, args);
        return new(text.Split('.')[0], severity, nodeId, member, sentence, hint);
    }

    public static Finding Error(string text, string? nodeId, string? member, params object?[] args) => Of(text, FindingSeverity.Error, nodeId, member, args);

    public static Finding Warning(string text, string? nodeId, string? member, params object?[] args) => Of(text, FindingSeverity.Warning, nodeId, member, args);

    public bool IsError => Severity == FindingSeverity.Error;

    /// <summary>The code of the list that process owners know.</summary>
    public string Lint => LintCodes.Of(Code);
}
