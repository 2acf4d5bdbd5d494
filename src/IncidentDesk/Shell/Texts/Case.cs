namespace IncidentDesk.Shell;

/// <summary>The parts of the incident's page around its facts.</summary>
public static partial class Texts
{
    public static readonly Text Similar = new("Sự cố có cùng dấu hiệu", "Incidents with the same traces");
    public static readonly Text SimilarCount = new("Tương tự: {0}", "Similar: {0}");
    public static readonly Text Together = new("Liên quan", "Belongs together");
    public static readonly Text TogetherNone = new("Chưa có sự cố liên quan.", "Nothing is linked so far.");
    public static readonly Text SharedThings = new("cùng {0}", "both name {0}");
    public static readonly Text LinkRemove = new("Bỏ liên quan {0}", "Remove the link to {0}");
    public static readonly Text MergedHere = new("Đã gộp vào đây", "Merged into this one");

    public static readonly Text Tasks = new("Việc cần làm", "Tasks");
    public static readonly Text TasksDone = new("xong {0} trong {1}", "{0} of {1} done");
    public static readonly Text TasksNone = new("Chưa có việc nào trong danh sách.", "There is nothing on the list so far.");
    public static readonly Text TaskAddList = new("Thêm danh sách “{0}” ({1} việc)", "Add the list “{0}” ({1} tasks)");
    public static readonly Text TaskAdd = new("Thêm việc", "Add a task");
    public static readonly Text TaskWords = new("Việc khác", "Another task");
    public static readonly Text TaskDone = new("Đánh dấu xong", "Mark as done");
    public static readonly Text TaskNotDone = new("Chưa xong", "Not done after all");

    public static readonly Text SecondPerson = new("Chờ người thứ hai", "Waits for a second person");
    public static readonly Text OthersDecide = new("Người đề nghị không tự quyết định: cần trưởng ca hoặc quản trị viên khác.", "Who asked does not decide: another shift lead or administrator must.");
    public static readonly Text WhatApproving = new("Nếu đồng ý: {0}", "If you agree: {0}");

    public static readonly Text StoryAll = new("Tất cả", "All");
    public static readonly Text StoryPeople = new("Người", "People");
    public static readonly Text StoryDeliveries = new("Lượt gửi", "Deliveries");
    public static readonly Text StoryClocks = new("Đồng hồ", "Clocks");
    public static readonly Text StoryShow = new("Hiện", "Show");
    public static readonly Text StoryAhead = new("Sắp tới, nếu không ai làm gì", "Ahead, if nobody does anything");
    public static readonly Text StoryNow = new("bây giờ {0}", "now {0}");
    public static readonly Text StoryCall = new("Gọi bậc {0}/{1}", "Calls rung {0} of {1}");
    public static readonly Text StoryExpires = new("Việc nhận xử lý hết hiệu lực, thang được gọi lại", "The acknowledgement ends and calling begins again");
    public static readonly Text StoryDue = new("Đến hạn: {0}, nộp cho {1}", "Due: {0}, to {1}");
    public static readonly Text StoryOverdue = new("Đã đến hạn mà chưa xong: {0}, nộp cho {1}", "Fell due and was not done: {0}, to {1}");
    public static readonly Text StoryMet = new("Xong: {0}, nộp cho {1}", "Done: {0}, to {1}");
    public static readonly Text StoryAttempt = new("Gửi {0} tới {1}, lần {2}: {3}", "Sent to {1} ({0}), try {2}: {3}");
    public static readonly Text OnlyDesk = new("Nội bộ", "Desk only");
    public static readonly Text AgencySees = new("Đơn vị thấy", "The agency sees it");
    public static readonly Text PrintView = new("Bản in", "Print view");
    public static readonly Text PrintedAt = new("In từ hệ thống lúc {0}", "Printed from the desk at {0}");
    public static readonly Text Undo = new("Hoàn tác", "Undo");
    public static readonly Text StandNext = new("Việc kế tiếp: {0}, hạn {1}", "Next: {0}, due {1}");
}
