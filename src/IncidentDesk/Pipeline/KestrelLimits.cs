using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace IncidentDesk.Pipeline;

/// <summary>What the web server refuses before any of our code runs.</summary>
public static class KestrelLimits
{
    /// <summary>In bytes, for every door that does not say otherwise.</summary>
    public const int MaxBody = 1 << 20;

    public static void Apply(KestrelServerOptions options)
    {
        // A bare line feed that we take for a line end and a proxy does not is how requests are smuggled.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = MaxBody;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }
}
