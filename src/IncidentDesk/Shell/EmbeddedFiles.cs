using System.Security.Cryptography;
using IncidentDesk.Pipeline.Access;

namespace IncidentDesk.Shell;

/// <summary>Style, script and icon lie inside the program. Their addresses carry a hash of their content, so browsers may keep them for ever.</summary>
public static class EmbeddedFiles
{
    private sealed record Asset(string Address, string Type, byte[] Content);

    private static readonly Asset TheStyle = Load("desk.css", "text/css; charset=utf-8");
    private static readonly Asset TheScript = Load("live.js", "text/javascript; charset=utf-8");
    private static readonly Asset TheIcon = Load("icon.svg", "image/svg+xml");

    public static string Style => TheStyle.Address;

    public static string Script => TheScript.Address;

    public static string Icon => TheIcon.Address;

    public static void Map(IEndpointRouteBuilder doors)
    {
        foreach (var asset in new[] { TheStyle, TheScript, TheIcon })
            doors.MapGet(asset.Address, (HttpContext http) =>
            {
                http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return TypedResults.Bytes(asset.Content, asset.Type);
            }).OpenToAll();
    }

    private static Asset Load(string name, string type)
    {
        using var stream = typeof(EmbeddedFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not inside the program.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..12];
        var dot = name.LastIndexOf('.');
        return new($"/assets/{name[..dot]}.{hash}{name[dot..]}", type, content);
    }
}
