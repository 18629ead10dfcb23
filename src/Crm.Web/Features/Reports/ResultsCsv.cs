using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Crm.Web.Features.Reports;

/// <summary>The report as a file: names of columns are fixed, unknown numbers stay empty, formulas in names are disarmed.</summary>
internal static class ResultsCsv
{
    public static byte[] Write(ResultsTable table)
    {
        using var stream = new MemoryStream();
        using (var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        using (var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape }))
        {
            foreach (var column in new[] { table.By, "closed", "won", "lost", "win_rate_pct", "revenue", "currency", "mean_days_to_close" })
                csv.WriteField(column);
            csv.NextRecord();
            foreach (var row in table.Rows)
            {
                csv.WriteField(row.Name ?? "");
                csv.WriteField(row.Closed);
                csv.WriteField(row.Won);
                csv.WriteField(row.Lost);
                csv.WriteField(Number(row.WinRatePct));
                csv.WriteField(Number(row.Revenue));
                csv.WriteField(table.Currency);
                csv.WriteField(Number(row.MeanDaysToClose));
                csv.NextRecord();
            }
        }
        return stream.ToArray();
    }

    private static string Number(decimal? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";
}
