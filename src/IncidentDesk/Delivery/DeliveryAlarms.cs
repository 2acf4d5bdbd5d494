namespace IncidentDesk.Delivery;

/// <summary>The kinds of alarm that the post room raises; their subject is the delivery, the centre or the channel.</summary>
public static class DeliveryAlarms
{
    /// <summary>Subject: the centre. It has no contact that a person has verified and that is valid today.</summary>
    public const string ContactMissing = "contact-missing";

    /// <summary>Subject: the delivery. It is past its due instant and not with its recipient.</summary>
    public const string Overdue = "overdue";

    /// <summary>Subject: the delivery. The recipient's side refused it for good.</summary>
    public const string Failed = "delivery-failed";

    /// <summary>Subject: the delivery. It may have arrived and may not be sent again now: a person must ask the recipient.</summary>
    public const string InDoubt = "in-doubt";

    /// <summary>Subject: the delivery. The desk itself cannot write its letter or carry it.</summary>
    public const string Stuck = "delivery-stuck";

    /// <summary>Subject: the channel. A password, a certificate: only a person of the desk can mend it.</summary>
    public const string ChannelSetting = "channel-setting";
}
