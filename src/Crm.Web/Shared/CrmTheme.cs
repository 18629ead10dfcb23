using MudBlazor;

namespace Crm.Web.Shared;

/// <summary>Ink and sea green on warm paper. Every pair of text and ground has a contrast of at least 4.5 : 1.</summary>
internal static class CrmTheme
{
    private static readonly string[] Letters =
        ["Onest Variable", "system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"];

    public static readonly MudTheme Theme = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0B6160", PrimaryContrastText = "#FFFFFF", Secondary = "#A34312", SecondaryContrastText = "#FFFFFF",
            Tertiary = "#4F4A9E", TertiaryContrastText = "#FFFFFF", Info = "#1D5E9E", InfoContrastText = "#FFFFFF",
            Success = "#1C6E3F", SuccessContrastText = "#FFFFFF", Warning = "#8A5300", WarningContrastText = "#FFFFFF",
            Error = "#B3261E", ErrorContrastText = "#FFFFFF", Dark = "#23373A", DarkContrastText = "#FFFFFF",
            Background = "#F6F5F0", BackgroundGray = "#ECEAE2", Surface = "#FFFFFF", AppbarBackground = "#11292C", AppbarText = "#F2F5F3",
            DrawerBackground = "#FBFAF6", DrawerText = "#253638", DrawerIcon = "#4C6063",
            TextPrimary = "#16262A", TextSecondary = "#4D5E61", TextDisabled = "#7A8688", ActionDefault = "#4C6063", ActionDisabled = "#9AA4A5",
            Divider = "#DEDCD2", LinesDefault = "#DEDCD2", LinesInputs = "#7E8B8D", TableLines = "#E6E4DB", TableHover = "#F1F5F2",
            HoverOpacity = 0.06,
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#63CDBF", PrimaryContrastText = "#04201D", Secondary = "#F0A377", SecondaryContrastText = "#2B1003",
            Tertiary = "#B4AEF5", TertiaryContrastText = "#17143D", Info = "#86BDF2", InfoContrastText = "#06203A",
            Success = "#7FD3A0", SuccessContrastText = "#05260F", Warning = "#EBBB5E", WarningContrastText = "#2A1B00",
            Error = "#F5958D", ErrorContrastText = "#3B0703", Dark = "#C9D3D3", DarkContrastText = "#10191B",
            Background = "#0F181A", BackgroundGray = "#0B1214", Surface = "#172326", AppbarBackground = "#0B1416", AppbarText = "#E8EFED",
            DrawerBackground = "#131E20", DrawerText = "#D5DFDE", DrawerIcon = "#9DB0B0",
            TextPrimary = "#E8EFED", TextSecondary = "#A9B9B9", TextDisabled = "#7D8C8D", ActionDefault = "#A9B9B9", ActionDisabled = "#5E6C6D",
            Divider = "#2A393C", LinesDefault = "#2A393C", LinesInputs = "#728486", TableLines = "#253437", TableHover = "#1B2A2D",
            HoverOpacity = 0.08,
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", DrawerWidthLeft = "232px", AppbarHeight = "56px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Letters, FontSize = "0.9375rem", LineHeight = "1.5", LetterSpacing = "0" },
            H1 = new H1Typography { FontFamily = Letters, FontSize = "1.625rem", FontWeight = "650", LineHeight = "1.2", LetterSpacing = "-0.015em" },
            H2 = new H2Typography { FontFamily = Letters, FontSize = "1.25rem", FontWeight = "650", LineHeight = "1.3", LetterSpacing = "-0.01em" },
            H3 = new H3Typography { FontFamily = Letters, FontSize = "1.0625rem", FontWeight = "600", LineHeight = "1.35" },
            H4 = new H4Typography { FontFamily = Letters, FontSize = "1rem", FontWeight = "600", LineHeight = "1.4" },
            H5 = new H5Typography { FontFamily = Letters, FontSize = "1rem", FontWeight = "600", LineHeight = "1.4" },
            H6 = new H6Typography { FontFamily = Letters, FontSize = "1rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "0" },
            Body1 = new Body1Typography { FontFamily = Letters, FontSize = "0.9375rem", LineHeight = "1.5", LetterSpacing = "0" },
            Body2 = new Body2Typography { FontFamily = Letters, FontSize = "0.875rem", LineHeight = "1.45", LetterSpacing = "0" },
            Button = new ButtonTypography { FontFamily = Letters, FontSize = "0.875rem", FontWeight = "600", TextTransform = "none", LetterSpacing = "0" },
            Caption = new CaptionTypography { FontFamily = Letters, FontSize = "0.8125rem", LineHeight = "1.4", LetterSpacing = "0" },
        },
    };
}
