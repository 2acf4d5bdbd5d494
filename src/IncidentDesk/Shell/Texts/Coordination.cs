namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text Coordination = new("Điều phối", "Coordination");
    public static readonly Text CoordinationLong = new("Yêu cầu điều phối", "Coordination requests");
    public static readonly Text ChipRequests = new("{0} yêu cầu điều phối phải trả lời", "Coordination requests to answer: {0}");
    public static readonly Text CoordinationEnter = new("Nhập yêu cầu điều phối", "Enter a request");
    public static readonly Text CoordinationNone = new("Chưa có yêu cầu điều phối nào.", "There is no coordination request yet.");
    public static readonly Text CoordinationCaption = new("Yêu cầu đang mở, hạn sớm nhất đứng trước.", "Open ones first, the next deadline before the others.");
    public static readonly Text CoordinationCentre = new("Cơ quan yêu cầu", "Asked by");
    public static readonly Text CoordinationReference = new("Số tham chiếu", "Reference");
    public static readonly Text CoordinationSubject = new("Trích yếu", "Subject");
    public static readonly Text CoordinationText = new("Nguyên văn", "The request itself");
    public static readonly Text CoordinationReceived = new("Tiếp nhận lúc", "Received at");
    public static readonly Text CoordinationDeadline = new("Hạn trả lời", "Deadline");
    public static readonly Text CoordinationItems = new("Nội dung yêu cầu", "What is asked");
    public static readonly Text CoordinationItemsHow = new("Mỗi nội dung một dòng", "One item a line");
    public static readonly Text CoordinationAgencies = new("Chuyển cho đơn vị (mã, cách nhau bằng dấu phẩy)", "Pass on to agencies (codes, separated by commas)");
    public static readonly Text CoordinationIncident = new("Về sự cố (số)", "About the incident (number)");
    public static readonly Text CoordinationPassed = new("Đã chuyển cho", "Passed on to");
    public static readonly Text CoordinationNobody = new("không chuyển cho đơn vị nào; bàn trực tự trả lời", "nobody; the desk answers itself");
    public static readonly Text CoordinationPassOn = new("Chuyển thêm đơn vị", "Pass on to more agencies");
    public static readonly Text CoordinationItemOpen = new("còn thiếu trả lời", "not answered yet");
    public static readonly Text CoordinationItemDone = new("đã trả lời đủ", "answered");
    public static readonly Text CoordinationDesk = new("Bàn trực", "The desk");
    public static readonly Text CoordinationSay = new("Trả lời một nội dung", "Answer an item");
    public static readonly Text CoordinationItem = new("Nội dung", "Item");
    public static readonly Text CoordinationWords = new("Trả lời", "Answer");
    public static readonly Text CoordinationComplete = new("Đây là trả lời đầy đủ cho nội dung này", "This answers the item completely");
    public static readonly Text CoordinationFor = new("Nhập thay đơn vị (mã); bỏ trống nếu bàn trực trả lời", "For an agency (code); empty where the desk answers itself");
    public static readonly Text CoordinationReply = new("Trả lời cơ quan yêu cầu", "Answer the centre");
    public static readonly Text CoordinationReplyMeans = new(
        "Người thứ hai đọc và duyệt thư trước khi gửi, trừ khi yêu cầu nói về một sự cố nghiêm trọng. Chỉ khi thư thực sự rời hệ thống, hoặc nộp bằng tay có minh chứng, yêu cầu mới được coi là đã trả lời.",
        "A second person reads and approves the mail before it goes, unless the request is about a serious incident. Only when it has really left the desk, or was handed over with proof, does the request count as answered.");
    public static readonly Text CoordinationCover = new("Lời mở đầu; các trả lời được kèm theo", "Covering words; the answers follow them");
    public static readonly Text CoordinationPart = new("Trả lời", "Which part");
    public static readonly Text CoordinationWay = new("Bằng cách nào", "How");
    public static readonly Text CoordinationProof = new("Minh chứng (khi nộp bằng tay)", "Proof (when handed over by hand)");
    public static readonly Text CoordinationSent = new("Các lần trả lời cơ quan yêu cầu", "What was sent to the centre");
    public static readonly Text CoordinationReceipt = new("Ghi nhận phiếu xác nhận của cơ quan yêu cầu", "Record the centre's receipt");
    public static readonly Text CoordinationReceiptNumber = new("Số phiếu xác nhận", "Number of the receipt");
    public static readonly Text CoordinationReceiptDay = new("Ngày", "Day");
    public static readonly Text CoordinationWithdraw = new("Cơ quan yêu cầu rút yêu cầu", "The centre takes it back");
    public static readonly Text CoordinationAnswered = new("Đã trả lời lúc {0}", "Answered {0}");
    public static readonly Text CoordinationLate = new("trễ hạn", "late");
    public static readonly Text CoordinationReceipted = new("Phiếu xác nhận {0}, ngày {1}", "Receipt {0} of {1}");
    public static readonly Text Preserved = new("Giữ nguyên hiện trạng", "To be kept as it is");
    public static readonly Text PreservedBy = new("{0} yêu cầu lúc {1}", "ordered by {0}, {1}");
    public static readonly Text PreservedMeans = new(
        "Không được khôi phục, cài lại hoặc ghi nhận đã khắc phục cho tới khi lệnh được gỡ.", "Nothing is restored, reinstalled or recorded as resolved until the order is lifted.");
    public static readonly Text PreservationOrders = new("Yêu cầu giữ nguyên hiện trạng", "Preservation orders");
    public static readonly Text PreservationNone = new("Không có yêu cầu nào.", "There is no such order.");
    public static readonly Text PreservationEnter = new("Nhập yêu cầu giữ nguyên hiện trạng", "Enter a preservation order");
    public static readonly Text PreservationWho = new("Ai yêu cầu", "Ordered by");
    public static readonly Text PreservationWhy = new("Giữ gì, vì sao", "What is kept, and why");
    public static readonly Text PreservationIncidents = new("Sự cố (số, cách nhau bằng dấu phẩy)", "Incidents (numbers, separated by commas)");
    public static readonly Text PreservationSystems = new("Hệ thống, ví dụ SO-ABC/CTTDT", "Systems, such as SO-ABC/CTTDT");
    public static readonly Text PreservationLift = new("Gỡ yêu cầu", "Lift the order");
    public static readonly Text PreservationLifted = new("Đã gỡ lúc {0}: {1}", "Lifted {0}: {1}");

    public static readonly IReadOnlyDictionary<string, Text> CoordinationStates = new Dictionary<string, Text>
    {
        ["open"] = new("Đang mở", "Open"),
        ["answered"] = new("Đã trả lời, chờ xác nhận", "Answered, waits for the receipt"),
        ["closed"] = new("Đã xác nhận", "Closed by its receipt"),
        ["withdrawn"] = new("Đã rút", "Taken back"),
    };

    public static readonly IReadOnlyDictionary<string, Text> CoordinationParts = new Dictionary<string, Text>
    {
        ["whole"] = new("toàn bộ", "all of it"),
        ["partial"] = new("một phần", "a part of it"),
    };

    public static readonly IReadOnlyDictionary<string, Text> CoordinationWays = new Dictionary<string, Text>
    {
        ["mail"] = new("thư điện tử qua hệ thống", "by mail through the desk"),
        ["by-hand"] = new("nộp bằng tay, có minh chứng", "by hand, with proof"),
    };
}
