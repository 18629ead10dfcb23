namespace Crm.Web.Shared.Flow;

/// <summary>A way from one step to another one in the picture of a flow.</summary>
/// <param name="Exit">The name of the exit, where a step has more than one.</param>
public sealed record FlowLine(FlowBox From, FlowBox To, string? Exit)
{
    private const int Bend = 40;

    private bool IsDown => To.Y > From.Y + FlowBox.Height / 2;
    private (int X, int Y) Start => IsDown ? (From.X + FlowBox.Width / 2, From.Y + FlowBox.Height) : (From.X + FlowBox.Width, From.Y + FlowBox.Height / 2);
    private (int X, int Y) End => IsDown ? (To.X + FlowBox.Width / 2, To.Y) : (To.X, To.Y + FlowBox.Height / 2);

    public (int X, int Y) Middle => ((Start.X + End.X) / 2, (Start.Y + End.Y) / 2);

    /// <summary>The curve as SVG writes it.</summary>
    public string Path => IsDown
        ? FormattableString.Invariant($"M{Start.X} {Start.Y}C{Start.X} {Start.Y + 30} {End.X} {End.Y - 30} {End.X} {End.Y}")
        : FormattableString.Invariant($"M{Start.X} {Start.Y}C{Start.X + Bend} {Start.Y} {End.X - Bend} {End.Y} {End.X} {End.Y}");
}
