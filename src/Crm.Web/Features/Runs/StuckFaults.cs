using System.Globalization;
using System.Text.RegularExpressions;
using Crm.Domain.Errors;
using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Runs;

/// <summary>Reads the kind of a fault out of what the record keeps of it: a code, an answer of a mail server, the name of an exception.</summary>
internal static partial class StuckFaults
{
    private const int Permanent = 500;

    /// <summary>The code of a fault without one, and the step that fails because the procedure says so.</summary>
    private const string Unknown = "FAULT", FaultStep = "Elsa.Fault";

    public static StuckFault Of(Incident incident) => incident.ActivityType == FaultStep ? StuckFault.OnPurpose
        : Of(incident.Code is { } code and not Unknown ? code : NameOf(incident.Exception));

    /// <summary>What the record keeps of it: the code or the kind of exception, and the message.</summary>
    public static string ReasonOf(Incident incident) =>
        $"{(incident.Code is { } code and not Unknown ? code : NameOf(incident.Exception))} {incident.Message}";

    /// <param name="kept">What stands in the record, e.g. "SMTP 550 RecipientNotAccepted" or "EX-LIMIT The script was stopped".</param>
    public static StuckFault Of(string kept)
    {
        if (Smtp().Match(kept) is { Success: true } answer) return OfSmtp(int.Parse(answer.Groups[1].ValueSpan, CultureInfo.InvariantCulture), answer.Groups[2].Value);
        var name = kept.Split(' ', 2)[0];
        return name switch
        {
            "HTTP" when Enum.TryParse<StuckFault>("Call" + kept["HTTP ".Length..], out var call) => call,
            "EX-LIMIT" => StuckFault.ExpressionLimit,
            "CYCLE-LIMIT" or "VA-03" => StuckFault.TooMuchWork,
            "GATE-REFUSED" => StuckFault.GateRefused,
            "WF-CHILD" => StuckFault.ProcedureMissing,
            "WF-INPUT" => StuckFault.ProcedureInput,
            "WF-CYCLE" or "WF-DEPTH" => StuckFault.ProcedureLoop,
            "UN-04" or "WF-NODE" => StuckFault.StepMissing,
            _ when name.StartsWith("EX-", StringComparison.Ordinal) => StuckFault.ExpressionWrong,
            _ when ErrorCatalog.Find(name) is not null => StuckFault.Refused,
            _ => OfException(name),
        };
    }

    private static string NameOf(IncidentFault? fault) => fault?.Type.Split('.')[^1] ?? "";

    private static StuckFault OfSmtp(int status, string refused) => (status, refused) switch
    {
        ( < Permanent, _) => StuckFault.PutOff,
        (_, "RecipientNotAccepted") => StuckFault.AddressRefused,
        (_, "SenderNotAccepted") => StuckFault.SenderRefused,
        _ => StuckFault.LetterRefused,
    };

    // Names of the socket's own codes and of exceptions of the mail library and the platform.
    private static StuckFault OfException(string name) => name switch
    {
        "HostNotFound" or "NoData" or "TryAgain" or "NoRecovery" => StuckFault.NameNotFound,
        "ConnectionRefused" or "TimedOut" or "HostUnreachable" or "HostDown" or "NetworkUnreachable" or "NetworkDown" or "TimeoutException"
            or "OperationCanceledException" or "TaskCanceledException" => StuckFault.NoAnswer,
        "ConnectionReset" or "ConnectionAborted" or "Shutdown" or "SmtpProtocolException" or "ServiceNotConnectedException" or "HttpRequestException" => StuckFault.ConnectionLost,
        "SslHandshakeException" or "NotSupportedException" => StuckFault.NotSecure,
        "AuthenticationException" or "ServiceNotAuthenticatedException" or "SaslException" => StuckFault.SignInRefused,
        "ParseException" => StuckFault.AddressRefused,
        "JsonException" or "FormatException" => StuckFault.Unreadable,
        "IOException" or "UnauthorizedAccessException" or "DirectoryNotFoundException" or "DbUpdateException" => StuckFault.Storage,
        _ => StuckFault.Unexpected,
    };

    [GeneratedRegex(@"^SMTP (\d{3}) (\w+)")]
    private static partial Regex Smtp();
}
