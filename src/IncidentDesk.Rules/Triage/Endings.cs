namespace IncidentDesk.Rules.Triage;

/// <summary>The last two lines of a triage: which ladder will be climbed, and what may leave the desk at all.</summary>
internal static class Endings
{
    public static TriageLine Ladder(Case given, string severity, SeverityRules rules) => new("ladder", severity,
        new Dictionary<string, object?>(2) { ["severity"] = severity, ["drill"] = given.Facts.Drill },
        $"The ladder of {rules.Names[severity].En} incidents says whom to call, and in what order.",
        $"Thang chuyển cấp của mức {rules.Names[severity].Vi} cho biết phải gọi ai và theo thứ tự nào.");

    public static TriageLine Guard(Case given)
    {
        var facts = new Dictionary<string, object?>(3)
        {
            ["guard"] = given.Facts.GuardMode,
            ["drill"] = given.Facts.Drill,
            ["test"] = given.Category.IsTest,
        };
        var (en, vi) = (given.Category.IsTest, given.Facts.Drill) switch
        {
            (true, _) => ("A test never leaves the desk, whatever the guard says.",
                "Báo cáo thử nghiệm không bao giờ được gửi ra ngoài, bất kể chế độ gửi."),
            (_, true) => ("A drill reaches only its own participants; to everyone else it is simulated, whatever the guard says.",
                "Diễn tập chỉ gửi đến người tham gia; với mọi nơi khác chỉ là mô phỏng, bất kể chế độ gửi."),
            _ => Mode(given.Facts.GuardMode),
        };
        return new("guard", given.Facts.GuardMode, facts, en, vi);
    }

    private static (string En, string Vi) Mode(string mode) => mode switch
    {
        "disabled" => ("The guard is set to disabled: no mail is made or sent.",
            "Kênh thư đang tắt (disabled): không tạo và không gửi thư nào."),
        "simulate" => ("The guard is set to simulate: mail is written to the outbox folder and does not leave.",
            "Đang ở chế độ mô phỏng (simulate): thư được ghi vào thư mục outbox và không gửi ra ngoài."),
        "allow-list" => ("The guard is set to allow-list: mail leaves only for the addresses on the list.",
            "Đang ở chế độ danh sách cho phép (allow-list): chỉ gửi đến các địa chỉ trong danh sách."),
        "live" => ("The guard is set to live: mail leaves for every verified contact.",
            "Đang ở chế độ gửi thật (live): thư được gửi đến mọi đầu mối đã xác minh."),
        _ => throw new ArgumentException($"'{mode}' is no guard mode.", nameof(mode)),
    };
}
