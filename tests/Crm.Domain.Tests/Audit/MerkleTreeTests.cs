using Crm.Domain.Audit;
using CsCheck;

namespace Crm.Domain.Tests.Audit;

public sealed class MerkleTreeTests
{
    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    public void The_head_is_that_of_certificate_transparency(int count, string head) =>
        Assert.Equal(head, MerkleTree.Head(new[] { "", "\0", "\u0010", " !", "01" }.Take(count)));

    [Fact]
    public void Every_record_is_proved_and_no_other() =>
        Gen.String.Array[1, 40].SelectMany(records => Gen.Int[0, records.Length - 1].Select(index => (records, index))).Sample(input =>
        {
            var head = MerkleTree.Head(input.records);
            var proof = MerkleTree.Proof(input.records, input.index);
            return MerkleTree.Verify(input.records[input.index], proof, head)
                && !MerkleTree.Verify(input.records[input.index] + "x", proof, head);
        });
}
