using System.Globalization;
using Crm.Testing;
using Crm.Web.Features.Runs;
using Crm.Web.Resources;
using Xunit;

namespace Crm.Web.Tests.Runs;

/// <summary>What the record keeps of a fault is read into a kind that has its sentence in both languages.</summary>
public sealed class StuckFaultTests
{
    [Theory]
    [InlineData("SMTP 550 RecipientNotAccepted", StuckFault.AddressRefused)]
    [InlineData("SMTP 553 SenderNotAccepted", StuckFault.SenderRefused)]
    [InlineData("SMTP 554 MessageNotAccepted", StuckFault.LetterRefused)]
    [InlineData("SMTP 451 RecipientNotAccepted", StuckFault.PutOff)]
    [InlineData("ConnectionRefused", StuckFault.NoAnswer)]
    [InlineData("HostNotFound", StuckFault.NameNotFound)]
    [InlineData("AuthenticationException", StuckFault.SignInRefused)]
    [InlineData("SslHandshakeException", StuckFault.NotSecure)]
    [InlineData("EX-LIMIT The script was stopped: TimeoutException", StuckFault.ExpressionLimit)]
    [InlineData("EX-SYNTAX Unexpected token", StuckFault.ExpressionWrong)]
    [InlineData("CYCLE-LIMIT", StuckFault.TooMuchWork)]
    [InlineData("WF-CHILD There is no published version of checks.", StuckFault.ProcedureMissing)]
    [InlineData("WF-INPUT Input n of checks", StuckFault.ProcedureInput)]
    [InlineData("WF-CYCLE", StuckFault.ProcedureLoop)]
    [InlineData("WF-DEPTH", StuckFault.ProcedureLoop)]
    [InlineData("GEN-008", StuckFault.Refused)]
    [InlineData("NullReferenceException", StuckFault.Unexpected)]
    [InlineData("", StuckFault.Unexpected)]
    public void A_kept_fault_has_a_kind(string kept, StuckFault kind) => Assert.Equal(kind, StuckFaults.Of(kept));

    [Fact]
    public void Every_kind_has_its_sentence_in_both_languages()
    {
        var texts = new System.Resources.ResourceManager(typeof(RunTexts));
        foreach (var kind in Enum.GetValues<StuckFault>())
        {
            var (en, ru) = (texts.GetString($"Fault_{kind}", CultureInfo.InvariantCulture), texts.GetString($"Fault_{kind}", CultureInfo.GetCultureInfo("ru")));
            Assert.False(string.IsNullOrEmpty(en), $"{kind} has no sentence");
            Assert.NotEqual(en, ru);
            Assert.Empty(LatinWords.In(ru!));
        }
    }
}
