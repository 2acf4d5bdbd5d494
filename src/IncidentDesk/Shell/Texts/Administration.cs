namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text Admin = new("Quản trị", "Administration");
    public static readonly Text AdminPages = new("Các trang quản trị", "Pages");
    public static readonly Text AdminLists = new("Danh sách dạng CSV", "Lists as CSV");
    public static readonly Text AdminPeople = new("Mời, sửa, kết thúc, đặt lại mật khẩu.", "Invite, change, end, reset a password.");
    public static readonly Text AdminKeys = new("Khóa API của đơn vị và máy.", "API keys of agencies and machines.");
    public static readonly Text AdminAgencies = new("Thêm, sửa cơ quan và hệ thống; cấp độ; nhập bảng.", "Add and change agencies and systems; levels; tables in and out.");
    public static readonly Text AdminLadders = new("Gọi ai, theo thứ tự nào, chờ bao lâu.", "Who is called, in what order, with how much patience.");
    public static readonly Text AdminAlarms = new("Việc cần một người nhận.", "What needs somebody to take it.");
    public static readonly Text AdminApprovals = new("Việc cần hai người.", "What needs two people.");
    public static readonly Text AdminAudit = new("Ai làm gì, không sửa được.", "Who did what, and nobody can change it.");
    public static readonly Text AdminCard = new("In sẵn, cho ngày hệ thống không chạy.", "Print it beforehand, for the day the desk is down.");
    public static readonly Text AdminCardShort = new("Thẻ điện thoại", "Card of numbers");
    public static readonly Text Save = new("Lưu", "Save");
    public static readonly Text Weaknesses = new("Danh mục lỗ hổng đã biết", "Files of known weaknesses");
    public static readonly Text WeaknessesWhy = new(
        "Thư cảnh báo được gợi ý thời hạn theo các tệp này. Hệ thống không tự tải gì từ Internet.",
        "By these files a letter is suggested a due time. The desk fetches nothing from the Internet by itself.");
    public static readonly Text WeaknessesNone = new("Chưa nhập tệp nào.", "No file was brought in.");
    public static readonly Text WeaknessesKind = new("Danh mục", "File of");
    public static readonly Text WeaknessesOf = new("Của ngày", "Of the day");
    public static readonly Text WeaknessesCount = new("Số mục", "Entries");
    public static readonly Text WeaknessesAt = new("Nhập lúc", "Brought in");
    public static readonly Text WeaknessesBring = new("Nhập tệp", "Bring the file in");
    public static readonly Text WeaknessesDone = new("Đã nhập: {0}.", "Brought in: {0}.");
    public static readonly Text RulesTitle = new("Tính lại thời hạn theo quy tắc hiện tại", "Compute duties anew");
    public static readonly Text RulesWhy = new(
        "Đổi bộ quy tắc không làm thay đổi thời hạn đã tính. Trang này cho xem trước điều sẽ đổi, rồi mới thực hiện.",
        "Other rules change nothing that was computed. Here you see what would change, and only then do it.");
    public static readonly Text RulesVersion = new("Bộ quy tắc đang dùng:", "Rules in force:");
    public static readonly Text RulesNone = new("Không có thời hạn nào sẽ đổi.", "No open duty would change.");
    public static readonly Text RulesWould = new("{0} thay đổi nếu tính lại; chưa ghi gì", "{0} changes if computed anew; nothing is written");
    public static readonly Text RulesIncident = new("Sự cố", "Incident");
    public static readonly Text RulesDuty = new("Việc phải làm", "Duty");
    public static readonly Text RulesChange = new("Thay đổi", "Change");
    public static readonly Text RulesOld = new("Hạn cũ", "Due so far");
    public static readonly Text RulesNew = new("Hạn mới", "Due then");
    public static readonly Text RulesReason = new("Lý do, văn bản căn cứ", "Reason, the document behind it");
    public static readonly Text RulesMeans = new(
        "Đúng các thay đổi trên được ghi, mỗi mục vào dòng thời gian của sự cố cùng lý do; hạn cũ vẫn được lưu.",
        "Exactly these changes are written, each into the timeline of its incident with the reason; the old instant is kept.");
    public static readonly Text RulesApply = new("Tính lại thời hạn", "Compute anew");
    public static readonly Text RulesApplied = new("Đã tính lại.", "Computed anew.");

    public static readonly IReadOnlyDictionary<string, Text> WeaknessKinds = new Dictionary<string, Text>
    {
        ["kev"] = new("KEV của CISA (JSON)", "KEV of CISA (JSON)"),
        ["epss"] = new("EPSS của FIRST (CSV)", "EPSS of FIRST (CSV)"),
    };

    public static readonly IReadOnlyDictionary<string, Text> RulesKinds = new Dictionary<string, Text>
    {
        ["moved"] = new("đổi hạn", "another due time"),
        ["recounted"] = new("tính từ lúc khác", "counted from another start"),
        ["reworded"] = new("đổi căn cứ", "other words"),
        ["opened"] = new("phát sinh", "newly owed"),
        ["voided"] = new("không còn áp dụng", "no longer owed"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ListNames = new Dictionary<string, Text>
    {
        ["incidents"] = new("Sự cố", "Incidents"),
        ["deliveries"] = new("Lượt gửi", "Messages"),
        ["alarms"] = new("Báo động", "Alarms"),
        ["people"] = new("Người dùng", "People"),
        ["centres"] = new("Đầu mối", "Contacts"),
        ["duty"] = new("Ca trực", "Duty"),
        ["audit"] = new("Nhật ký kiểm toán", "Audit"),
    };

    public static readonly Text FirstTitle = new("Cài đặt lần đầu: xong {0} trong {1}", "Setting up: {0} of {1} done");
    public static readonly Text FirstDone = new("Cài đặt đã xong, {0} trong {1}", "Set up, {0} of {1}");
    public static readonly Text FirstAdministrator = new("Xong", "Done");
    public static readonly Text FirstDesk = new("Xong", "Done");
    public static readonly Text FirstNoPhone = new("chưa có số trực ban (Desk:Phone)", "no duty phone yet (Desk:Phone)");
    public static readonly Text FirstAgencies = new("{0} đơn vị", "{0} agencies");
    public static readonly Text FirstPeople = new("{0} người của bàn trực, {1} người gọi được", "{0} people of the desk, {1} can be reached");
    public static readonly Text FirstCentres = new("đầu mối bắt buộc đã xác minh", "the mandatory contacts are verified");
    public static readonly Text FirstCentresMute = new("{0} trung tâm bắt buộc chưa có đầu mối thư đã xác minh", "{0} mandatory centres have no verified mail contact");
    public static readonly Text FirstMail = new("đã gửi thử", "a test was sent");
    public static readonly Text FirstNoMail = new("chưa gửi thử", "no test so far");
    public static readonly Text FirstDuty = new("đang có người trực", "somebody is on duty now");
    public static readonly Text FirstNoDuty = new("bây giờ không có ai trực", "nobody is on duty now");
    public static readonly Text FirstLadders = new("xem sẽ gọi ai lúc này", "see whom it would call now");
    public static readonly Text FirstNoOwn = new("chưa gửi", "not sent so far");
    public static readonly Text FirstOwn = new("đã thấy tới", "seen arriving");
    public static readonly Text FirstOwnWaits = new("Đã gửi, thư chưa tới.", "Sent; the mail has not arrived yet.");

    public static readonly IReadOnlyDictionary<string, Text> FirstItems = new Dictionary<string, Text>
    {
        ["administrator"] = new("Quản trị viên", "An administrator"),
        ["desk"] = new("Tên, múi giờ, tiếng, số trực ban", "Name, zone, language, duty phone"),
        ["agencies"] = new("Đơn vị và hệ thống", "Agencies and systems"),
        ["people"] = new("Người và vai trò", "People and roles"),
        ["centres"] = new("Đầu mối trung tâm", "Contacts of the centres"),
        ["mail"] = new("Thư đi: gửi thử", "Mail: send a test"),
        ["duty"] = new("Ca trực", "Duty"),
        ["ladders"] = new("Thang gọi: sẽ gọi ai?", "Ladders: whom would they call?"),
        ["own"] = new("Gửi một báo cáo cho chính mình", "Send one report to yourself"),
    };

    public static readonly Text OwnTitle = new("Gửi một báo cáo cho chính mình", "Send one report to yourself");
    public static readonly Text OwnWhy = new(
        "Một báo cáo loại thử nghiệm đi đúng đường của báo cáo thật: nhận, xếp loại, lập thư. Không có gì tới trung tâm quốc gia. Thư thử tới hộp thư của anh/chị theo chế độ gửi hiện tại.",
        "A report of kind test goes the way of a real one: received, triaged, a mail made. Nothing reaches a national centre. The test mail goes to your own mailbox as the guard allows.");
    public static readonly Text OwnReceived = new("Đã nhận", "Received");
    public static readonly Text OwnTriaged = new("Đã xếp loại", "Triaged");
    public static readonly Text OwnMail = new("Thư", "Mail");
    public static readonly Text OwnSeeMail = new("Xem lượt gửi", "See the message");
    public static readonly Text OwnSimulated = new(
        "Mô phỏng: thư chưa rời hệ thống. Đặt máy chủ thư và chế độ gửi rồi thử lại để thấy thư tới thật.",
        "Simulated: the mail has not left the desk. Set a mail server and the guard, then try again to see it arrive for real.");
    public static readonly Text OwnArrived = new("Máy chủ thư đã nhận. Mở hộp thư để xem.", "The mail server took it. Look into your mailbox.");
    public static readonly Text OwnOpenBoard = new("Mở bảng trực", "Open the board");
    public static readonly Text OwnNoAgency = new("Chưa có đơn vị nào để báo cáo. Nhập đơn vị trước.", "There is no agency to report for. Enter one first.");
    public static readonly Text OwnMailTo = new("Hộp thư của anh/chị", "Your mailbox");
    public static readonly Text OwnSend = new("Gửi báo cáo thử", "Send the test report");

    public static readonly Text Centres = new("Trung tâm và đầu mối", "Centres and contacts");
    public static readonly Text Centre = new("Trung tâm", "Centre");
    public static readonly Text CentresWhy = new("Đầu mối chưa có người xác minh thì không bao giờ được dùng.", "A contact that nobody has verified is never used.");
    public static readonly Text CentreRoles = new("Vai trò theo luật", "Roles by law");
    public static readonly Text CentreContacts = new("Đầu mối", "Contacts");
    public static readonly Text CentreUnverified = new("{0} đầu mối, {1} chưa xác minh", "{0} contacts, {1} not verified");
    public static readonly Text CentreAllVerified = new("{0} đầu mối", "{0} contacts");
    public static readonly Text CentreNoLimit = new("không giới hạn thêm", "no further limit");
    public static readonly Text CentreGuard = new("Chế độ gửi tới trung tâm này", "How far messages to this centre may go");
    public static readonly Text CentreGuardMeans = new("Chỉ có thể siết thêm so với kênh.", "It can only take away from what the channel allows.");
    public static readonly Text ContactVerified = new("{0} xác minh ngày {1}", "Verified by {0} on {1}");
    public static readonly Text ContactVerify = new("Xác minh", "Verify");
    public static readonly Text ContactVerifyHow = new(
        "Anh/chị đã gọi, hoặc có thư trả lời. Người nhập đầu mối không tự xác minh được.", "You called, or had an answer. Who entered the contact cannot verify it.");
    public static readonly Text ContactVerifyNote = new("Xác minh bằng cách nào", "How it was verified");
    public static readonly Text ContactChange = new("Đổi hoặc kết thúc", "Change or end");
    public static readonly Text ContactSecondPerson = new("Chưa đổi gì cho tới khi người thứ hai duyệt.", "Nothing changes before a second person has agreed.");
    public static readonly Text ContactAskChange = new("Đề nghị đổi", "Ask for the change");
    public static readonly Text ContactAskEnd = new("Đề nghị kết thúc đầu mối này", "Ask to end this contact");
    public static readonly Text ContactAdd = new("Thêm đầu mối", "Add a contact");
    public static readonly Text ContactAddHow = new("Đầu mối mới nằm chờ, không được dùng, cho tới khi một người khác xác minh.", "It lies there unused until another person has verified it.");
    public static readonly Text ContactChannel = new("Kênh", "Channel");
    public static readonly Text ContactValueName = new("Địa chỉ hoặc số", "Address or number");
    public static readonly Text ContactPurpose = new("Dùng vào việc gì", "What for");
    public static readonly Text ContactSource = new("Lấy từ đâu", "Where it was read or heard");

    public static readonly IReadOnlyDictionary<string, Text> ContactWarnings = new Dictionary<string, Text>
    {
        ["never-verified"] = new("Chưa ai xác minh: không được dùng", "Nobody has verified it: it is not used"),
        ["not-yet-valid"] = new("Chưa tới ngày hiệu lực", "Not valid yet"),
        ["expired"] = new("Hết hiệu lực: không được dùng", "Expired: it is not used"),
        ["verified-long-ago"] = new("Xác minh đã hơn 12 tháng", "Verified more than 12 months ago"),
    };

    public static readonly Text DutyTable = new("Bảng trực ca", "Duty table");
    public static readonly Text DutyWhy = new("Ai trực lúc nào; chỗ trống hiện trước.", "Who is on duty when; the gaps come first.");
    public static readonly Text DutyCaption = new("14 ngày tới", "The next 14 days");
    public static readonly Text DutyGaps = new("{0} chỗ trống trong 14 ngày tới", "{0} gaps in the next 14 days");
    public static readonly Text DutyFrom = new("Từ", "From");
    public static readonly Text DutyTo = new("Đến", "To");
    public static readonly Text DutyPost = new("Vị trí", "Post");
    public static readonly Text DutyWho = new("Ai", "Who");
    public static readonly Text DutyRemove = new("Bỏ", "Remove");
    public static readonly Text DutyAdd = new("Xếp người vào ca", "Put somebody on the table");

    public static readonly IReadOnlyDictionary<string, Text> DutyPosts = new Dictionary<string, Text>
    {
        ["on-duty"] = new("Người trực", "On duty"),
        ["stand-in"] = new("Người trực thay", "Stand-in"),
        ["shift-lead"] = new("Trưởng ca", "Shift lead"),
    };

    public static readonly IReadOnlyDictionary<string, Text> LadderWho = new Dictionary<string, Text>
    {
        ["on-duty"] = new("Người trực", "On duty"),
        ["stand-in"] = new("Người trực thay", "Stand-in"),
        ["shift-lead"] = new("Trưởng ca", "Shift lead"),
        ["unit-head"] = new("Trưởng đơn vị", "Unit head"),
        ["leader"] = new("Lãnh đạo", "Leader"),
    };

    public static readonly Text LaddersTitle = new("Thang gọi", "Ladders");
    public static readonly Text LadderTry = new("Sẽ gọi ai?", "Whom would it call?");
    public static readonly Text LadderTryDo = new("Xem", "Show");
    public static readonly Text LadderWould = new("{0}, từ {1}", "{0}, from {1}");
    public static readonly Text LadderNobody = new("Không gọi được ai.", "Nobody could be called.");
    public static readonly Text LadderRungs = new("Các bậc", "Rungs");
    public static readonly Text LadderRung = new("Bậc", "Rung");
    public static readonly Text LadderRungsHow = new(
        "Kênh theo thứ tự thử: mail sms voice call. Bậc để trống thì bỏ.", "Channels in the order tried: mail sms voice call. A rung without anybody is left out.");
    public static readonly Text LadderChannels = new("Kênh", "Channels");
    public static readonly Text LadderMinutes = new("Chờ (phút)", "Patience (minutes)");
    public static readonly Text LadderHolds = new("Nhận xử lý có hiệu lực (phút) khi không có động thái", "An acknowledgement holds (minutes) while nobody acts");
    public static readonly Text LadderWarns = new("Báo trước khi hết hiệu lực (phút)", "Its holder is warned after (minutes)");
    public static readonly Text LadderRunning = new("Sự cố đang gọi vẫn theo thang cũ.", "Incidents that climb already keep the ladder they took.");
    public static readonly Text LadderFallback = new("Danh sách dự phòng", "Standing fallback");
    public static readonly Text LadderFallbackHow = new("Luôn được gọi khi các bậc còn lại không có ai.", "Always called when no rung that is left has anybody.");

    public static readonly Text ChannelsTitle = new("Kênh gửi, gửi thử, niêm phong", "Channels, tests, seal");
    public static readonly Text ChannelsWhy = new("Đường ra nào có, tới đâu được, lần cuối thế nào.", "Which ways out there are, how far they go, how they did last.");
    public static readonly Text ChannelConfigured = new("Đã cấu hình", "Configured");
    public static readonly Text ChannelUsable = new("Dùng được", "Usable");
    public static readonly Text ChannelTested = new("Đã thử với cấu hình này", "Tested with these settings");
    public static readonly Text ChannelLastGood = new("Lần được gần nhất", "Last success");
    public static readonly Text ChannelLastBad = new("Lần không được gần nhất", "Last failure");
    public static readonly Text ChannelTestTo = new("Gửi thử tới", "Send a test to");
    public static readonly Text ChannelTest = new("Gửi thử", "Send the test");
    public static readonly Text SealTitle = new("Niêm phong cơ sở dữ liệu", "Seal of the database");
    public static readonly Text SealFits = new("Cơ sở dữ liệu ở đúng nơi đã niêm phong: gửi theo chế độ của kênh.", "The database is where it was sealed: the channels' guard decides.");
    public static readonly Text SealDoesNotFit = new(
        "Cơ sở dữ liệu không ở nơi đã niêm phong: mọi thứ chỉ mô phỏng cho tới khi được kích hoạt.", "The database is not where it was sealed: everything is simulated until it is armed.");
    public static readonly Text SealRecipients = new("{0} nơi nhận tin thật khi niêm phong khớp", "{0} recipients are live when the seal fits");
    public static readonly Text SealWaits = new("Đề nghị kích hoạt đang chờ người thứ hai.", "An arming waits for the second person.");
    public static readonly Text SealArmMeans = new(
        "Kích hoạt: {0} nơi nhận ở trên sẽ nhận tin thật từ máy này. {1} lượt gửi dở dang được hạ xuống, chờ người quyết. Cần người thứ hai.",
        "Arming: the {0} recipients above get real messages from this machine. {1} messages under way are let down for a person to decide. It needs a second person.");
    public static readonly Text SealArm = new("Đề nghị kích hoạt", "Ask to arm");

    public static readonly Text AlarmsTitle = new("Báo động", "Alarms");
    public static readonly Text AlarmsNone = new("Không có báo động nào.", "There are no alarms.");
    public static readonly Text AlarmsAll = new("Cả báo động đã hết", "Ended ones too");
    public static readonly Text AlarmsOpenOnly = new("Chỉ báo động đang còn", "Only open ones");
    public static readonly Text AlarmEnded = new("hết lúc {0}", "ended {0}");
    public static readonly Text AlarmTake = new("Nhận", "Take it");

    public static readonly Text SettingsTitle = new("Cài đặt và quy định tệp", "Settings and evidence policy");
    public static readonly Text SettingsWhy = new(
        "Chỉ xem. Đổi trong appsettings.json hoặc biến môi trường trên máy, rồi khởi động lại.", "To read only. Change them in appsettings.json or the environment on the machine, then restart.");
    public static readonly Text SettingWhat = new("Cài đặt", "Setting");
    public static readonly Text SettingName = new("Tên", "Name");
    public static readonly Text SettingValue = new("Giá trị", "Value");
    public static readonly Text SettingDeskName = new("Tên bàn trực", "Name of the desk");
    public static readonly Text SettingZone = new("Múi giờ", "Time zone");
    public static readonly Text SettingLanguage = new("Tiếng mặc định", "Language");
    public static readonly Text SettingDigest = new("Giờ gửi tóm tắt sáng", "Morning digest");
    public static readonly Text SettingAddress = new("Địa chỉ của bàn trực", "Address of the desk");
    public static readonly Text SettingStore = new("Cơ sở dữ liệu", "Database");
    public static readonly Text SettingData = new("Thư mục dữ liệu", "Data directory");
    public static readonly Text SettingMailHost = new("Máy chủ thư", "Mail server");
    public static readonly Text SettingMailFrom = new("Thư gửi từ", "Mail from");
    public static readonly Text SettingMailGuard = new("Chế độ gửi thư", "Mail guard");
    public static readonly Text SettingAllowList = new("Danh sách cho phép", "Allow-list");
    public static readonly Text SettingFactor = new("Ai phải có yếu tố thứ hai", "Who must have a second factor");
    public static readonly Text SettingCap = new("Số thư tự động mỗi đơn vị mỗi ngày, 0 là không hạn chế", "Automatic mails per agency and day, 0 for no limit");
    public static readonly Text SettingNextChannel = new("Chờ trước khi sang kênh khác (giây)", "Until the next channel (seconds)");
    public static readonly Text SettingFile = new("Tệp lớn nhất", "Largest file");
    public static readonly Text SettingFilePerIncident = new("Tệp của một sự cố", "Files of one incident");
    public static readonly Text SettingFilePerAgency = new("Tệp của một đơn vị", "Files of one agency");
    public static readonly Text SettingScanner = new("Máy quét mã độc", "Scanner");
    public static readonly Text SettingNoScanner = new("không có: tệp ghi là chưa quét", "none: files say that they are unscanned");

    public static readonly Text AuditTitle = new("Nhật ký kiểm toán", "Audit");
    public static readonly Text AuditWhy = new(
        "Chỉ có mã và mã băm, không có dữ liệu cá nhân. Kiểm tra chuỗi bằng: incidentdesk audit verify. Việc đọc trang này cũng được ghi.",
        "Ids and hashes only, no personal data. Check the chain with: incidentdesk audit verify. Reading this page is noted too.");
    public static readonly Text AuditCaption = new("Mới nhất đứng đầu", "The newest first");
    public static readonly Text AuditSeq = new("Số", "No.");
    public static readonly Text AuditActor = new("Ai", "Actor");
    public static readonly Text AuditAction = new("Việc", "Action");
    public static readonly Text AuditSubject = new("Đối tượng", "Subject");
    public static readonly Text AuditFrom = new("Mạng", "Network");
    public static readonly Text AuditUnsealed = new("chưa niêm", "unsealed");

    public static readonly Text CardTitle = new("Người và số điện thoại, khi hệ thống không chạy", "People and numbers for the day the desk is down");
    public static readonly Text CardAsOf = new("Đúng lúc {0}. In lại mỗi tuần.", "As of {0}. Print it anew each week.");
    public static readonly Text CardWhy = new(
        "Tài liệu nội bộ, có số điện thoại cá nhân: cất nơi khóa được, hủy bản cũ.", "Internal, with personal numbers: keep it locked, destroy the old one.");
    public static readonly Text CardDuty = new("Trực trong 7 ngày tới", "On duty in the next 7 days");
    public static readonly Text CardPeople = new("Người của bàn trực", "The desk's people");
    public static readonly Text CardVerified = new("Xác minh", "Verified");
    public static readonly Text CardNotVerified = new("chưa xác minh", "not verified");
}
