using IncidentDesk.Shell;

namespace IncidentDesk.Delivery;

/// <summary>What the timeline says of a delivery: the fact first, and never more than is known.</summary>
public static class DeliveryWords
{
    public static readonly Text CutOff = new(
        "Chưa rõ thư đã tới chưa: việc gửi bị ngắt giữa chừng. Sẽ gửi lại đúng thư này.",
        "We do not know if the mail arrived: sending was cut off midway. The same mail goes again.");

    public static readonly Text Unrecorded = new(
        "Chưa rõ đã gọi hay chưa: người giữ cuộc gọi chưa ghi kết quả. Không tự gọi lại.",
        "We do not know if the call was made: whoever took it recorded nothing. It is not repeated by itself.");

    private static readonly Text TakenText = new(
        "Máy chủ của {0} đã nhận thư. Chưa có người xác nhận.", "The server of {0} took the mail. No person has confirmed yet.");

    private static readonly Text SimulatedText = new(
        "Thư tới {0}: mô phỏng, chưa rời hệ thống. {1}", "Mail to {0}: simulated, it has not left the desk. {1}");

    private static readonly Text HeldText = new("Thư tới {0}: đã chặn. {1}", "Mail to {0}: held back. {1}");

    private static readonly Text WaitsText = new(
        "Thư tới {0}: chưa gửi được, hệ thống tự gửi lại. Trả lời: {1}", "Mail to {0}: not sent yet, the desk tries again by itself. Reply: {1}");

    private static readonly Text DoubtText = new(
        "Chưa rõ thư đã tới {0} chưa: {1}. Sẽ gửi lại đúng thư này.", "We do not know if the mail reached {0}: {1}. The same mail goes again.");

    private static readonly Text RefusedText = new(
        "Phía {0} từ chối thư. Cần người xử lý. Trả lời: {1}", "{0} refused the mail. A person is needed. Reply: {1}");

    private static readonly Text UnreachableText = new(
        "Thư tới {0} đang chờ: đầu mối chưa được xác minh hoặc đã hết hiệu lực.",
        "Mail to {0} waits: its contact is not verified or has expired.");

    private static readonly Text ConsentText = new(
        "Thư tới {0} chờ lãnh đạo đơn vị đồng ý vì dấu TLP.", "Mail to {0} waits for the consent of the agency's lead because of its TLP mark.");

    private static readonly Text AllowedText = new("{1} đồng ý gửi thư tới {0}.", "{1} allowed the mail to {0}.");

    private static readonly Text NotAllowedText = new(
        "{1} không đồng ý gửi thư tới {0}: {2}", "{1} did not allow the mail to {0}: {2}");

    private static readonly Text ReadyText = new(
        "{0} đã có đầu mối được xác minh: thư vào hàng chờ.", "{0} now has a verified contact: the mail is in line.");

    public static Text Taken(Text recipient) => Fill(TakenText, recipient);

    public static Text Simulated(Text recipient, Text why) => Fill(SimulatedText, recipient, why);

    public static Text Held(Text recipient, Text why) => Fill(HeldText, recipient, why);

    public static Text Waits(Text recipient, Text reply) => Fill(WaitsText, recipient, reply);

    public static Text Doubt(Text recipient, Text reply) => Fill(DoubtText, recipient, reply);

    public static Text Refused(Text recipient, Text reply) => Fill(RefusedText, recipient, reply);

    public static Text Unreachable(Text recipient) => Fill(UnreachableText, recipient);

    public static Text Consent(Text recipient) => Fill(ConsentText, recipient);

    public static Text Ready(Text recipient) => Fill(ReadyText, recipient);

    public static Text Allowed(Text recipient, string by) => Fill(AllowedText, recipient, new(by, by));

    public static Text NotAllowed(Text recipient, string by, string why) => new(
        NotAllowedText.In(Language.Vietnamese, recipient.Vi, by, why), NotAllowedText.In(Language.English, recipient.En, by, why));

    private static Text Fill(Text sentence, Text recipient, Text? rest = null) => new(
        sentence.In(Language.Vietnamese, recipient.Vi, rest?.Vi ?? ""), sentence.In(Language.English, recipient.En, rest?.En ?? ""));
}
