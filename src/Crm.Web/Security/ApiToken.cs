using System.Security.Cryptography;
using System.Text;

namespace Crm.Web.Security;

/// <summary>A program's key to the API, acting with the rights of its user. Only the hash is kept.</summary>
internal sealed class ApiToken
{
    public const string Prefix = "crm_";
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(365);

    private ApiToken() { }

    public Guid Id { get; private set; }
    public Guid UserId { get; private set; }
    public string Name { get; private set; } = "";
    public string Start { get; private set; } = "";
    public byte[] Hash { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>The text is shown once and cannot be read back.</summary>
    public static (ApiToken Token, string Text) Issue(Guid userId, string name, TimeSpan life, DateTimeOffset now)
    {
        var text = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var token = new ApiToken
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            Name = name,
            Start = text[..10],
            Hash = HashOf(text),
            CreatedAt = now,
            ExpiresAt = now + (life < LongestLife ? life : LongestLife),
        };
        return (token, text);
    }

    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    public bool IsValid(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}
