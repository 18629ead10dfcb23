using Crm.Domain.Audit;

namespace Crm.Domain.Deals;

/// <summary>What the customer wanted in the first place, and how much of it was met.</summary>
public sealed class DemandRow : Evidence
{
    public string Need { get; private set; } = "";
    public long AmountMinor { get; private set; }
    public decimal SatisfiedPct { get; private set; }
    public string? ReasonText { get; private set; }
    public bool Canceled { get; private set; }
    public string? Comment { get; private set; }

    private DemandRow() { }

    public DemandState State => Canceled ? DemandState.Canceled : SatisfiedPct switch
    {
        >= 100 => DemandState.Satisfied,
        > 0 => DemandState.Partly,
        _ => DemandState.NotSatisfied,
    };

    /// <summary>A deal closes only when what was not met has a reason.</summary>
    public bool IsExplained => State is DemandState.Satisfied or DemandState.Canceled || ReasonText is not null;

    public static DemandRow Add(Demand demand, Deal deal, Cause cause, DateTimeOffset at)
    {
        RequireOpen(deal, cause);
        var row = new DemandRow { DealId = deal.Id };
        row.Take(demand);
        row.Born(cause, at);
        row.Tell("demand.added", new Facts().With("amountMinor", row.AmountMinor).With("satisfiedPct", row.SatisfiedPct).WithText("need", row.Need), deal, cause, at);
        return row;
    }

    public void Change(Demand demand, Deal deal, Cause cause, DateTimeOffset at)
    {
        RequireOpen(deal, cause);
        var (need, amount, satisfied, reason, comment) = (Need, AmountMinor, SatisfiedPct, ReasonText, Comment);
        Take(demand);
        var changes = new Changes().Text("need", need, Need).Value("amountMinor", amount, AmountMinor).Value("satisfiedPct", satisfied, SatisfiedPct)
            .Text("reason", reason, ReasonText).Text("comment", comment, Comment);
        if (changes.Any) Tell("demand.changed", changes.Facts, deal, cause, at);
    }

    public void Cancel(Deal deal, Cause cause, DateTimeOffset at)
    {
        if (Canceled) return;
        RequireOpen(deal, cause);
        Canceled = true;
        Tell("demand.canceled", new Facts().WithText("need", Need), deal, cause, at);
    }

    /// <summary>All unexplained rows of a deal that is about to close, together (DMD-002).</summary>
    public static void RequireExplained(IEnumerable<DemandRow> rows)
    {
        var checks = new Checks();
        foreach (var row in rows) checks.That(row.IsExplained, "DMD-002", nameof(ReasonText), row.Need);
        checks.Throw();
    }

    private void Take(Demand demand)
    {
        var checks = new Checks();
        var need = checks.Text(demand.Need, 500, nameof(Need));
        var reason = checks.OptionalText(demand.Reason, 2000, nameof(ReasonText));
        var comment = checks.OptionalText(demand.Comment, 2000, nameof(Comment));
        checks.That(demand.SatisfiedPct is >= 0 and <= 100, "DMD-001", nameof(SatisfiedPct));
        checks.That(demand.AmountMinor >= 0, "DMD-003", nameof(AmountMinor));
        checks.Throw();
        (Need, AmountMinor, SatisfiedPct, ReasonText, Comment) = (need, demand.AmountMinor, demand.SatisfiedPct, reason, comment);
    }
}
