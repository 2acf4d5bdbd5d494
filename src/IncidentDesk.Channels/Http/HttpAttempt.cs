using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace IncidentDesk.Channels.Http;

/// <summary>
/// One request over one connection of its own. Nothing is pooled, so nothing is sent again behind our back, no name stays pinned, and
/// what was on its way when it broke is known.
/// </summary>
internal sealed class HttpAttempt(Dialling dialling, X509Certificate2Collection? trusted, TimeProvider clock, TimeSpan patience)
{
    /// <param name="body">None for a request that has no body: then the request itself is the message.</param>
    public async Task<Outcome> SendAsync(
        HttpRequestMessage request, ReadOnlyMemory<byte>? body, string mediaType, Func<HttpAnswer, Outcome> judge, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var progress = new HttpProgress();
        using var handler = Handler(progress, isWhole: body is null, either.Token);
        using var client = new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        request.Headers.ConnectionClose = true;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        if (body is { } bytes)
            request.Content = new HandedOverContent(bytes, mediaType, progress);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return judge(await HttpAnswer.ReadAsync(response, clock.GetUtcNow(), either.Token));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && !progress.HandedOver)
        {
            throw;
        }
        catch (Exception broken) when (HttpProgress.Explains(broken))
        {
            return progress.Judge(broken);
        }
        finally
        {
            progress.Socket?.Dispose();
        }
    }

    private SocketsHttpHandler Handler(HttpProgress progress, bool isWhole, CancellationToken cancellation) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // A proxy named in the environment would be one more place that reads along, and it would see a name, not the address looked at.
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 0,
        SslOptions = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13, CertificateChainPolicy = ChainPolicy(),
        },
        ConnectCallback = async (context, _) =>
        {
            progress.Socket = await dialling.ConnectAsync(context.DnsEndPoint, step => progress.Step = step, cancellation);
            progress.Step = "TLS";
            return new NetworkStream(progress.Socket, ownsSocket: true);
        },
        PlaintextStreamFilter = (context, _) =>
        {
            progress.Step = "request";
            progress.HandedOver = isWhole;
            return ValueTask.FromResult(context.PlaintextStream);
        },
    };

    private X509ChainPolicy ChainPolicy()
    {
        // A closed network reaches no certificate server: nothing is fetched, and what is trusted is on this machine.
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (trusted is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(trusted);
        }
        return policy;
    }
}
