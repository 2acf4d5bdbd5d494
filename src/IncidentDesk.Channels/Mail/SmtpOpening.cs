using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace IncidentDesk.Channels.Mail;

/// <summary>From nothing to a server that is ready for mail: connect, greeting, EHLO, TLS, sign-in. Nothing that fails here has sent anything.</summary>
internal sealed class SmtpOpening(MailOptions options, TimeProvider clock, X509Certificate2Collection? trusted, NameLookup? lookup)
{
    // Where the mail server is was set by whoever runs the desk: any address will do.
    private readonly Dialling dialling = new(lookup, (_, _) => true, clock, options.ConnectTimeout);

    public async Task<SmtpConnection> OpenAsync(SmtpProgress progress, CancellationToken cancellation)
    {
        var connection = await SmtpConnection.OpenAsync(options, dialling, clock, progress, cancellation);
        try
        {
            RefusePlainAbroad(connection);
            if (options.SecurityMode == MailSecurity.Tls)
                await EncryptAsync(connection, cancellation);
            progress.Step = "greeting";
            Expect(await connection.ReadAsync(options.StepTimeout, cancellation), 220);
            await HelloAsync(connection, cancellation);
            if (options.SecurityMode == MailSecurity.StartTls)
                await StartTlsAsync(connection, cancellation);
            if (options.User.Length > 0)
                await new SmtpSignIn(options).SignInAsync(connection, cancellation);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private async Task HelloAsync(SmtpConnection connection, CancellationToken cancellation)
    {
        connection.Progress.Step = "EHLO";
        var reply = await connection.AskAsync($"EHLO {Literal(connection.Local.Address)}", options.StepTimeout, cancellation);
        Expect(reply, 250);
        connection.Extensions = SmtpExtensions.Of(reply);
    }

    private async Task StartTlsAsync(SmtpConnection connection, CancellationToken cancellation)
    {
        connection.Progress.Step = "STARTTLS";
        if (!connection.Extensions.StartTls)
            throw Refuse("the server does not offer STARTTLS; nothing was sent in plain text", "máy chủ không hỗ trợ STARTTLS; không gửi gì ở dạng rõ");
        Expect(await connection.AskAsync("STARTTLS", options.StepTimeout, cancellation), 220);
        // Words that lie ready before TLS begins were put there by someone in between.
        if (connection.HasUnasked)
            throw Refuse("the server said more than it was asked before TLS began", "máy chủ gửi thêm dữ liệu trước khi bắt đầu TLS");
        await EncryptAsync(connection, cancellation);
        await HelloAsync(connection, cancellation);
    }

    private Task EncryptAsync(SmtpConnection connection, CancellationToken cancellation)
    {
        connection.Progress.Step = "TLS";
        return connection.EncryptAsync(options.Host, trusted, options.StepTimeout, cancellation);
    }

    private void RefusePlainAbroad(SmtpConnection connection)
    {
        if (options.SecurityMode == MailSecurity.None && !(options.IsLoopback && IPAddress.IsLoopback(connection.Remote.Address)))
            throw Refuse("security none is for a server on this machine only", "security none chỉ dùng cho máy chủ trên chính máy này");
    }

    private static void Expect(SmtpReply reply, int code)
    {
        if (reply.Code != code)
            throw new SmtpEndedException(SmtpVerdicts.AtTheDoor(reply));
    }

    private static SmtpEndedException Refuse(string words, string wordsVi) =>
        new(new(Verdict.NotSent, words) { ReplyVi = wordsVi, Blame = Blame.Setting });

    // An address literal is true everywhere and tells no internal host name.
    private static string Literal(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork ? $"[{address}]" : $"[IPv6:{address.ToString().Split('%')[0]}]";
    }
}
