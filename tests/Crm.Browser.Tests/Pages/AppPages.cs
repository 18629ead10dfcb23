using System.Reflection;
using Crm.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Crm.Browser.Tests.Pages;

/// <summary>What the product can show, read from the product itself: a page or a dialog that is new is in the list by itself.</summary>
internal static class AppPages
{
    /// <summary>Templates of all routes, e.g. <c>/deals/{Id:guid}</c>.</summary>
    public static IReadOnlyList<string> Routes { get; } =
        [.. Components.SelectMany(type => type.GetCustomAttributes<RouteAttribute>(inherit: false)).Select(route => route.Template).Order(StringComparer.Ordinal)];

    /// <summary>Names of all dialogs apart from the frame that most of them share.</summary>
    public static IReadOnlyList<string> Dialogs { get; } =
        [.. Components.Select(type => type.Name).Where(name => name.EndsWith("Dialog", StringComparison.Ordinal) && name != "FormDialog").Order(StringComparer.Ordinal)];

    private static IEnumerable<Type> Components => typeof(NotFound).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ComponentBase)));
}
