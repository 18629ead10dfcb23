using System.Globalization;

namespace Crm.Web.Features.Import;

/// <summary>Every row that was read is in exactly one of the other three.</summary>
internal sealed class ImportTally(string kind)
{
    public string Kind => kind;
    public int Read { get; set; }
    public int Imported { get; set; }
    public int There { get; set; }
    public int Refused { get; set; }

    public void Restart() => (Read, Imported, There, Refused) = (0, 0, 0, 0);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{kind}: {Read:N0} read = {Imported:N0} imported + {There:N0} already there + {Refused:N0} refused");
}
