namespace IncidentDesk.Delivery;

/// <summary>The kinds of alarm that the post room raises; their subject is the delivery, the centre or the channel.</summary>
public static class DeliveryAlarms
{
    /// <summary>Subject: the centre. It has no contact that a person has verified and that is valid today.</summary>
    public const string ContactMissing = "contact-missing";

    /// <summary>Subject: the delivery. It is past its due instant and not with its recipient.</summary>
    public const string Overdue = "overdue";

    /// <summary>Subject: the delivery. No way is left by which the desk could still reach its recipient; a person must find one.</summary>
    public const string UsedUp = "retries-used-up";

    /// <summary>Subject: the delivery. Somebody held the call and recorded nothing: a person must ask whether it was made.</summary>
    public const string InDoubtCall = "in-doubt-call";

    /// <summary>Subject: the delivery. It may have arrived and may not be sent again now: a person must ask the recipient.</summary>
    public const string InDoubt = "in-doubt";

    /// <summary>Subject: the delivery. The desk itself cannot write its letter or carry it.</summary>
    public const string Stuck = "delivery-stuck";

    /// <summary>Subject: the channel. A password, a certificate: only a person of the desk can mend it.</summary>
    public const string ChannelSetting = "channel-setting";
}
