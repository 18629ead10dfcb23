using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Documents;

namespace Crm.Workflows.Runtime;

public sealed partial class CommandScope
{
    /// <summary>All proofs of one kind of the subject deal.</summary>
    public Task<IReadOnlyList<T>> EvidenceOfDeal<T>() where T : Evidence => session.EvidenceOf<T>(Deal.Id);

    /// <summary>A document of the subject with its lines.</summary>
    public async Task<SalesDocument> FindDocument(Guid id)
    {
        var document = await FindEvidence<SalesDocument>(id);
        await session.LoadLines(document);
        return document;
    }

    /// <summary>Stores the bytes of a file once per content.</summary>
    public Task<FileContent> Keep(FileContent content) => session.Keep(content);

    /// <summary>Refuses a reference to a record that there is not (GEN-008).</summary>
    public async Task RequireKnown<T>(Guid? id) where T : class
    {
        if (id is { } key) await Find<T>(key);
    }
}
