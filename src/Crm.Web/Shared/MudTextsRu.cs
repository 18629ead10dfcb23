using Crm.Web.Resources;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Crm.Web.Shared;

internal sealed class MudTextsRu(IStringLocalizer<MudTexts> texts) : MudLocalizer
{
    public override LocalizedString this[string key] => texts[key];

    public override LocalizedString this[string key, params object[] arguments] => texts[key, arguments];
}
