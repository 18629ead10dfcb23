using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Crm.Domain.Audit;

/// <summary>hashₙ = lower-case hex SHA-256 of UTF-8(hashₙ₋₁ + "\n" + recordₙ); hash₀ = 64 zeros (F-29).</summary>
public static class HashChain
{
    public static readonly string Start = new('0', 64);

    public static string Next(string previousHash, string canonicalRecord) => Hash(previousHash, "\n", canonicalRecord);

    public static string Of(string text) => Hash(text, "", "");

    private static string Hash(string first, string second, string third)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(first.Length + second.Length + third.Length));
        var length = Encoding.UTF8.GetBytes(first, bytes);
        length += Encoding.UTF8.GetBytes(second, bytes.AsSpan(length));
        length += Encoding.UTF8.GetBytes(third, bytes.AsSpan(length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        return Convert.ToHexStringLower(hash);
    }
}
