using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace IncidentDesk.Channels.Mail;

/// <summary>One open way to the server: bytes out, answers in, each with its time limit.</summary>
internal sealed class SmtpConnection : IDisposable
{
    private readonly Socket socket;
    private readonly TimeProvider clock;
    private Stream stream;
    private SmtpReplyReader reader;

    private SmtpConnection(Socket socket, TimeProvider clock)
    {
        this.socket = socket;
        this.clock = clock;
        stream = new NetworkStream(socket, ownsSocket: true);
        reader = new(stream);
    }

    public SmtpProgress Progress { get; set; } = new();
    public SmtpExtensions Extensions { get; set; } = SmtpExtensions.None;
    public bool IsEncrypted => stream is SslStream;
    public bool HasUnasked => reader.HasUnasked;
    public IPEndPoint Local => (IPEndPoint)socket.LocalEndPoint!;
    public IPEndPoint Remote => (IPEndPoint)socket.RemoteEndPoint!;

    /// <summary>The server has hung up, as far as this machine has heard.</summary>
    public bool IsHungUp => socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;

    public static async Task<SmtpConnection> OpenAsync(
        MailOptions options, Dialling dialling, TimeProvider clock, SmtpProgress progress, CancellationToken cancellation) =>
        new(await dialling.ConnectAsync(new(options.Host, options.Port), step => progress.Step = step, cancellation), clock) { Progress = progress };

    public async Task EncryptAsync(string host, X509Certificate2Collection? trusted, TimeSpan limit, CancellationToken cancellation)
    {
        // A closed network reaches no certificate server: nothing is fetched, and what is trusted is on this machine.
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (trusted is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(trusted);
        }
        var encrypted = new SslStream(stream);
        stream = encrypted;
        await WithinAsync(limit, async token =>
        {
            await encrypted.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = host,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    CertificateChainPolicy = policy,
                },
                token);
            return true;
        }, cancellation);
        reader = new(stream);
    }

    public async Task<SmtpReply> AskAsync(string command, TimeSpan limit, CancellationToken cancellation)
    {
        await WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), limit, cancellation);
        return await ReadAsync(limit, cancellation);
    }

    public Task<SmtpReply> ReadAsync(TimeSpan limit, CancellationToken cancellation) =>
        WithinAsync(limit, token => reader.ReadAsync(token), cancellation);

    public Task WriteAsync(ReadOnlyMemory<byte> bytes, TimeSpan limit, CancellationToken cancellation) =>
        WithinAsync(limit, async token =>
        {
            await stream.WriteAsync(bytes, token);
            return true;
        }, cancellation);

    /// <summary>Says goodbye without waiting for the answer.</summary>
    public void Quit()
    {
        try
        {
            socket.SendTimeout = 200;
            stream.Write("QUIT\r\n"u8);
        }
        catch (Exception fault) when (SmtpProgress.Explains(fault))
        {
            // It was leaving anyway.
        }
        Dispose();
    }

    public void Dispose() => stream.Dispose();

    private async Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        return await work(either.Token);
    }
}
