using System.Net.Sockets;
using System.Security.Authentication;

namespace IncidentDesk.Channels.Mail;

/// <summary>How far an attempt has come, which is what a broken connection means.</summary>
internal sealed class SmtpProgress
{
    /// <summary>The step being done, as people name it.</summary>
    public string Step { get; set; } = "DNS";

    /// <summary>True from the moment the final dot is on its way: from here on silence is not a "no".</summary>
    public bool HandedOver { get; set; }

    public static bool Explains(Exception fault) =>
        fault is IOException or SocketException or AuthenticationException or OperationCanceledException
            or ObjectDisposedException or SmtpBrokenException or SmtpEndedException;

    public Outcome Judge(Exception fault) => fault switch
    {
        SmtpEndedException ended => ended.Outcome,
        AuthenticationException when !HandedOver => new(Verdict.NotSent, $"TLS: the server's certificate or protocol was not accepted: {Innermost(fault)}")
        {
            ReplyVi = $"TLS: chứng thư hoặc giao thức của máy chủ không được chấp nhận: {Innermost(fault)}",
            Blame = Blame.Setting,
        },
        _ => Broken(fault),
    };

    private Outcome Broken(Exception fault)
    {
        var (what, whatVi) = fault switch
        {
            OperationCanceledException => ("no answer in time", "không trả lời trong thời hạn"),
            SmtpBrokenException broken => (broken.Message, broken.WordsVi),
            EndOfStreamException => ("the server closed the connection", "máy chủ đã đóng kết nối"),
            _ => (Innermost(fault), Innermost(fault)),
        };
        return HandedOver
            ? new(Verdict.Unknown, $"after the final dot: {what}") { ReplyVi = $"sau dấu chấm cuối: {whatVi}", Blame = Blame.Peer }
            : new(Verdict.NotSent, $"{Step}: {what}") { ReplyVi = $"{Step}: {whatVi}", Blame = Blame.Peer };
    }

    private static string Innermost(Exception fault) => WireText.Readable(fault.GetBaseException().Message);
}
