using System.Security.Cryptography;
using System.Text;

namespace Crm.Domain.Audit;

/// <summary>
/// One hash over many records (RFC 6962): leaf = SHA-256(0x00 + record), node = SHA-256(0x01 + left + right).
/// The two prefixes keep a node from being shown as a record.
/// </summary>
public static class MerkleTree
{
    public static string Head(IEnumerable<string> records) => Hex(Root([.. records.Select(Leaf)]));

    /// <summary>The hashes beside the path from a record to the head, from the bottom up.</summary>
    public static IReadOnlyList<ProofStep> Proof(IReadOnlyList<string> records, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, records.Count);
        var steps = new List<ProofStep>();
        Walk([.. records.Select(Leaf)], index, steps);
        return steps;
    }

    public static bool Verify(string record, IReadOnlyList<ProofStep> proof, string head)
    {
        var hash = Leaf(record);
        foreach (var step in proof)
        {
            var other = Convert.FromHexString(step.Hash);
            hash = step.IsLeft ? Node(other, hash) : Node(hash, other);
        }
        return Hex(hash) == head;
    }

    private static void Walk(ReadOnlySpan<byte[]> leaves, int index, List<ProofStep> steps)
    {
        if (leaves.Length <= 1) return;
        var split = Split(leaves.Length);
        var left = leaves[..split];
        var right = leaves[split..];
        if (index < split)
        {
            Walk(left, index, steps);
            steps.Add(new ProofStep(Hex(Root(right)), IsLeft: false));
            return;
        }
        Walk(right, index - split, steps);
        steps.Add(new ProofStep(Hex(Root(left)), IsLeft: true));
    }

    private static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 0) return SHA256.HashData([]);
        if (leaves.Length == 1) return leaves[0];
        var split = Split(leaves.Length);
        return Node(Root(leaves[..split]), Root(leaves[split..]));
    }

    /// <summary>The largest power of two below the number of leaves.</summary>
    private static int Split(int count)
    {
        var split = 1;
        while (split * 2 < count) split *= 2;
        return split;
    }

    private static byte[] Leaf(string record) => SHA256.HashData([0, .. Encoding.UTF8.GetBytes(record)]);

    private static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
