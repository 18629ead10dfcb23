namespace Crm.Web.Shared.Flow;

/// <summary>A way from one step to another one in the picture of a flow.</summary>
/// <param name="Exit">The name of the exit, where a step has more than one.</param>
public sealed record FlowLine(FlowBox From, FlowBox To, string? Exit)
{
    private const int Bend = 40, Drop = 30;

    private bool IsDown => To.Y > From.Y + FlowBox.Height / 2;

    // A curve that leaves one side straight and comes in straight at another one.
    private (int X, int Y)[] Curve => IsDown
        ? [Bottom, (Bottom.X, Bottom.Y + Drop), (Top.X, Top.Y - Drop), Top]
        : [Right, (Right.X + Bend, Right.Y), (Left.X - Bend, Left.Y), Left];

    private (int X, int Y) Bottom => (From.X + FlowBox.Width / 2, From.Y + FlowBox.Height);
    private (int X, int Y) Right => (From.X + FlowBox.Width, From.Y + FlowBox.Height / 2);
    private (int X, int Y) Top => (To.X + FlowBox.Width / 2, To.Y);
    private (int X, int Y) Left => (To.X, To.Y + FlowBox.Height / 2);

    /// <summary>The curve as SVG writes it.</summary>
    public string Path => string.Join(' ', Curve.Select((point, i) => FormattableString.Invariant($"{(i is 0 ? "M" : i is 1 ? "C" : "")}{point.X} {point.Y}")));

    /// <summary>The point at a part of the way, from 0 to 1.</summary>
    public (int X, int Y) At(double part)
    {
        var (curve, rest) = (Curve, 1 - part);
        double[] weights = [rest * rest * rest, 3 * rest * rest * part, 3 * rest * part * part, part * part * part];
        return ((int)curve.Zip(weights, (point, weight) => point.X * weight).Sum(), (int)curve.Zip(weights, (point, weight) => point.Y * weight).Sum());
    }
}
