using System.Collections.Frozen;

namespace IncidentDesk.Pipeline;

/// <summary>The words of <c>/problems/{word}</c> and the rule codes, with what they mean and what to do.</summary>
public static class ProblemWords
{
    public sealed record Meaning(int Status, string Title, string TitleVi, string Detail, string DetailVi);

    public static readonly FrozenDictionary<string, Meaning> Words = new Dictionary<string, Meaning>
    {
        ["validation"] = new(400, "The request is not valid", "Yêu cầu không hợp lệ",
            "Correct what 'errors' names and send it again. Nothing was stored.",
            "Hãy sửa những điểm nêu trong 'errors' rồi gửi lại. Chưa có gì được lưu."),
        ["unauthenticated"] = new(401, "Who are you?", "Chưa xác thực",
            "Send 'Authorization: Bearer' with a valid key, or sign in.",
            "Hãy gửi 'Authorization: Bearer' kèm khóa còn hiệu lực, hoặc đăng nhập."),
        ["forbidden"] = new(403, "This door is not open to you", "Bạn không được dùng chức năng này",
            "Your role or the scopes of your key do not allow this. Ask an administrator.",
            "Vai trò hoặc phạm vi khóa của bạn không cho phép. Hãy liên hệ quản trị viên."),
        ["not-found"] = new(404, "Not found", "Không tìm thấy",
            "There is nothing at this address that you may see. Check the address and the id.",
            "Không có gì tại địa chỉ này mà bạn được xem. Hãy kiểm tra địa chỉ và mã."),
        ["method-not-allowed"] = new(405, "This method is not allowed here", "Phương thức không được phép",
            "Use one of the methods in the Allow header.", "Hãy dùng một trong các phương thức nêu trong tiêu đề Allow."),
        ["not-acceptable"] = new(406, "No such form of answer", "Không có dạng trả lời này",
            "Answers are application/json: accept that.", "Câu trả lời có dạng application/json: hãy chấp nhận dạng này trong tiêu đề Accept."),
        ["conflict"] = new(409, "A rule does not allow this now", "Quy tắc không cho phép lúc này",
            "'code' names the rule.", "'code' nêu quy tắc."),
        ["idempotency-conflict"] = new(409, "This key was used for something else", "Khóa này đã được dùng cho nội dung khác",
            "The same key came before with another body; 'errors' names what differs, 'existing' what stands. Use another key, or send a correction.",
            "Cùng khóa này đã được gửi với nội dung khác; 'errors' nêu chỗ khác nhau, 'existing' là bản đã có. Hãy dùng khóa khác hoặc gửi bản đính chính."),
        ["in-progress"] = new(409, "The first request with this key is still running", "Yêu cầu đầu tiên với khóa này đang được xử lý",
            "Send the same request again in a moment.", "Hãy gửi lại đúng yêu cầu này sau giây lát."),
        ["stale"] = new(412, "It has changed since you read it", "Dữ liệu đã thay đổi sau khi bạn đọc",
            "Read it again and send your change with the new ETag in If-Match.",
            "Hãy đọc lại rồi gửi thay đổi với ETag mới trong If-Match."),
        ["too-large"] = new(413, "The body is too large", "Nội dung quá lớn",
            "Send less.", "Hãy gửi ít hơn."),
        ["unsupported-media-type"] = new(415, "This kind of body is not read here", "Không đọc được dạng nội dung này",
            "Send application/json in UTF-8, without compression.", "Hãy gửi application/json mã UTF-8, không nén."),
        ["version-required"] = new(428, "Say which version you are changing", "Hãy nêu phiên bản đang sửa",
            "Send If-Match with the ETag that you read.", "Hãy gửi If-Match với ETag bạn đã đọc."),
        ["rate-limited"] = new(429, "Too many requests", "Quá nhiều yêu cầu",
            "Wait as long as Retry-After says.", "Hãy chờ theo thời gian nêu trong Retry-After."),
        ["overloaded"] = new(503, "The desk is overloaded", "Hệ thống đang quá tải",
            "Nothing was stored. Send the same request again after Retry-After.",
            "Chưa có gì được lưu. Hãy gửi lại đúng yêu cầu này sau thời gian nêu trong Retry-After."),
        ["read-only"] = new(503, "The desk can only be read now", "Hệ thống tạm thời chỉ cho đọc",
            "The store takes nothing now. Send the same request again, under the same key, after Retry-After.",
            "Kho dữ liệu tạm thời không ghi được. Hãy gửi lại đúng yêu cầu này, với cùng khóa, sau thời gian nêu trong Retry-After."),
        ["internal"] = new(500, "We are broken", "Hệ thống gặp lỗi",
            "Send it again; if it stays so, tell an administrator the traceId.",
            "Hãy gửi lại; nếu vẫn lỗi, hãy báo quản trị viên mã traceId."),
    }.ToFrozenDictionary();

    /// <summary>Rule codes, as the detail of a 409 or 403 says them.</summary>
    public static readonly FrozenDictionary<string, (string Detail, string DetailVi)> RuleCodes = new Dictionary<string, (string, string)>
    {
        ["not-in-this-status"] = ("The incident's status does not allow this step.", "Trạng thái sự cố không cho phép bước này."),
        ["already-acknowledged"] = ("Someone has taken it already: 'by' and 'at' say who and when.", "Đã có người nhận: 'by' và 'at' cho biết ai và khi nào."),
        ["needs-a-person"] = ("This needs a person: use a key that is bound to one, or sign in.", "Việc này cần một người: hãy dùng khóa gắn với một người, hoặc đăng nhập."),
        ["same-person"] = ("Who asked may not approve: a second person must.", "Người đề nghị không được tự phê duyệt: cần người thứ hai."),
        ["approval-stale"] = ("What is to be approved has changed since: read it again.", "Nội dung cần phê duyệt đã thay đổi: hãy đọc lại."),
        ["obligations-open"] = ("What the law asks for is not done yet: fulfil or waive it first.", "Nghĩa vụ theo pháp luật chưa hoàn thành: hãy thực hiện hoặc được miễn trước."),
        ["guard-refuses"] = ("The sending guard does not allow this recipient.", "Chốt an toàn gửi tin không cho phép người nhận này."),
        ["tlp-refuses"] = ("The TLP mark does not allow this recipient.", "Nhãn TLP không cho phép người nhận này."),
        ["contact-missing"] = ("The recipient has no verified contact: enter and verify one.", "Nơi nhận chưa có đầu mối đã xác minh: hãy nhập và xác minh."),
        ["preservation-order"] = ("A preservation order keeps this as it is.", "Lệnh lưu giữ chứng cứ không cho phép thay đổi."),
    }.ToFrozenDictionary();
}
