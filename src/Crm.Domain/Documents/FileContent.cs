using System.Security.Cryptography;

namespace Crm.Domain.Documents;

/// <summary>The bytes of a file, stored once per content.</summary>
public sealed class FileContent
{
    public const long MaxBytes = 25L * 1024 * 1024;

    public string Sha256 { get; private set; } = "";
    public byte[] Bytes { get; private set; } = [];

    private FileContent() { }

    public static FileContent Of(byte[] bytes)
    {
        RefuseAbove(bytes.LongLength);
        if (bytes.Length == 0) throw DomainException.For("GEN-012", "file", "file");
        return new FileContent { Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)), Bytes = bytes };
    }

    /// <summary>For a door that knows the size before it reads the bytes.</summary>
    public static void RefuseAbove(long bytes)
    {
        if (bytes > MaxBytes) throw DomainException.For("GEN-014", "file", "25 MiB");
    }
}
