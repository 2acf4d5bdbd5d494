using System.Text.Json;
using IncidentDesk.Channels.Guard;

namespace IncidentDesk.Channels.Gateway;

/// <summary>Everything that is wrong with a gateway's settings, all at once.</summary>
public static class GatewayOptionsCheck
{
    // These are the adapter's own: a template that wrote them could send one message as two, or to another place.
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection", "Expect", "Upgrade", "TE", "Trailer", "Idempotency-Key",
    };

    public static IReadOnlyList<SettingFault> Faults(string section, GatewayOptions options) =>
    [
        .. GuardCheck.Word(section, options.Guard),
        .. GuardCheck.List(section, AllowList.OfPhones(options.AllowList), "is no phone number like +842400000001", "không phải số điện thoại dạng +842400000001"),
        .. (IEnumerable<SettingFault>)(options.IsConfigured
            ? [.. Request(section, options), .. Placeholders(section, options), .. Headers(section, options), .. Answer(section, options)]
            : NotThere(section, options)),
        .. GuardCheck.Waits(section, (nameof(options.ConnectTimeout), options.ConnectTimeout), (nameof(options.AttemptTimeout), options.AttemptTimeout)),
    ];

    private static IEnumerable<SettingFault> NotThere(string section, GatewayOptions options)
    {
        if (options.GuardMode is GuardMode.AllowList or GuardMode.Live)
            yield return new($"{section}:Url", "is needed by this guard mode", "là bắt buộc ở chế độ này");
    }

    private static IEnumerable<SettingFault> Request(string section, GatewayOptions options)
    {
        if (GatewayRequest.AddressOf(options) is not { } address)
            yield return new($"{section}:Url", "must be an http or https address, with placeholders only after the host", "phải là địa chỉ http hoặc https, chỗ trống chỉ đứng sau tên máy chủ");
        else if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !options.AllowPlainHttp)
            yield return new($"{section}:Url", "goes in clear text: use https, or AllowPlainHttp for a box in the own network", "gửi ở dạng rõ: hãy dùng https, hoặc AllowPlainHttp cho thiết bị trong mạng nội bộ");
        if (options.Method is not ("GET" or "POST" or "PUT"))
            yield return new($"{section}:Method", "must be GET, POST or PUT", "phải là GET, POST hoặc PUT");
        if (options.Method == "GET" && options.Body.Length > 0)
            yield return new($"{section}:Body", "a GET has none", "GET không có nội dung");
        if (BodyFormat.Of(options.BodyFormat) is null)
            yield return new($"{section}:BodyFormat", "must be json, form, xml or text", "phải là json, form, xml hoặc text");
        else if (options is { BodyFormat: "json", Body.Length: > 0 } && !IsJson(options))
            yield return new($"{section}:Body", "is no JSON once its placeholders are filled; each stands inside quotes", "không thành JSON khi điền chỗ trống; mỗi chỗ trống phải nằm trong dấu ngoặc kép");
    }

    private static IEnumerable<SettingFault> Placeholders(string section, GatewayOptions options)
    {
        (string Name, string Template)[] templates =
            [("Url", options.Url), ("Body", options.Body), .. options.Headers.Select(header => ($"Headers:{header.Key}", header.Value))];
        foreach (var (name, template) in templates)
            foreach (var unknown in Template.In(template).Except(Template.Names))
                yield return new($"{section}:{name}", $"there is no placeholder {{{unknown}}}", $"không có chỗ trống {{{unknown}}}");
        foreach (var needed in new[] { "to", "text" }.Where(needed => !Template.In(options.Url + options.Body).Contains(needed)))
            yield return new($"{section}:Body", $"neither Url nor Body holds {{{needed}}}", $"cả Url và Body đều thiếu {{{needed}}}");
    }

    private static IEnumerable<SettingFault> Headers(string section, GatewayOptions options)
    {
        foreach (var (name, template) in options.Headers)
            if (Own.Contains(name) || !GatewayRequest.IsHeaderName(name))
                yield return new($"{section}:Headers:{name}", "is no header that can be set here", "không phải tiêu đề có thể đặt ở đây");
            else if (Template.In(template).Contains("text"))
                yield return new($"{section}:Headers:{name}", "the message does not go into a header", "nội dung tin không được đặt trong tiêu đề");
            else if (!GatewayRequest.IsHeaderValue(template))
                yield return new($"{section}:Headers:{name}", "must be ASCII without control characters", "phải là ASCII, không có ký tự điều khiển");
        foreach (var (name, value) in new[] { ("From", options.From), ("User", options.User), ("Password", options.Password), ("Token", options.Token) })
            if (value.Any(char.IsControl))
                yield return new($"{section}:{name}", "may not hold control characters", "không được chứa ký tự điều khiển");
    }

    private static IEnumerable<SettingFault> Answer(string section, GatewayOptions options)
    {
        if (StatusRanges.Parse(options.AcceptedStatus) is null)
            yield return new($"{section}:AcceptedStatus", "must be statuses like 200-299, 304", "phải là mã trạng thái như 200-299, 304");
    }

    private static bool IsJson(GatewayOptions options)
    {
        if (Template.In(options.Body).Except(Template.Names).Any())
            return true;
        try
        {
            // Two fillings: a template that is JSON only by luck (an unquoted number) is found by the second.
            foreach (var sample in new[] { "1", "a\" \\ b\n" })
                using (JsonDocument.Parse(GatewayRequest.BodyOf(options, Template.Names.ToDictionary(name => name, _ => sample))))
                {
                }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
