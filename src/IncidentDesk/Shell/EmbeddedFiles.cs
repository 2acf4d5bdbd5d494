using System.Security.Cryptography;
using System.Text;
using IncidentDesk.Pipeline.Access;

namespace IncidentDesk.Shell;

/// <summary>Style, script and icon lie inside the program. Their addresses carry a hash of their content, so browsers may keep them for ever.</summary>
public static class EmbeddedFiles
{
    private sealed record Asset(string Address, string Type, byte[] Content);

    private static readonly Asset TheStyle = Load("desk.css", "text/css; charset=utf-8");
    private static readonly Asset TheScript = Load("live.js", "text/javascript; charset=utf-8");
    private static readonly Asset TheReportScript = Load("report.js", "text/javascript; charset=utf-8");
    private static readonly Asset TheIcon = Load("icon.svg", "image/svg+xml");

    public static string Style => TheStyle.Address;

    public static string Script => TheScript.Address;

    /// <summary>Only on the pages of the report form.</summary>
    public static string ReportScript => TheReportScript.Address;

    public static string Icon => TheIcon.Address;

    public static void Map(IEndpointRouteBuilder doors)
    {
        foreach (var asset in new[] { TheStyle, TheScript, TheReportScript, TheIcon })
            doors.MapGet(asset.Address, (HttpContext http) =>
            {
                http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return TypedResults.Bytes(asset.Content, asset.Type);
            }).OpenToAll();
    }

    /// <summary>A file inside the program as text, for what leaves the desk in one piece.</summary>
    public static string Read(string name) => Encoding.UTF8.GetString(Bytes(name));

    private static Asset Load(string name, string type)
    {
        var content = Bytes(name);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..12];
        var dot = name.LastIndexOf('.');
        return new($"/assets/{name[..dot]}.{hash}{name[dot..]}", type, content);
    }

    private static byte[] Bytes(string name)
    {
        using var stream = typeof(EmbeddedFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not inside the program.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
