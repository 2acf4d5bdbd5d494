using IncidentDesk.Pipeline;

namespace IncidentDesk.Reports;

/// <summary>The Idempotency-Key header (draft-ietf-httpapi-idempotency-key-header): one value, 1 to 255 visible characters.</summary>
public static class RequestKeys
{
    public const string Header = "Idempotency-Key";

    /// <summary>How long a header key is remembered.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    public static string? Of(HttpRequest request)
    {
        var values = request.Headers[Header];
        if (values.Count == 0)
            return null;
        if (values is not [{ Length: > 0 and <= 255 } key] || key.Any(sign => sign is < '!' or > '~'))
            throw new RefusedException(Problems.Validation([Faults.At(Header, "bad-format")]));
        return key;
    }
}
