using Crm.Domain.Deals;

namespace Crm.Domain.Documents;

/// <summary>A named file at a document, interaction or claim; several may share one content.</summary>
public sealed class FileAttachment : Evidence
{
    /// <summary>"document", "interaction", "claim".</summary>
    public string SubjectKind { get; private set; } = "";
    public Guid SubjectId { get; private set; }
    public string Name { get; private set; } = "";
    public long Size { get; private set; }
    public string Sha256 { get; private set; } = "";
    public string MediaType { get; private set; } = "";
    public bool Withdrawn { get; private set; }

    private FileAttachment() { }

    public static FileAttachment Attach(string subjectKind, Guid subjectId, string name, string mediaType, FileContent content, Deal? deal, Cause cause, DateTimeOffset at)
    {
        var checks = new Checks();
        var file = new FileAttachment
        {
            SubjectKind = checks.Text(subjectKind, 40, nameof(SubjectKind)),
            SubjectId = checks.Required<Guid>(subjectId, nameof(SubjectId)),
            // A browser may send a whole path.
            Name = checks.Text(name[(name.LastIndexOfAny(['/', '\\']) + 1)..], 255, nameof(Name)),
            MediaType = checks.Text(mediaType, 100, nameof(MediaType)),
            Size = content.Bytes.LongLength,
            Sha256 = content.Sha256,
            DealId = deal?.Id,
        };
        checks.Throw();
        file.Born(cause, at);
        file.Tell("file.attached", file.Facts(), deal, cause, at);
        return file;
    }

    public void Withdraw(string reason, Deal? deal, Cause cause, DateTimeOffset at)
    {
        if (Withdrawn) return;
        var checks = new Checks();
        reason = checks.Text(reason, 500, "reason");
        checks.Throw();
        Withdrawn = true;
        Tell("file.withdrawn", Facts().WithText("reason", reason), deal, cause, at);
    }

    private Facts Facts() => new Facts().With("sha256", Sha256).With("size", Size).With("at", SubjectKind).With("atId", (Guid?)SubjectId).WithText("name", Name);
}
