namespace Crm.Web.Shared.Flow;

/// <summary>The name of an exit on its line, by its middle.</summary>
public sealed record FlowLabel(string Text, int X, int Y)
{
    public const int Height = 22;

    private const int Letter = 8;

    public int Width => (Text.Length + 1) * Letter;

    public bool Covers(FlowBox box) => Math.Abs(X - box.X - FlowBox.Width / 2) * 2 < Width + FlowBox.Width && Math.Abs(Y - box.Y - FlowBox.Height / 2) * 2 < Height + FlowBox.Height;

    public bool Covers(FlowLabel other) => Math.Abs(X - other.X) * 2 < Width + other.Width && Math.Abs(Y - other.Y) < Height;
}
