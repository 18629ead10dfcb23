using System.Security.Cryptography;
using System.Text;

namespace Crm.Web.Security;

/// <summary>Lets the owner of the console, and nobody else, create the first administrator. Single use, 15 minutes.</summary>
internal sealed class SetupToken(TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);
    private readonly Lock _lock = new();
    private string? _text;
    private DateTimeOffset _expiresAt;

    public string Issue()
    {
        lock (_lock)
        {
            _text = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            _expiresAt = time.GetUtcNow() + Life;
            return _text;
        }
    }

    public bool IsOpen
    {
        get
        {
            lock (_lock)
                return _text is not null && time.GetUtcNow() < _expiresAt;
        }
    }

    public bool Matches(string? given)
    {
        lock (_lock)
            return _text is not null && time.GetUtcNow() < _expiresAt
                && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_text), Encoding.UTF8.GetBytes(given?.Trim() ?? ""));
    }

    public void Spend()
    {
        lock (_lock)
            _text = null;
    }
}
