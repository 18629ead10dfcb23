using System.Text.Json.Nodes;
using Crm.Domain.Audit;

namespace Crm.Domain.Tests.Audit;

public sealed class AuditSealTests
{
    [Fact]
    public void Seals_are_chained_and_show_an_edit()
    {
        var first = AuditSeal.Of(null, [Entry("a")], [], A.Now);
        var second = AuditSeal.Of(first, [Entry("b")], [(Guid.Empty, "hash")], A.Now.AddHours(1));

        Assert.Equal((2L, first.Hash, 1, true), (second.Number, second.PreviousHash, second.DealCount, second.IsIntact));
        Assert.NotEqual(second.MerkleHead, MerkleTree.Head(AuditSeal.Records([Entry("c")], [(Guid.Empty, "hash")])));
    }

    [Fact]
    public void A_refusal_is_kept_with_all_its_codes_and_without_texts()
    {
        var refused = new DomainException([new Refusal("GEN-012", "name"), new Refusal("GEN-003", "secret text")]);

        var entry = AuditEntry.Denial("customer.register", "Customer", null, refused, new JsonObject(), A.Cause(), A.Now);

        Assert.Equal((true, "GEN-012", """{"codes":["GEN-012","GEN-003"]}"""), (entry.Denied, entry.Code, entry.Payload));
    }

    private static AuditEntry Entry(string kind) => AuditEntry.Of(kind, "Customer", null, new JsonObject(), A.Cause(), A.Now);
}
