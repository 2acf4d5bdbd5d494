using IncidentDesk.Shell;

namespace IncidentDesk.Delivery.Calls;

/// <summary>What the timeline says of calls and papers: who did what, and never that something was done which nobody recorded.</summary>
public static class TaskWords
{
    private static readonly Text ToCall = new("Cần gọi {0}. Chưa ai gọi.", "{0} must be called. Nobody has called yet.");
    private static readonly Text ToHandOver = new("Cần nộp trực tiếp cho {0}. Chưa ai nộp.", "It must be handed over to {0}. Nobody has yet.");
    private static readonly Text NotAsked = new("{0}: chưa ai được giao gọi hoặc nộp. {1}", "{0}: nobody is asked to call or to hand it over. {1}");
    private static readonly Text Spoke = new("Đã gọi {0} và nói chuyện với {2}: {1}", "{0} was called; {2} answered: {1}");
    private static readonly Text Answered = new("Đã gọi {0}, có người nghe máy: {1}", "{0} was called and somebody answered: {1}");
    private static readonly Text Left = new("Đã gọi {0} và để lại lời nhắn: {1}", "{0} was called and a message was left: {1}");
    private static readonly Text NoAnswer = new("Đã gọi {0}, không ai nghe. Cần gọi lại. {1}", "{0} was called; nobody answered. Call again. {1}");
    private static readonly Text Busy = new("Đã gọi {0}, máy bận. Cần gọi lại. {1}", "{0} was called; the line was busy. Call again. {1}");
    private static readonly Text Wrong = new("Số gọi {0} là số sai. {1}", "The number of {0} is wrong. {1}");
    private static readonly Text Refused = new("{0} từ chối nghe. {1}", "{0} refused to take the call. {1}");
    private static readonly Text Proven = new("Đã nộp trực tiếp cho {0}, có giấy biên nhận: {1}", "It was handed over to {0}; the receipt says: {1}");
    private static readonly Text Confirmed = new("{1} xác nhận đã nhận ({0}).", "{1} confirmed that it arrived ({0}).");
    private static readonly Text AskedAgain = new("Người trực cho gửi lại tới {0}.", "A person sends it to {0} again.");
    private static readonly Text TakenBack = new("Người trực hủy tin gửi tới {0}: {1}", "A person cancelled the message to {0}: {1}");

    public static Text Open(Standing standing) => Fill(standing.Channel == PersonChannels.Call ? ToCall : ToHandOver, standing.Recipient);

    /// <summary>It is simulated, or a rule forbids it.</summary>
    public static Text Held(Standing standing, Text why) => new(
        NotAsked.In(Language.Vietnamese, standing.Recipient.Vi, why.Vi), NotAsked.In(Language.English, standing.Recipient.En, why.En));

    public static Text Called(Standing standing, string outcome, string? spokeWith, string note) => Fill(
        outcome switch
        {
            "answered" => spokeWith is null ? Answered : Spoke,
            "message-left" => Left,
            "no-answer" => NoAnswer,
            "busy" => Busy,
            "wrong-number" => Wrong,
            _ => Refused,
        }, standing.Recipient, note, spokeWith ?? "");

    public static Text HandedOver(Standing standing, string proof) => Fill(Proven, standing.Recipient, proof);

    public static Text Acknowledged(Standing standing, string by) => Fill(Confirmed, standing.Recipient, by);

    public static Text Retried(Standing standing) => Fill(AskedAgain, standing.Recipient);

    public static Text CalledOff(Standing standing, string reason) => Fill(TakenBack, standing.Recipient, reason);

    private static Text Fill(Text sentence, Text recipient, params object[] rest) => new(
        sentence.In(Language.Vietnamese, [recipient.Vi, .. rest]).Trim(), sentence.In(Language.English, [recipient.En, .. rest]).Trim());
}
