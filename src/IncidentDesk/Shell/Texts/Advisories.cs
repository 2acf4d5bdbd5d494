namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text Advisories = new("Cảnh báo", "Advisories");
    public static readonly Text AdvisoryNew = new("Nhập văn bản cảnh báo", "Enter a warning letter");
    public static readonly Text AdvisoryMatrix = new("Bảng toàn tỉnh", "The whole province");
    public static readonly Text AdvisoryMore = new("Các văn bản cũ hơn", "Older letters");
    public static readonly Text AdvisoryNone = new("Chưa có văn bản cảnh báo nào.", "There is no warning letter yet.");
    public static readonly Text AdvisoryCaption = new("Văn bản mới nhất đứng trước.", "The newest letter stands first.");
    public static readonly Text AdvisoryLetter = new("Văn bản", "Letter");
    public static readonly Text AdvisorySubject = new("Trích yếu (V/v)", "Subject");
    public static readonly Text AdvisoryIssuer = new("Cơ quan ban hành", "Issued by");
    public static readonly Text AdvisoryDay = new("Ngày ban hành", "Day of issue");
    public static readonly Text AdvisoryNumber = new("Số, ký hiệu", "Number and symbol");
    public static readonly Text AdvisoryLevel = new("Mức độ", "Severity");
    public static readonly Text AdvisoryDue = new("Hạn thực hiện", "Due");
    public static readonly Text AdvisoryNoDue = new("chưa đặt hạn", "no due time set");
    public static readonly Text AdvisoryStanding = new("Tình hình trả lời", "Replies");
    public static readonly Text AdvisoryUnsent = new("chưa gửi đơn vị nào", "not sent to anybody yet");
    public static readonly Text AdvisoryCves = new("Lỗ hổng", "Weaknesses");
    public static readonly Text AdvisoryProducts = new("Sản phẩm, phiên bản bị ảnh hưởng", "Affected products and versions");
    public static readonly Text AdvisoryProductsHow = new(
        "Mỗi sản phẩm một dòng, ví dụ FortiOS: 7.0.0 - 7.0.6, 7.2.0 - 7.2.1", "One product a line, such as FortiOS: 7.0.0 - 7.0.6, 7.2.0 - 7.2.1");
    public static readonly Text AdvisoryAllVersions = new("mọi phiên bản", "all versions");
    public static readonly Text AdvisoryAsks = new("Nội dung đề nghị", "What is asked");
    public static readonly Text AdvisoryAsksHow = new("Mỗi đề nghị một dòng", "One ask a line");
    public static readonly Text AdvisoryWhole = new("Toàn văn", "The letter itself");
    public static readonly Text AdvisoryTlp = new("Dấu TLP", "TLP mark");
    public static readonly Text AdvisoryEmbargo = new("Chỉ công bố từ", "Not before");
    public static readonly Text AdvisoryEmbargoElsewhere = new("Nơi ban hành ghi {0} ({1}).", "The issuer wrote {0} ({1}).");
    public static readonly Text AdvisoryEmbargoed = new(
        "Chưa được công bố: đơn vị chưa thấy văn bản này trước {0} ({1}).", "Under embargo: no agency sees this letter before {0} ({1}).");
    public static readonly Text AdvisorySuggested = new("Gợi ý theo {0}: {1}", "Suggested by {0}: {1}");
    public static readonly Text AdvisoryWithUpgrade = new("khi nâng cấp hệ thống", "with the next upgrade");
    public static readonly Text AdvisoryInKev = new("đang bị khai thác theo danh mục KEV ngày {0}", "known to be used, says the KEV catalogue of {0}");
    public static readonly Text AdvisoryNotInKev = new("không có trong danh mục KEV ngày {0}", "not in the KEV catalogue of {0}");
    public static readonly Text AdvisoryNoKev = new("chưa nhập danh mục KEV", "no KEV catalogue was brought in");
    public static readonly Text AdvisoryKevAdded = new("KEV: từ {0}", "KEV: since {0}");
    public static readonly Text AdvisoryEpss = new("EPSS {0} (ngày {1})", "EPSS {0} (of {1})");
    public static readonly Text AdvisoryRansom = new("mã độc tống tiền có dùng", "used by ransomware");
    public static readonly Text AdvisoryHunt = new(
        "Cần săn lùng dấu vết tấn công trong 3 ngày (mức 3DF), ghi nhận lúc {0}.", "A hunt for traces of an attack is wanted within 3 days (3DF), since {0}.");
    public static readonly Text AdvisoryRelated = new("Văn bản khác về cùng lỗ hổng", "Other letters about the same weakness");
    public static readonly Text AdvisoryDues = new("Các lần đổi hạn", "How the due time moved");
    public static readonly Text AdvisoryDueLine = new("{0}: hạn {1}, gợi ý {2} ({3}), {4}", "{0}: due {1}, suggested {2} ({3}), {4}");
    public static readonly Text AdvisoryPatch = new("Đã có bản vá từ {0}.", "The patch is there since {0}.");
    public static readonly Text AdvisoryPatchDay = new("Ngày phát hành bản vá", "Day of the patch");
    public static readonly Text AdvisoryPatchAct = new("Ghi nhận đã có bản vá", "Say that the patch is there");
    public static readonly Text AdvisoryPatchMeans = new(
        "Đơn vị đang tạm giảm thiểu được mở lại thành bị ảnh hưởng.", "Agencies that live with a workaround are opened again as affected.");
    public static readonly Text AdvisorySend = new("Gửi cho đơn vị", "Send to agencies");
    public static readonly Text AdvisorySendAll = new("Tất cả đơn vị", "All agencies");
    public static readonly Text AdvisorySendCodes = new("Hoặc mã đơn vị, cách nhau bằng dấu phẩy", "Or codes of agencies, separated by commas");
    public static readonly Text AdvisorySendWhom = new("Gửi cho ai", "To whom");
    public static readonly Text AdvisorySendMeans = new(
        "Ai đã nhận thì không nhận lại. Thư đi qua chốt an toàn như mọi thư khác.", "Who has it gets it no second time. Mails pass the guard like every other.");
    public static readonly Text AdvisoryDueAct = new("Đổi hạn", "Move the due time");
    public static readonly Text AdvisoryDueReason = new("Lý do (khi lùi hạn hoặc muộn hơn gợi ý)", "Reason (when it is later than before or than suggested)");
    public static readonly Text AdvisoryChange = new("Sửa văn bản {0}", "Change letter {0}");
    public static readonly Text AdvisoryChangeAct = new("Sửa văn bản", "Change the letter");
    public static readonly Text AdvisoryNameStays = new(
        "Số, ngày và cơ quan ban hành xác định văn bản, không sửa được.", "Number, day and issuer name the letter and never change.");
    public static readonly Text AdvisoryChangeMeans = new(
        "Đơn vị đã nhận thấy nội dung mới ngay. Thêm lỗ hổng, sản phẩm hoặc phiên bản thì trả lời đã xong (không ảnh hưởng, đã giảm thiểu, đã vá, đã kiểm tra, ngoại lệ) được mở lại và đơn vị nhận thư báo; chỉ sửa câu chữ thì trả lời giữ nguyên và không có thư. Hạn đổi thì các lần đôn đốc chưa gửi đổi theo. Hoàn tác: sửa lại; trả lời đã mở lại thì đơn vị phải trả lời lại.",
        "Agencies that have it see the new words at once. Where weaknesses, products or versions are added, final answers (not affected, mitigated, patched, checked, excepted) are opened again and the agencies get a mail; where only words change, answers stay and no mail goes out. Where the due time moves, reminders that have not fired move with it. To undo: change it back; what was opened stays open until it is answered.");
    public static readonly Text AdvisoryWhenHint = new("Ví dụ 25/10/2026 17:00", "Such as 25/10/2026 17:00");
    public static readonly Text AdvisoryUnknownHint = new("Chưa ghi thì tính theo hướng xấu hơn.", "Where it is not said, the worse is taken.");
    public static readonly Text AdvisoryReminders = new("Đôn đốc", "Reminders");
    public static readonly Text AdvisoryReminderLine = new("Lần {0}: {1}", "Number {0}: {1}");
    public static readonly Text AdvisoryReminderFired = new("đã gửi {0} đơn vị", "sent to {0} agencies");
    public static readonly Text AdvisoryReminderFolded = new("gộp vào lần {0}", "folded into number {0}");
    public static readonly Text AdvisoryReminderWaits = new("chưa đến giờ", "not due yet");
    public static readonly Text AdvisoryReminderPrint = new("Bản in văn bản đôn đốc", "Reminder letter to print");
    public static readonly Text AdvisoryAgency = new("Đơn vị", "Agency");
    public static readonly Text AdvisoryState = new("Trạng thái", "State");
    public static readonly Text AdvisoryAnswered = new("Trả lời", "Answered");
    public static readonly Text AdvisoryAllStates = new("Mọi trạng thái", "Every state");
    public static readonly Text AdvisoryNoReplies = new("Không có đơn vị nào ở trạng thái này.", "No agency stands there.");
    public static readonly Text AdvisoryEscalated = new("đã báo cấp trên {0} lần", "the agency above was told {0} times");
    public static readonly Text ReplyOf = new("Trả lời của {0}", "The reply of {0}");
    public static readonly Text ReplyAnswer = new("Trả lời văn bản này", "Answer this letter");
    public static readonly Text ReplySystem = new("Cho hệ thống", "For the system");
    public static readonly Text ReplyWhole = new("Toàn đơn vị", "The agency as a whole");
    public static readonly Text ReplyAffected = new("Số máy, dịch vụ bị ảnh hưởng", "How many machines or services are affected");
    public static readonly Text ReplyEvidence = new("Bằng chứng (khi không ảnh hưởng, đã giảm thiểu, đã vá)", "Evidence (for not affected, mitigated, patched)");
    public static readonly Text ReplyReason = new("Lý do ngoại lệ", "Reason of the exception");
    public static readonly Text ReplyUntil = new("Ngoại lệ đến ngày", "Exception until");
    public static readonly Text ReplySigned = new("Người ký", "Signed by");
    public static readonly Text ReplyPaper = new("Số, ngày văn bản trả lời của đơn vị", "Number and day of the agency's own letter");
    public static readonly Text ReplyPaperMeans = new(
        "Bàn trực không trả lời thay. Chỉ nhập khi đơn vị đã trả lời bằng văn bản.", "The desk never answers in an agency's name. Enter only what came by a letter of theirs.");
    public static readonly Text ReplySend = new("Gửi trả lời", "Send the answer");
    public static readonly Text ReplyPaperEnter = new("Nhập trả lời bằng văn bản", "Enter an answer on paper");
    public static readonly Text ReplyVerify = new("Kiểm tra kết quả", "Check it");
    public static readonly Text ReplyVerified = new("Đúng như trả lời", "It holds");
    public static readonly Text ReplyNotVerified = new("Vẫn bị ảnh hưởng", "Still affected");
    public static readonly Text ReplyHow = new("Đã kiểm tra thế nào", "How it was checked");
    public static readonly Text ReplyVerifyAct = new("Ghi kết quả kiểm tra", "Record the check");
    public static readonly Text ReplyHistory = new("Các lần trả lời", "All steps");
    public static readonly Text ReplySuggestion = new("Gợi ý từ danh mục hệ thống, đơn vị tự xác nhận", "Suggested by the inventory, for the agency to confirm");
    public static readonly Text ReplySuggestionLine = new("{0}: {1} {2}, {3} máy: {4} (văn bản nêu {5})", "{0}: {1} {2}, machines: {3}, {4} (the letter says {5})");
    public static readonly Text ReplyNoSuggestion = new(
        "Danh mục hệ thống không có sản phẩm nêu trong văn bản. Điều đó không có nghĩa là không bị ảnh hưởng.",
        "The inventory names none of the products. That does not mean that nothing is affected.");
    public static readonly Text ReplyReminded = new("Đã đôn đốc {0} lần", "Reminded {0} times");
    public static readonly Text LetterPaste = new("Dán toàn văn văn bản", "Paste the whole letter");
    public static readonly Text LetterFileOr = new("Hoặc chọn tệp DOCX", "Or choose a DOCX file");
    public static readonly Text LetterReadIt = new("Đọc văn bản", "Read it");
    public static readonly Text LetterCheck = new("Kiểm tra và xác nhận", "Check and confirm");
    public static readonly Text LetterCheckMeans = new(
        "Máy chỉ đọc giúp: hãy so từng mục với văn bản rồi xác nhận. Cùng số, ngày, cơ quan ban hành thì cập nhật văn bản đã có.",
        "A program only helps reading: compare each field with the letter and confirm. The same number, day and issuer updates the letter that stands.");
    public static readonly Text LetterMissing = new("Không tìm thấy, hãy điền: {0}", "Not found, please fill in: {0}");
    public static readonly Text LetterConfirm = new("Xác nhận văn bản", "Confirm the letter");
    public static readonly Text LetterNothing = new("Hãy dán nội dung hoặc chọn tệp DOCX.", "Paste a text or choose a DOCX file.");
    public static readonly Text LetterExposed = new("Truy cập được từ Internet", "Reachable from the Internet");
    public static readonly Text LetterAutomatable = new("Tấn công tự động được", "The attack can be automated");
    public static readonly Text LetterImpact = new("Mức chiếm quyền", "Control that it gives");
    public static readonly Text LetterUnknown = new("Chưa rõ (tính theo hướng xấu hơn)", "Not known (counts as the worse)");
    public static readonly Text LetterYes = new("Có", "Yes");
    public static readonly Text LetterNo = new("Không", "No");
    public static readonly Text LetterPartial = new("Một phần", "Partial");
    public static readonly Text LetterTotal = new("Toàn bộ", "Total");
    public static readonly Text MatrixHeading = new("Cảnh báo: {0} văn bản, {1} đơn vị", "Advisories: {0} letters, {1} agencies");
    public static readonly Text MatrixAsOf = new("Số liệu tính tại {0}", "As it stood at {0}");
    public static readonly Text MatrixTall = new(
        "Mỗi cột là một đơn vị, mỗi hàng một văn bản: vạch càng cao, việc còn lại càng nhiều.", "One column an agency, one row a letter: the taller the bar, the more is left to do.");
    public static readonly Text MatrixOverview = new("Toàn tỉnh", "The whole province");
    public static readonly Text MatrixGroups = new("Chưa trả lời theo nhóm đơn vị", "Silence by kind of agency");
    public static readonly Text MatrixGroupsMean = new("Số đơn vị chưa trả lời trên số đơn vị trong nhóm", "Agencies that have not answered, of all in the group");
    public static readonly Text MatrixDetail = new("Từng đơn vị", "Agency by agency");
    public static readonly Text MatrixChoose = new("Chọn một nhóm ở trên để xem từng đơn vị.", "Choose a group above to see agency by agency.");
    public static readonly Text MatrixKind = new("Nhóm đơn vị", "Kind of agency");
    public static readonly Text MatrixAllKinds = new("Tất cả", "All");
    public static readonly Text MatrixBranch = new("Nhánh của cơ quan (mã)", "Branch of the agency (code)");
    public static readonly Text MatrixDay = new("Tại ngày", "As of the day");
    public static readonly Text MatrixLeft = new("Chỉ việc còn lại", "Only what is left");
    public static readonly Text MatrixEmpty = new("Không có văn bản hoặc đơn vị nào khớp.", "No letter or agency matches.");
    public static readonly Text MatrixTotal = new("Cộng", "Total");
    public static readonly Text RemindTitle = new("VĂN BẢN ĐÔN ĐỐC", "REMINDER");
    public static readonly Text RemindTo = new("Kính gửi: {0}", "To: {0}");
    public static readonly Text RemindBody = new(
        "Ngày {0}, {1} ban hành văn bản số {2} về việc {3}. Đến {4}, hệ thống chưa ghi nhận kết quả thực hiện của quý cơ quan.",
        "On {0}, {1} issued letter {2}: {3}. By {4}, the desk has not recorded what your agency did about it.");
    public static readonly Text RemindAsk = new("Đề nghị quý cơ quan khẩn trương thực hiện và trả lời trước {0}.", "Please do what it asks and answer before {0}.");
    public static readonly Text RemindAskSoon = new("Đề nghị quý cơ quan khẩn trương thực hiện và trả lời.", "Please do what it asks and answer without delay.");
    public static readonly Text RemindNone = new("Không còn đơn vị nào cần đôn đốc.", "Nobody is left to remind.");

    public static readonly IReadOnlyDictionary<string, Text> AdvisoryStates = new Dictionary<string, Text>
    {
        ["not-sent"] = new("Chưa gửi", "Not sent"),
        ["sent"] = new("Đã gửi", "Sent"),
        ["seen"] = new("Đã xem", "Seen"),
        ["no-reply"] = new("Chưa trả lời", "No reply"),
        ["assessing"] = new("Đang rà soát", "Being assessed"),
        ["not-affected"] = new("Không ảnh hưởng", "Not affected"),
        ["affected"] = new("Bị ảnh hưởng", "Affected"),
        ["mitigated"] = new("Tạm giảm thiểu", "Mitigated"),
        ["patched"] = new("Đã vá", "Patched"),
        ["verified"] = new("Đã xác minh", "Verified"),
        ["excepted"] = new("Ngoại lệ", "Exception"),
    };

    /// <summary>What the desk itself writes beside a step, by how it begins; after a blank at the end comes what it is about.</summary>
    public static readonly IReadOnlyDictionary<string, Text> AdvisoryStepNotes = new Dictionary<string, Text>
    {
        ["addressed"] = new("đã ghi nơi nhận", "addressed"),
        ["opened"] = new("đã mở xem", "opened"),
        ["named"] = new("nêu tên hệ thống", "named"),
        ["the embargo is over"] = new("hết hạn cấm công bố", "the embargo is over"),
        ["no reply in time"] = new("quá hạn chưa trả lời", "no reply in time"),
        ["the exception is over"] = new("hết thời hạn ngoại lệ", "the exception is over"),
        ["checked by the desk"] = new("bàn trực đã kiểm tra", "checked by the desk"),
        ["as its systems stand"] = new("theo tình trạng các hệ thống của đơn vị", "as its systems stand"),
        ["the patch was published on "] = new("bản vá được công bố ngày {0}", "the patch was published on {0}"),
        ["the letter names more or other than before: "] = new("văn bản nêu thêm hoặc khác trước: {0}", "the letter names more or other than before: {0}"),
    };

    public static readonly IReadOnlyDictionary<string, Text> AdvisoryVerdicts = new Dictionary<string, Text>
    {
        ["affected"] = new("có thể bị ảnh hưởng", "may be affected"),
        ["not-affected"] = new("không thuộc dải phiên bản", "not in the range"),
        ["unknown"] = new("phiên bản chưa rõ, cần kiểm tra", "the version is not clear, please check"),
    };
}
