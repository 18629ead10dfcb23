using System.Security.Cryptography;
using System.Text;

namespace Crm.Domain.Audit;

/// <summary>hashₙ = lower-case hex SHA-256 of UTF-8(hashₙ₋₁ + "\n" + recordₙ); hash₀ = 64 zeros (F-29).</summary>
public static class HashChain
{
    public static readonly string Start = new('0', 64);

    public static string Next(string previousHash, string canonicalRecord) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(previousHash + "\n" + canonicalRecord)));

    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
