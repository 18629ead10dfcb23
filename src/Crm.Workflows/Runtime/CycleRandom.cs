namespace Crm.Workflows.Runtime;

/// <summary>The only source of chance in a cycle. Seeded by instance and journal number, so that a replay draws the same.</summary>
public sealed class CycleRandom(ulong seed)
{
    private ulong _state = seed;

    public static CycleRandom For(Guid instanceId, long sequence)
    {
        Span<byte> bytes = stackalloc byte[16];
        instanceId.TryWriteBytes(bytes);
        var seed = BitConverter.ToUInt64(bytes) ^ (BitConverter.ToUInt64(bytes[8..]) * 0x9E3779B97F4A7C15UL);
        return new CycleRandom(seed + (ulong)sequence * 0xD1342543DE82EF95UL);
    }

    /// <summary>An identity as the format writes it: 16 lower-case hexadecimal digits.</summary>
    public string NextId() => Next().ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Next());
        BitConverter.TryWriteBytes(bytes[8..], Next());
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    // SplitMix64.
    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
