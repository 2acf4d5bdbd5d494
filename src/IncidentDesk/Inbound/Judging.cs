using IncidentDesk.Channels.Mail;
using IncidentDesk.Channels.Mail.Reading;
using IncidentDesk.Rules.Inbound;

namespace IncidentDesk.Inbound;

/// <summary>
/// Says what a mail is, and whether it counts. Anybody can write a mail that looks like an answer: a report counts only for the address
/// that the desk wrote to, and a person's answer only from that address or its own organisation.
/// </summary>
public static class Judging
{
    private const int MostLines = 5, LongestWords = 600;

    public static Judgement Judge(ReadMail mail, Matched matched, string ownAddress)
    {
        var sender = mail.Senders is [var only] ? only : null;
        var address = matched.Delivery?.Address is { } written && MailAddressRules.TryParse(written, out var asSent) ? asSent : null;
        var reports = mail.Report?.Recipients ?? [];
        var fitting = reports.Where(one => SameSide.IsSame(address, one.Original) || SameSide.IsSame(address, one.Final)).ToList();
        var report = Worst(fitting.Count > 0 ? fitting : reports);
        var kind = new MailTraits
        {
            IsFromUs = mail.Senders.Any(one => SameSide.IsSame(ownAddress, one)),
            CarriesOurMark = OwnMark.IsOn(mail.Headers),
            Hops = mail.Hops,
            Report = report is null ? null : ActionOf(report),
            Disposition = mail.Disposition?.Disposition,
            IsAutomatic = mail.IsAutomatic,
        }.Kind;
        var words = report?.Words ?? PlainText.FirstLines(mail.Text, MostLines, LongestWords);
        var counts = matched.Delivery is { } delivery && (report is not null ? fitting.Count > 0 : SpeaksFor(delivery, address, mail.Disposition, sender));
        return new(KindOf(kind, matched, counts), counts, InboundRows.SenderOf(mail), words);
    }

    // A report that does not fit is as good as none; an answer from elsewhere is still an answer, for a person to judge.
    private static string KindOf(string kind, Matched matched, bool counts) => kind switch
    {
        MailKinds.Own or MailKinds.Loop or MailKinds.AutoReply => kind,
        MailKinds.Reply => matched.Delivery is null ? MailKinds.Unmatched : kind,
        _ => counts ? kind : MailKinds.Unmatched,
    };

    private static RecipientReport? Worst(IReadOnlyList<RecipientReport> reports) => reports.MaxBy(one => ActionOf(one).Weight);

    private static ReportedAction ActionOf(RecipientReport report) => new(report.Action, report.Status);

    private static bool SpeaksFor(DeliveryAtHand delivery, string? address, DispositionReport? receipt, string? sender) =>
        address is not null
        && new[] { sender, receipt?.Final, receipt?.Original }.Any(one => SameSide.Speaks(address, one, delivery.IsToOrganisation));
}

/// <param name="Counts">False where it may be noted but may move nothing.</param>
/// <param name="Words">What the other side said: a server's reason, or the first lines of a person.</param>
public sealed record Judgement(string Kind, bool Counts, string Sender, string Words);
