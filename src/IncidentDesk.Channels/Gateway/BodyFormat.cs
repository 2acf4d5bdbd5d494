using System.Security;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IncidentDesk.Channels.Gateway;

/// <summary>How a body is written: its media type, and what a value looks like inside it.</summary>
internal sealed record BodyFormat(string MediaType, Func<string, string> Written)
{
    public static readonly Func<string, string> InUrl = Uri.EscapeDataString;

    public static BodyFormat? Of(string word) => word switch
    {
        "json" => new("application/json", value => JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value),
        "form" => new("application/x-www-form-urlencoded", InUrl),
        "xml" => new("text/xml", value => SecurityElement.Escape(value)),
        "text" => new("text/plain", value => value),
        _ => null,
    };
}
