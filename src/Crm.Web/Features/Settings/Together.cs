using Crm.Domain;

namespace Crm.Web.Features.Settings;

/// <summary>Several verbs of one act: what each refuses is said in one answer.</summary>
internal static class Together
{
    public static void Run(params Action[] verbs)
    {
        var refusals = new List<Refusal>();
        foreach (var verb in verbs)
        {
            try
            {
                verb();
            }
            catch (DomainException refused)
            {
                refusals.AddRange(refused.Refusals);
            }
        }
        if (refusals.Count > 0) throw new DomainException(refusals);
    }
}
