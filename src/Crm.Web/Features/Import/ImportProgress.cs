namespace Crm.Web.Features.Import;

internal enum ImportPhase { Reading, Writing }

/// <summary>How far an import is; read by others while it runs.</summary>
internal sealed class ImportProgress
{
    private long done, total;
    private volatile bool writes;

    public ImportPhase Phase => writes ? ImportPhase.Writing : ImportPhase.Reading;
    public long Done => Interlocked.Read(ref done);
    public long Total => Interlocked.Read(ref total);

    /// <summary>0 to 100 of the phase.</summary>
    public int Percent => Total == 0 ? 0 : (int)Math.Clamp(100 * Done / Total, 0, 100);

    public void Read(long bytes) => Begin(false, bytes);

    public void Write(long rows) => Begin(true, rows);

    public void ReadOn(long bytes)
    {
        if (!writes) Interlocked.Add(ref done, bytes);
    }

    public void WrittenOn(int rows) => Interlocked.Add(ref done, rows);

    private void Begin(bool writing, long of)
    {
        Interlocked.Exchange(ref done, 0);
        Interlocked.Exchange(ref total, of);
        writes = writing;
    }
}
