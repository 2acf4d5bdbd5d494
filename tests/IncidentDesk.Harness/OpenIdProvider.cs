using System.Diagnostics;
using System.Text.Json;

namespace IncidentDesk.Harness;

/// <summary>
/// A real provider of identities (npm's oidc-provider, certified by the OpenID Foundation) on loopback, with the people that a test names. <c>tests/run.sh</c>
/// installs it. It ends with the test run: its standard input closes then.
/// </summary>
public sealed class OpenIdProvider : IDisposable
{
    public const string ClientId = "incidentdesk", ClientSecret = "chi-de-thu";

    private readonly Process process;
    private bool isEnded;

    private OpenIdProvider(Process process, Uri issuer) => (this.process, Issuer) = (process, issuer);

    public Uri Issuer { get; }

    private static string Folder => Path.Combine(Repository.Root, "tests", "IncidentDesk.Harness", "OpenId");

    /// <param name="back">Where it may send people back to.</param>
    /// <param name="people">What it says of each, by the name that they type there.</param>
    public static async Task<OpenIdProvider> StartAsync(Uri back, IReadOnlyDictionary<string, object> people)
    {
        RealPart.Require("nodejs and npm, then \"npm ci\" in tests/IncidentDesk.Harness/OpenId", Directory.Exists(Path.Combine(Folder, "node_modules", "oidc-provider")));
        var asked = JsonSerializer.Serialize(new { clientId = ClientId, clientSecret = ClientSecret, redirect = back.AbsoluteUri, people });
        var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder, "provider.mjs"), asked])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder,
        })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var line = await process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("The provider of identities did not start.");
        return new(process, new(line["listening ".Length..]));
    }

    /// <summary>Ends it; a second time does nothing.</summary>
    public void Dispose()
    {
        if (isEnded)
            return;
        isEnded = true;
        process.StandardInput.Close();
        if (!process.WaitForExit(5000))
            process.Kill();
        process.Dispose();
    }
}
