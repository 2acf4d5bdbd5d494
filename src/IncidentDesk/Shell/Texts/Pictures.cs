namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text Pictures = new("Biểu đồ sự cố", "Pictures of incidents");
    public static readonly Text PicturesShort = new("Biểu đồ", "Pictures");
    public static readonly Text PictureSentence = new(
        "{0} sự cố trong 26 tuần. Nộp đúng hạn {1}/{2}. Nhận xử lý: nửa số vụ trong {3}, 9/10 trong {4}.",
        "{0} incidents in 26 weeks. Filed in time {1} of {2}. Taken: half within {3}, nine in ten within {4}.");
    public static readonly Text PictureWindow = new("Từ {0}, tính {1}.", "From {0}, as of {1}.");
    public static readonly Text PictureNumbers = new("Bảng số", "The numbers");
    public static readonly Text PictureNone = new("chưa có", "none");
    public static readonly Text PictureNothing = new("Chưa có sự cố nào trong kỳ.", "No incident in this window.");
    public static readonly Text PictureMost = new("Nhiều nhất: {0}, {1} sự cố.", "Most: {0}, {1} incidents.");
    public static readonly Text PictureWeek = new("Tuần từ", "Week from");
    public static readonly Text PictureMonth = new("Tháng", "Month");
    public static readonly Text PictureTotal = new("Tổng", "Total");
    public static readonly Text PictureCount = new("Số sự cố", "Incidents");
    public static readonly Text PictureWhat = new("Mốc", "Step");
    public static readonly Text PictureHalf = new("Nửa số vụ trong", "Half within");
    public static readonly Text PictureNine = new("9/10 số vụ trong", "Nine in ten within");

    public static readonly Text PictureWeeks = new("Sự cố theo tuần và mức độ", "Incidents by week and severity");
    public static readonly Text PictureWeeksMeans = new(
        "Đếm theo ngày nhận báo cáo, giờ của bàn trực, tuần bắt đầu Thứ Hai. Không tính diễn tập, thử nghiệm, trùng và không phải sự cố. Tuần gạch chéo chưa hết.",
        "Counted by the day the report came, in the desk's zone, weeks from Monday. No drills, tests, duplicates or rejected ones. The hatched week still runs.");
    public static readonly Text PictureWeeksFinding = new("{0} sự cố trong 26 tuần.", "{0} incidents in 26 weeks.");
    public static readonly Text PictureKinds = new("Sự cố theo loại", "Incidents by kind");
    public static readonly Text PictureKindsMeans = new("Theo lớp RSIT hiện tại của sự cố.", "By the RSIT class that the incident has now.");
    public static readonly Text PictureAgencies = new("Sự cố theo đơn vị", "Incidents by agency");
    public static readonly Text PictureAgenciesMeans = new("15 đơn vị nhiều nhất, còn lại gộp chung. Báo nhiều không có nghĩa là yếu.", "The 15 with most, the rest together. Many reports do not mean weak.");
    public static readonly Text PictureTimes = new("Thời gian nhận xử lý, khoanh vùng, đóng", "Time to take, contain, close");
    public static readonly Text PictureTimesMeans = new(
        "Từ lúc nhận báo cáo, theo tháng nhận. Chấm tròn: nửa số vụ xong trong thời gian đó; ô vuông: 9/10. Vụ chưa xong không tính. Bảng ghi phút.",
        "From the report's arrival, by the month of it. Dot: half were done by then; square: nine in ten. What is not done yet is not counted. The table is in minutes.");
    public static readonly Text PictureTimesFinding = new(
        "Nhận xử lý: nửa số vụ trong {0}, 9/10 trong {1}. Khoanh vùng: nửa trong {2}. Đóng: nửa trong {3}.",
        "Taken: half within {0}, nine in ten within {1}. Contained: half within {2}. Closed: half within {3}.");
    public static readonly Text PictureTaken = new("Nhận xử lý", "Taken");
    public static readonly Text PictureContained = new("Khoanh vùng", "Contained");
    public static readonly Text PictureClosed = new("Đóng", "Closed");
    public static readonly Text PictureTakenN = new("Nhận: số vụ", "Taken: n");
    public static readonly Text PictureTakenHalf = new("Nhận: nửa (phút)", "Taken: half (min)");
    public static readonly Text PictureTakenNine = new("Nhận: 9/10 (phút)", "Taken: nine in ten (min)");
    public static readonly Text PictureContainedN = new("Khoanh vùng: số vụ", "Contained: n");
    public static readonly Text PictureContainedHalf = new("Khoanh vùng: nửa (phút)", "Contained: half (min)");
    public static readonly Text PictureContainedNine = new("Khoanh vùng: 9/10 (phút)", "Contained: nine in ten (min)");
    public static readonly Text PictureClosedN = new("Đóng: số vụ", "Closed: n");
    public static readonly Text PictureClosedHalf = new("Đóng: nửa (phút)", "Closed: half (min)");
    public static readonly Text PictureClosedNine = new("Đóng: 9/10 (phút)", "Closed: nine in ten (min)");
    public static readonly Text PictureFiled = new("Nộp đúng hạn", "Filed in time");
    public static readonly Text PictureFiledMeans = new(
        "Việc luật yêu cầu của các sự cố trên. Đúng hạn: có bằng chứng gửi trước hạn. Sự cố đóng khi mọi kênh chỉ mô phỏng không tính. Việc chưa tới hạn không vào tỷ lệ.",
        "What the law wants of these incidents. In time: sent before its instant, with proof. Incidents closed while every channel only simulated are left out. What is not due yet is in no share.");
    public static readonly Text PictureFiledFinding = new("Nộp đúng hạn {0} trong {1} việc đã tới hạn hoặc đã nộp.", "Filed in time: {0} of {1} that were due or filed.");
    public static readonly Text PictureFiledBar = new("{0} đúng, {1} muộn, {2} quá hạn, {3} chưa tới", "{0} in time, {1} late, {2} overdue, {3} not due");
    public static readonly Text PictureInTime = new("Đúng hạn", "In time");
    public static readonly Text PictureLate = new("Muộn", "Late");
    public static readonly Text PictureOverdue = new("Quá hạn, chưa nộp", "Overdue, not filed");
    public static readonly Text PictureOpen = new("Chưa tới hạn", "Not due yet");

    public static readonly Text Sitrep = new("Báo cáo tình hình", "Situation report");
    public static readonly Text SitrepPrint = new("Hai trang A4: in bằng Ctrl+P.", "Two sheets of A4: print with Ctrl+P.");
    public static readonly Text SitrepAsOf = new("Tính {0}", "As of {0}");
    public static readonly Text SitrepNow = new("Lúc này", "At this moment");
    public static readonly Text SitrepOpen = new("Sự cố đang mở", "Open incidents");
    public static readonly Text SitrepCritical = new("trong đó nghiêm trọng", "of these critical");
    public static readonly Text SitrepUnheld = new("chưa ai nhận", "held by nobody");
    public static readonly Text SitrepOverdue = new("có việc quá hạn", "with something overdue");
    public static readonly Text SitrepDay = new("Báo cáo trong 24 giờ", "Reported in 24 hours");
    public static readonly Text SitrepWeek = new("Báo cáo trong 7 ngày", "Reported in 7 days");
    public static readonly Text SitrepEnded = new("Kết thúc trong 7 ngày", "Ended in 7 days");
    public static readonly Text SitrepAlarms = new("Báo động đang còn", "Open alarms");
    public static readonly Text SitrepWorst = new("Nặng nhất trước", "The worst first");
    public static readonly Text SitrepNothing = new("Không có sự cố nào đang mở.", "No incident is open.");
}
