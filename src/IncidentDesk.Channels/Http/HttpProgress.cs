using System.Net.Sockets;
using System.Security.Authentication;

namespace IncidentDesk.Channels.Http;

/// <summary>How far an attempt has come, which is what a broken connection means.</summary>
internal sealed class HttpProgress
{
    /// <summary>The step being done, as people name it.</summary>
    public string Step { get; set; } = "DNS";

    /// <summary>True from the moment the last byte of the request is on its way: from here on silence is not a "no".</summary>
    public bool HandedOver { get; set; }

    public Socket? Socket { get; set; }

    /// <summary>The server has hung up, as far as this machine has heard.</summary>
    public bool IsHungUp => Socket is { } socket && socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;

    public static bool Explains(Exception fault) =>
        fault is HttpRequestException or IOException or SocketException or AuthenticationException or OperationCanceledException or ObjectDisposedException;

    public Outcome Judge(Exception fault)
    {
        if (HandedOver)
            return new(Verdict.Unknown, $"after the request: {What(fault).Text}") { ReplyVi = $"sau khi gửi yêu cầu: {What(fault).TextVi}", Blame = Blame.Peer };
        if (Inner<AddressRefusedException>(fault) is { } refused)
            return new(Verdict.Permanent, refused.Message) { ReplyVi = refused.TextVi, Blame = Blame.Message };
        if (Inner<AuthenticationException>(fault) is not null)
            return new(Verdict.NotSent, $"TLS: the server's certificate or protocol was not accepted: {Innermost(fault)}")
            {
                ReplyVi = $"TLS: chứng thư hoặc giao thức của máy chủ không được chấp nhận: {Innermost(fault)}",
                Blame = Blame.Setting,
            };
        return new(Verdict.NotSent, $"{Step}: {What(fault).Text}") { ReplyVi = $"{Step}: {What(fault).TextVi}", Blame = Blame.Peer };
    }

    private static (string Text, string TextVi) What(Exception fault) =>
        Inner<OperationCanceledException>(fault) is not null ? ("no answer in time", "không trả lời trong thời hạn")
        : Inner<HttpIOException>(fault) is { HttpRequestError: HttpRequestError.ResponseEnded } || Inner<EndOfStreamException>(fault) is not null
            ? ("the server closed the connection", "máy chủ đã đóng kết nối")
        : (Innermost(fault), Innermost(fault));

    private static T? Inner<T>(Exception? fault) where T : Exception
    {
        while (fault is not (null or T))
            fault = fault.InnerException;
        return (T?)fault;
    }

    private static string Innermost(Exception fault) => WireText.Readable(fault.GetBaseException().Message);
}
