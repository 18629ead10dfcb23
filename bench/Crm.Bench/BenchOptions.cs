using System.Globalization;
using Crm.Testing;

namespace Crm.Bench;

/// <summary>What to measure and for how long.</summary>
internal sealed record BenchOptions
{
    public IReadOnlyList<DatabaseKind> Databases { get; init; } = [DatabaseKind.Postgres, DatabaseKind.Sqlite];
    public IReadOnlyList<int> Workers { get; init; } = [1, 8];
    public int Pairs { get; init; } = 7;
    public double Seconds { get; init; } = 60;

    /// <exception cref="ArgumentException">An option is unknown or has no value.</exception>
    public static BenchOptions Parse(string[] arguments)
    {
        var options = new BenchOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--quick" => options with { Pairs = 5, Seconds = 10 },
                "--pairs" => options with { Pairs = int.Parse(Next(), CultureInfo.InvariantCulture) },
                "--seconds" => options with { Seconds = double.Parse(Next(), CultureInfo.InvariantCulture) },
                "--workers" => options with { Workers = [.. Next().Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))] },
                "--database" => options with { Databases = [Enum.Parse<DatabaseKind>(Next(), ignoreCase: true)] },
                var unknown => throw new ArgumentException($"{unknown}? Known: --quick --pairs n --seconds n --workers 1,8 --database postgres|sqlite"),
            };
            string Next() => ++i < arguments.Length ? arguments[i] : throw new ArgumentException($"{arguments[i - 1]} needs a value.");
        }
        return options;
    }
}
