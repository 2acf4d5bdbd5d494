using System.Text;

namespace IncidentDesk.Channels.Gateway;

/// <summary>One message in the words of one provider.</summary>
internal static class GatewayRequest
{
    /// <summary>Null where the URL is none; a placeholder in the host would let a message choose whom it goes to.</summary>
    public static Uri? AddressOf(GatewayOptions options) =>
        Uri.TryCreate(Template.Fill(options.Url, Blank(options.Url), value => value), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.UserInfo.Length == 0
        && !AuthorityOf(options.Url).Contains('{', StringComparison.Ordinal)
            ? address
            : null;

    public static HttpRequestMessage Of(GatewayOptions options, Message message)
    {
        var values = ValuesOf(options, message);
        var request = new HttpRequestMessage(new(options.Method), new Uri(Template.Fill(options.Url, values, BodyFormat.InUrl)));
        foreach (var (name, template) in options.Headers)
            request.Headers.TryAddWithoutValidation(name, HeaderOf(template, values));
        // The same on every attempt, so that a provider can tell a repetition.
        request.Headers.TryAddWithoutValidation("Idempotency-Key", message.Id.ToString("D"));
        return request;
    }

    public static byte[]? BodyOf(GatewayOptions options, Message message) =>
        options.Method == "GET" ? null : Encoding.UTF8.GetBytes(BodyOf(options, ValuesOf(options, message)));

    public static string BodyOf(GatewayOptions options, IReadOnlyDictionary<string, string> values) =>
        Template.Fill(options.Body, values, BodyFormat.Of(options.BodyFormat)!.Written);

    public static bool IsHeaderName(string name) => name.Length is > 0 and <= 60 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    public static bool IsHeaderValue(string value) => value.All(c => c is >= ' ' and < '\x7f');

    // What a header cannot carry is escaped; the settings themselves were looked at before.
    private static string HeaderOf(string template, IReadOnlyDictionary<string, string> values) =>
        Template.Fill(template, values, value => IsHeaderValue(value) ? value : Uri.EscapeDataString(value));

    private static Dictionary<string, string> ValuesOf(GatewayOptions options, Message message) => new()
    {
        ["to"] = message.Address, ["text"] = Encoding.UTF8.GetString(message.Content.Span), ["id"] = message.Id.ToString("D"),
        ["from"] = options.From, ["user"] = options.User, ["password"] = options.Password, ["token"] = options.Token,
        ["basic"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}")),
    };

    private static Dictionary<string, string> Blank(string template) => Template.In(template).Distinct().ToDictionary(name => name, _ => "x");

    private static string AuthorityOf(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0;
        var end = url.AsSpan(start).IndexOfAny('/', '?', '#');
        return end < 0 ? url[start..] : url[start..(start + end)];
    }
}
