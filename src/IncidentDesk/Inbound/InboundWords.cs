using IncidentDesk.Rules.Inbound;
using IncidentDesk.Shell;

namespace IncidentDesk.Inbound;

/// <summary>What is said of mails that came in: never more than they prove.</summary>
public static class InboundWords
{
    public static readonly Text NotUnderstood = new(
        "Hệ thống không đọc được thư này. Hãy mở thư gốc.", "The desk could not read this mail. Open the mail itself.");

    public static readonly Text MoreCame = new(
        "Còn nhiều thư khác về vụ việc này trong ngày: xem danh sách thư đến.",
        "More mails about this incident came today: see the list of what came in.");

    private static readonly Text NoWords = new("(không ghi gì)", "(nothing is said)");

    private static readonly Text Nobody = new("người gửi không rõ", "an unnamed sender");

    public static Text TooLarge(string file) => new(
        $"Thư lớn hơn 25 MiB, vẫn nằm trong hộp thư: {file}", $"The mail is larger than 25 MiB and still lies in the maildir: {file}");

    /// <summary>What the history of the row keeps.</summary>
    public static string Reason(Judgement judged) => $"{judged.Kind}: {(judged.Kind == MailKinds.Reply ? judged.Sender : judged.Words)}";

    /// <summary>The line of a move, for the agency too; null where the move itself is nothing new to people.</summary>
    public static Text? Said(Judgement judged, Text to) => judged.Kind switch
    {
        MailKinds.Bounce => new(
            $"Thư tới {to.Vi} bị trả lại. Lý do: {WordsOf(judged).Vi}", $"The mail to {to.En} came back. Reason: {WordsOf(judged).En}"),
        MailKinds.Delivered => new(
            $"Hệ thống thư của {to.Vi} báo thư đã vào hộp thư. Chưa có người xác nhận.",
            $"The mail system of {to.En} says that the mail is in the mailbox. No person has confirmed yet."),
        MailKinds.Displayed => new(
            $"Thư tới {to.Vi} đã được mở (giấy báo đã xem). Chưa có người xác nhận.",
            $"The mail to {to.En} was opened (a read receipt came). No person has confirmed yet."),
        MailKinds.Reply => new($"{to.Vi} đã trả lời thư.", $"{to.En} has answered the mail."),
        _ => null,
    };

    /// <summary>What the list of mails says of it, and what the incident's story says besides the moves; null where there is nothing to add.</summary>
    public static (Text? ForList, Text? ForTimeline) Of(Judgement judged, Matched matched, AnswerCourse course)
    {
        if (judged.Kind is MailKinds.Own or MailKinds.Loop)
            return (null, null);
        var words = WordsOf(judged);
        var line = matched.Delivery is { } delivery ? OfDelivery(judged, delivery, course, words) : OfSubject(judged, words);
        var isTold = judged.Kind is MailKinds.Bounce or MailKinds.Delivered or MailKinds.Displayed && course.Through.Count > 0;
        return (course.Through.Count > 0 ? words : line, isTold ? null : line);
    }

    private static Text OfDelivery(Judgement judged, DeliveryAtHand delivery, AnswerCourse course, Text words)
    {
        var (vi, en) = (delivery.Recipient.Vi, delivery.Recipient.En);
        var from = SenderOf(judged);
        var state = Texts.DeliveryStates.GetValueOrDefault(delivery.State) ?? new(delivery.State, delivery.State);
        return (judged.Kind, judged.Counts) switch
        {
            (MailKinds.Unmatched, _) => new(
                $"Có giấy báo về thư tới {vi} nhưng không đúng địa chỉ đã gửi, cần người xem xét: {words.Vi}",
                $"A report about the mail to {en} names another address than the one written to; a person must judge: {words.En}"),
            (MailKinds.Delay, _) => new(
                $"Thư tới {vi} bị chậm, máy chủ trên đường vẫn đang thử: {words.Vi}", $"The mail to {en} is delayed, a server on the way still tries: {words.En}"),
            (MailKinds.AutoReply, _) => new($"Thư tự động từ {from.Vi}: {words.Vi}", $"An automatic mail from {from.En}: {words.En}"),
            (MailKinds.Reply, false) => new(
                $"Thư trả lời từ {from.Vi}, không thuộc {vi}, cần người xem xét: {words.Vi}",
                $"An answer from {from.En}, who is not of {en}; a person must judge: {words.En}"),
            (MailKinds.Reply, true) when course.Through.Count > 0 => new($"{from.Vi} viết: {words.Vi}", $"{from.En} writes: {words.En}"),
            (MailKinds.Reply, true) => new(
                $"{from.Vi} trả lời, trạng thái của thư vẫn là “{state.Vi}”: {words.Vi}",
                $"{from.En} answers; the mail stays as it is (“{state.En}”): {words.En}"),
            _ => new(
                $"Có giấy báo về thư tới {vi}, trạng thái của thư vẫn là “{state.Vi}”: {words.Vi}",
                $"A report about the mail to {en} came; the mail stays as it is (“{state.En}”): {words.En}"),
        };
    }

    private static Text OfSubject(Judgement judged, Text words)
    {
        var from = SenderOf(judged);
        return new(
            $"Thư từ {from.Vi} ghi số của vụ việc này, cần người xem xét: {words.Vi}",
            $"A mail from {from.En} names this incident's number; a person must judge: {words.En}");
    }

    private static Text WordsOf(Judgement judged) => judged.Words.Length > 0 ? new(judged.Words, judged.Words) : NoWords;

    private static Text SenderOf(Judgement judged) => judged.Sender.Length > 0 ? new(judged.Sender, judged.Sender) : Nobody;
}
