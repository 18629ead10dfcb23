namespace Crm.Web.Shared;

/// <summary>Light, dark or as the system says. The script of the first paint writes what the system says into a cookie.</summary>
public sealed record Look(string Choice, bool Dark)
{
    public const string ChoiceCookie = "crm.look";
    public const string SystemCookie = "crm.scheme";
    public static readonly IReadOnlyList<string> Choices = ["system", "light", "dark"];

    internal static Look Of(HttpContext? context)
    {
        var choice = context?.Request.Cookies[ChoiceCookie] is { } asked && Choices.Contains(asked) ? asked : "system";
        return new Look(choice, choice is "dark" || (choice is "system" && context?.Request.Cookies[SystemCookie] is "dark"));
    }
}
