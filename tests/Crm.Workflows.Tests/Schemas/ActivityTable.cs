using System.Text;
using System.Text.Json.Nodes;
using Crm.Workflows.Definitions;

namespace Crm.Workflows.Tests.Schemas;

/// <summary>The steps and their inputs as a page to read.</summary>
internal static class ActivityTable
{
    public static string Of(ActivityDescriptors activities)
    {
        var page = new StringBuilder("# Steps of a procedure\n\n")
            .Append("Made from the registered steps; write it anew as `workflows/README.md` says. Times are working minutes where it is said so.\n\n")
            .Append("Every step leaves by one of its exits; a connection names the exit it leaves by.\n")
            .Append("`Expired` exists when `expireAfter` is set. `Canceled` and `Refused` need no connection.\n");
        Section(page, "Steps of deals and people", activities.All.Where(a => a.Type.StartsWith("Crm.", StringComparison.Ordinal)));
        Section(page, "Steps of the format", activities.All.Where(a => !a.Type.StartsWith("Crm.", StringComparison.Ordinal)));
        return page.ToString();
    }

    private static void Section(StringBuilder page, string title, IEnumerable<ActivityDescriptor> activities)
    {
        page.Append($"\n## {title}\n");
        foreach (var activity in activities)
        {
            page.Append($"\n### `{activity.Type}`: {activity.DisplayName}\n\nExits: {NodeSchema.Exits(activity)}.");
            if (activity.Outputs.Count > 0) page.Append($" Gives: {string.Join(", ", activity.Outputs.Select(o => $"`{o.Name}` ({o.TypeName})"))}.");
            page.Append('\n');
            if (activity.Inputs.Count == 0) continue;
            page.Append("\n| input | type | default | required | |\n|---|---|---|---|---|\n");
            foreach (var input in activity.Inputs)
                page.Append($"| `{input.Name}` | {input.TypeName} | {Default(input.Default)} | {(input.Required ? "yes" : "")} | {Notes(input)} |\n");
        }
    }

    private static string Default(JsonNode? value) => value is null ? "" : $"`{value.ToJsonString().Trim('"')}`";

    private static string Notes(InputDescriptor input) =>
        string.Join(" ", new[] { input.Description, input.Options.Count > 0 ? string.Join(" / ", input.Options) : null }.OfType<string>());
}
