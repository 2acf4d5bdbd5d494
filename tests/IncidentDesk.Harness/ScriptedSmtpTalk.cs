using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace IncidentDesk.Harness;

/// <summary>One connection of a <see cref="ScriptedSmtpServer"/>.</summary>
internal sealed class ScriptedSmtpTalk(ScriptedSmtpServer server, Socket socket)
{
    private Stream stream = new NetworkStream(socket, ownsSocket: true);
    private Queue<byte> unread = [];
    private bool encrypted;
    private string? user;
    private string from = "";
    private List<string> to = [];

    public async Task RunAsync()
    {
        try
        {
            socket.NoDelay = true;
            await EnterAsync();
            if (server.TlsAtOnce)
                await EncryptAsync();
            await DoAsync("greeting", "220 mail.vncert.example ESMTP");
            while (await LineAsync() is { } line)
            {
                server.Heard(line, unread.Count > 0);
                await CommandAsync(line);
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException
            or ObjectDisposedException or AuthenticationException or EndOfTalk)
        {
            // The client left, or the script ended the talk.
        }
        finally
        {
            await stream.DisposeAsync();
        }
    }

    /// <summary>Before a word is said, or TLS begins.</summary>
    private async Task EnterAsync()
    {
        switch (await server.ActAsync("connect", ""))
        {
            case SmtpAct.Never:
                await Task.Delay(Timeout.Infinite, server.Stopping);
                break;
            case SmtpAct.Close:
                throw new EndOfTalk();
        }
    }

    private Task CommandAsync(string line) => line.Split(' ', ':')[0].ToUpperInvariant() switch
    {
        "EHLO" => DoAsync("EHLO", string.Join("\r\n", Hello())),
        "STARTTLS" => StartTlsAsync(),
        "AUTH" => AuthAsync(line),
        "MAIL" => MailAsync(line),
        "RCPT" => RcptAsync(line),
        "DATA" => DataAsync(),
        "RSET" => DoAsync("RSET", "250 2.0.0 Ok"),
        "QUIT" => QuitAsync(),
        _ => WriteAsync("502 5.5.2 Error: command not recognized\r\n"),
    };

    private List<string> Hello()
    {
        List<string> words = ["mail.vncert.example", .. server.Extensions];
        if (server.Certificate is not null && !encrypted)
            words.Add("STARTTLS");
        if (!server.Users.IsEmpty && !words.Any(word => word.StartsWith("AUTH", StringComparison.Ordinal)))
            words.Add("AUTH PLAIN LOGIN");
        return [.. words.Select((word, i) => $"250{(i == words.Count - 1 ? ' ' : '-')}{word}")];
    }

    private async Task StartTlsAsync()
    {
        await DoAsync("STARTTLS", "220 2.0.0 Ready to start TLS" + (server.SlippedIn.Length > 0 ? "\r\n" + server.SlippedIn : ""));
        await EncryptAsync();
    }

    private async Task EncryptAsync()
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, server.Stopping);
        stream = secure;
        unread = [];
        encrypted = true;
    }

    private async Task AuthAsync(string line)
    {
        var (name, password) = line.StartsWith("AUTH PLAIN ", StringComparison.Ordinal)
            ? Plain(line[11..])
            : (await AskedAsync("VXNlcm5hbWU6"), await AskedAsync("UGFzc3dvcmQ6"));
        var fits = server.Users.TryGetValue(name, out var right) && right == password;
        user = fits ? name : null;
        await DoAsync("AUTH", fits ? "235 2.7.0 Authentication successful" : "535 5.7.8 Error: authentication failed");
    }

    private static (string, string) Plain(string encoded)
    {
        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(encoded)).Split('\0');
        return (parts[1], parts[2]);
    }

    private async Task<string> AskedAsync(string prompt)
    {
        await WriteAsync($"334 {prompt}\r\n");
        return Encoding.UTF8.GetString(Convert.FromBase64String(await LineAsync() ?? ""));
    }

    private Task<bool> MailAsync(string line)
    {
        from = Bracketed(line);
        to = [];
        return DoAsync("MAIL", "250 2.1.0 Ok");
    }

    private Task<bool> RcptAsync(string line)
    {
        to.Add(Bracketed(line));
        return DoAsync("RCPT", "250 2.1.5 Ok");
    }

    private async Task DataAsync()
    {
        if (!await DoAsync("DATA", "354 End data with <CR><LF>.<CR><LF>"))
            return;
        var reset = await server.ActAsync("content", "") as SmtpAct.Reset;
        var content = new List<byte>();
        while (await RawLineAsync() is { } line)
        {
            if (line is [(byte)'.', (byte)'\r', (byte)'\n'])
            {
                var mail = new ReceivedMail(from, to, [.. content], encrypted, user);
                await server.AtDot(mail);
                await DoAsync("dot", $"250 2.0.0 Ok: queued as {server.NextQueueId()}", mail);
                return;
            }
            content.AddRange(line is [(byte)'.', ..] ? line[1..] : line);
            if (reset is not null && content.Count >= reset.After)
            {
                socket.LingerState = new LingerOption(true, 0);
                socket.Close();
                throw new EndOfTalk();
            }
        }
    }

    private async Task QuitAsync()
    {
        await DoAsync("QUIT", "221 2.0.0 Bye");
        throw new EndOfTalk();
    }

    /// <summary>Does what the script says at this step; true when that was a yes.</summary>
    private async Task<bool> DoAsync(string step, string usual, ReceivedMail? mail = null)
    {
        var act = await server.ActAsync(step, usual);
        if (act is SmtpAct.Delayed delayed)
        {
            await Task.Delay(delayed.After, server.Stopping);
            act = SmtpAct.Say(delayed.Reply);
        }
        if (mail is not null && act is SmtpAct.Close { Keeps: true } or SmtpAct.Answer { Reply: ['2', ..] })
            Kept(mail);
        switch (act)
        {
            case SmtpAct.Answer answer:
                await WriteAsync(answer.Reply + "\r\n");
                return answer.Reply is ['2' or '3', ..];
            case SmtpAct.Bytes bytes:
                await stream.WriteAsync(bytes.Content, server.Stopping);
                return false;
            case SmtpAct.Slow slow:
                foreach (var one in slow.Content)
                {
                    await stream.WriteAsync(new[] { one }, server.Stopping);
                    await Task.Delay(slow.Between, server.Stopping);
                }
                return false;
            case SmtpAct.Never:
                await Task.Delay(Timeout.Infinite, server.Stopping);
                return false;
            case SmtpAct.Close { Reply: { } last }:
                await WriteAsync(last + "\r\n");
                break;
        }
        throw new EndOfTalk();
    }

    private void Kept(ReceivedMail? mail)
    {
        if (mail is not null)
            server.Keep(mail);
    }

    private async Task WriteAsync(string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), server.Stopping);

    private async Task<string?> LineAsync() => await RawLineAsync() is { } line ? Encoding.UTF8.GetString(line).TrimEnd('\r', '\n') : null;

    // Only LF after CR ends a line here: a server that took a bare LF would hide that a client sent one.
    private async Task<byte[]?> RawLineAsync()
    {
        var line = new List<byte>();
        var buffer = new byte[8192];
        while (true)
        {
            while (unread.TryDequeue(out var b))
            {
                line.Add(b);
                if (b == '\n' && line.Count > 1 && line[^2] == '\r')
                    return [.. line];
            }
            var read = await stream.ReadAsync(buffer, server.Stopping);
            if (read == 0)
                return null;
            foreach (var b in buffer.AsSpan(0, read))
                unread.Enqueue(b);
        }
    }

    private static string Bracketed(string line) =>
        line.IndexOf('<', StringComparison.Ordinal) is var open and >= 0 && line.IndexOf('>', open) is var close and > 0 ? line[(open + 1)..close] : "";

    private sealed class EndOfTalk : Exception;
}
