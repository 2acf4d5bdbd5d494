using IncidentDesk.Channels.Mail.Reading;

namespace IncidentDesk.Inbound;

/// <summary>The headers by which the desk knows its own mails.</summary>
public static class OwnMark
{
    public const string Delivery = "X-IncidentDesk-Delivery";

    private const string Incident = "X-IncidentDesk-Incident";

    public static bool IsOn(HeaderBlock headers) => headers.Has(Delivery) || headers.Has(Incident);
}
