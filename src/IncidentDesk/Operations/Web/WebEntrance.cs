using System.Net;
using System.Security.Authentication;
using IncidentDesk.Pipeline;
using Microsoft.AspNetCore.HttpOverrides;

namespace IncidentDesk.Operations.Web;

/// <summary>Who may speak to the desk at all, before any door: nobody in clear text but the machine itself, and the proxy that is named.</summary>
public static class WebEntrance
{
    private const string DirectlyFrom = "IncidentDesk.DirectlyFrom";

    public static void UseTls(this IWebHostBuilder host, WebSettings web, TimeProvider clock) => host.ConfigureKestrel(kestrel =>
        kestrel.ConfigureHttpsDefaults(https =>
        {
            https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            if (web.Certificate is not { } file)
                return;
            // Without a selector Kestrel looks for a certificate of its own; but what a selector chooses is sent alone, without its issuers.
            https.ServerCertificateSelector = (_, _) => file.Current(clock).TargetCertificate;
            https.OnAuthenticate = (_, tls) =>
            {
                tls.ServerCertificateSelectionCallback = null;
                tls.ServerCertificateContext = file.Current(clock);
            };
        }));

    /// <summary>First of all: from here on a request has the address and the scheme of whoever stands before the proxy.</summary>
    public static void UseForwarding(this IApplicationBuilder app, WebSettings web)
    {
        app.Use((http, next) =>
        {
            http.Items[DirectlyFrom] = http.Connection.RemoteIpAddress;
            return next(http);
        });
        if (web.Proxies.Count == 0)
            return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = 1 };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in web.Proxies)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    /// <summary>After the pipeline, so that who is refused is told why.</summary>
    public static void UseEntrance(this IApplicationBuilder app, WebSettings web) => app.Use((http, next) =>
        MayEnter(http, web) ? next(http) : throw new RefusedException(Problems.Forbidden()));

    private static bool MayEnter(HttpContext http, WebSettings web)
    {
        if (http.Request.IsHttps)
            return true;
        var from = http.Items[DirectlyFrom] as IPAddress;
        // Loopback speaks for itself, unless a proxy there speaks for somebody who came in clear text.
        return from is null || (IPAddress.IsLoopback(WebSettings.Plain(from)) && !(web.IsProxy(from) && http.Request.Headers.ContainsKey("X-Original-For")));
    }
}
