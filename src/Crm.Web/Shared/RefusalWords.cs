using Crm.Domain;
using Crm.Domain.Users;
using Crm.Web.Resources;
using Crm.Workflows.Runtime;
using Microsoft.Extensions.Localization;

namespace Crm.Web.Shared;

/// <summary>Rules name people by id and roles by code; a reader gets names, and roles in her language.</summary>
internal static class RefusalWords
{
    public static Refusal Named(this Refusal refusal, Surroundings around, IStringLocalizer<Texts> words) =>
        refusal with { Args = [.. refusal.Args.Select(argument => Named(refusal.Code, argument, around, words))] };

    private static object? Named(string code, object? argument, Surroundings around, IStringLocalizer<Texts> words) => argument switch
    {
        Guid id => around.FindUser(id)?.Name ?? words["Somebody"].Value,
        Role role => words[$"Role_{role}"].Value,
        string text when code is "GEN-007" or "WFI-003" && around.Users.Values.All(user => user.Name != text) => words["Somebody"].Value,
        string text when text.Split(", ") is var names && names.All(name => Enum.TryParse<Role>(name, out _) && !char.IsDigit(name[0])) =>
            string.Join(", ", names.Select(name => words[$"Role_{name}"].Value)),
        _ => argument,
    };
}
