namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text IncidentTitle = new("{0}: {1}", "{0}: {1}");
    public static readonly Text BackToBoard = new("Bảng trực", "Incident board");
    public static readonly Text SeriousByLaw = new("Nghiêm trọng theo luật", "Serious by law");
    public static readonly Text StandNobody = new("Chưa ai nhận.", "Nobody has it.");
    public static readonly Text StandTaken = new("{0} nhận xử lý lúc {1}.", "{0} took it at {1}.");
    public static readonly Text StandNoClock = new("Không còn hạn nào đang chạy.", "No clock is running.");
    public static readonly Text StandEnded = new("{0} lúc {1}.", "{0} at {1}.");
    public static readonly Text StandMerged = new("Đã gộp vào {0}.", "Merged into {0}.");

    public static readonly Text WhatHappened = new("Chuyện gì đã xảy ra", "What happened");
    public static readonly Text Agency = new("Đơn vị", "Agency");
    public static readonly Text SystemName = new("Hệ thống", "System");
    public static readonly Text SystemLevel = new("cấp độ {0}", "level {0}");
    public static readonly Text NoSystem = new("Báo cáo không nêu hệ thống", "The report names no system");
    public static readonly Text Category = new("Loại", "Category");
    public static readonly Text Detected = new("Phát hiện", "Detected");
    public static readonly Text Occurred = new("Xảy ra", "Occurred");
    public static readonly Text Received = new("Bàn trực nhận báo cáo", "Desk received the report");
    public static readonly Text Need = new("Đề nghị", "Request");
    public static readonly Text Score = new("Điểm NCISS", "NCISS score");
    public static readonly Text NoScore = new("Chưa đủ thông tin để tính điểm", "Too few facts for a score");
    public static readonly Text NoDescription = new("Báo cáo không có phần mô tả.", "The report has no description.");
    public static readonly Text ContactPerson = new("Người liên hệ", "Contact");

    public static readonly Text DutiesHeading = new("Việc phải làm và hạn", "What is due, and when");
    public static readonly Text DutiesCaption = new("Việc luật yêu cầu với sự cố này", "What the law wants for this incident");
    public static readonly Text NoDuties = new(
        "Chưa có quy định nào đặt hạn cho sự cố này. Phần “Vì sao” ghi lý do.",
        "No rule sets a deadline for this incident. “Why” below gives the reason.");
    public static readonly Text ColumnTask = new("Việc", "What");
    public static readonly Text ColumnArticle = new("Căn cứ", "Ground");
    public static readonly Text ColumnRecipient = new("Nộp cho", "To");
    public static readonly Text ColumnDeadline = new("Hạn", "Due");
    public static readonly Text ColumnLeft = new("Còn lại", "Left");
    public static readonly Text ColumnSureness = new("Độ chắc của nguồn", "How sure the source is");
    public static readonly Text DueBefore = new("trước khi tính lại: {0}", "before it was computed anew: {0}");
    public static readonly Text WhyLate = new("lý do chậm: {0}", "why late: {0}");
    public static readonly Text ReasonMissing = new("phát sinh khi đã quá hạn, chưa có lý do chậm", "past its time when it was opened, and nobody has said why");
    public static readonly Text MetPreliminarily = new("báo cáo sơ bộ: còn báo cáo diễn biến và kết thúc", "preliminary: progress and final report follow");
    public static readonly Text OwnTarget = new("mục tiêu nội bộ, luật không ghi số này", "own target, no law gives this figure");
    public static readonly Text MetInTime = new("đúng hạn, {0}", "in time, {0}");
    public static readonly Text MetLate = new("muộn {0}, xong {1}", "{0} late, done {1}");

    public static readonly Text DeliveriesHeading = new("Lượt gửi", "Deliveries");
    public static readonly Text DeliveriesCaption = new(
        "Bàn trực báo cho ai, tới đâu rồi", "Whom the desk told, and how far it got");
    public static readonly Text NoDeliveries = new("Chưa có gì phải gửi đi.", "There is nothing to send so far.");
    public static readonly Text ColumnState = new("Trạng thái", "State");
    public static readonly Text ColumnTo = new("Nơi nhận", "Recipient");
    public static readonly Text ColumnTries = new("Lần", "Tries");
    public static readonly Text ColumnNextTry = new("Lần tới", "Next try");
    public static readonly Text ColumnReply = new("Phản hồi nguyên văn", "Their words");
    public static readonly Text NoNextTry = new("không", "none");
    public static readonly Text NoReply = new("chưa có", "none so far");

    public static readonly Text TimelineHeading = new("Dòng thời gian", "Timeline");
    public static readonly Text WhyHeading = new("Vì sao xếp {0}", "Why it is {0}");
    public static readonly Text WhySteps = new("Mở {0} bước, theo bộ quy tắc {1}", "Open {0} steps, rules {1}");
    public static readonly Text ReportLine = new("Nguyên văn báo cáo nhận lúc {0}", "The report received at {0}, verbatim");
    public static readonly Text ExactTimes = new("Hiện giờ chính xác", "Show exact times");
    public static readonly Text AlarmHeading = new("Cần người xử lý ({0})", "Needs a person ({0})");
    public static readonly Text AlarmSince = new("từ {0}", "since {0}");
}
