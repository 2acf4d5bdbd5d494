using System.Globalization;

namespace IncidentDesk.Rules.Systems;

/// <summary>One criterion that the facts meet, and the level it asks for.</summary>
/// <param name="Rule">personal-data, purpose, reach or harm.</param>
/// <param name="Sureness">Of the criterion, as the reference data says it: the decree was read, in a condensed form.</param>
public sealed record LevelReason(string Rule, int Level, string Article, string Sureness, string Explanation, string ExplanationVi);

/// <summary>
/// The protection level that Decree 331/2026 suggests: each criterion that is met, and the highest of them. It is a suggestion: the level is what
/// a person confirms. Null where no fact meets any criterion, which is not level 1.
/// </summary>
public sealed record LevelSuggestion(int? Level, IReadOnlyList<LevelReason> Reasons)
{
    /// <summary>From so many basic or sensitive data subjects on it is level 3.</summary>
    public const long ManyBasic = 100_000, ManySensitive = 10_000;

    // Which of the six articles holds which level was not read apart, so none is named alone.
    private const string Criteria = "331/2026/NĐ-CP, Đ11-16";

    public static LevelSuggestion Of(SystemFacts facts)
    {
        LevelReason?[] met = [OfPersonalData(facts), OfPurpose(facts.Purpose), OfReach(facts.Reach), OfHarm(facts.Harm)];
        var reasons = met.OfType<LevelReason>().OrderByDescending(reason => reason.Level).ToList();
        if (reasons.Count > 1)
            reasons.Add(new(
                "highest", reasons[0].Level, "331/2026/NĐ-CP, Đ8.2", "secondary", "Where several criteria are met, the highest level holds.",
                "Khi đáp ứng nhiều tiêu chí thì áp dụng cấp độ cao nhất."));
        return new(reasons.Count == 0 ? null : reasons[0].Level, reasons);
    }

    private static LevelReason? OfPersonalData(SystemFacts facts)
    {
        var (basic, sensitive) = (facts.BasicSubjects ?? 0, facts.SensitiveSubjects ?? 0);
        if (sensitive >= ManySensitive)
            return Reason("personal-data", 3, $"Sensitive personal data of {Whole(sensitive, ",")} people: {Whole(ManySensitive, ",")} or more.",
                $"Dữ liệu cá nhân nhạy cảm của {Whole(sensitive)} người: từ {Whole(ManySensitive)} trở lên.");
        if (basic >= ManyBasic)
            return Reason("personal-data", 3, $"Basic personal data of {Whole(basic, ",")} people: {Whole(ManyBasic, ",")} or more.",
                $"Dữ liệu cá nhân cơ bản của {Whole(basic)} người: từ {Whole(ManyBasic)} trở lên.");
        return basic > 0 || sensitive > 0 || facts.PersonalData is "basic" or "sensitive"
            ? Reason("personal-data", 2, $"Personal data of fewer than {Whole(ManyBasic, ",")} people (basic) and {Whole(ManySensitive, ",")} people (sensitive), as far as is known.",
                $"Dữ liệu cá nhân của dưới {Whole(ManyBasic)} người (cơ bản) và dưới {Whole(ManySensitive)} người (nhạy cảm), theo số liệu đã khai.")
            : null;
    }

    private static string Whole(long number, string thousands = ".") => number.ToString("N0", CultureInfo.InvariantCulture).Replace(",", thousands, StringComparison.Ordinal);

    private static LevelReason? OfPurpose(string? purpose) => purpose switch
    {
        "public-information" => Reason("purpose", 1, "Internal use and public information only.", "Chỉ phục vụ nội bộ và chỉ xử lý thông tin công khai."),
        "internal-information" => Reason("purpose", 2, "Internal or private information without state secrets.", "Thông tin nội bộ, thông tin riêng, không có bí mật nhà nước."),
        "online-service" => Reason("purpose", 2, "An online service to citizens or businesses outside the list of conditional businesses.",
            "Dịch vụ trực tuyến cho người dân, doanh nghiệp không thuộc ngành nghề kinh doanh có điều kiện."),
        "conditional-service" => Reason("purpose", 3, "An online service of a conditional business.", "Dịch vụ trực tuyến thuộc ngành nghề kinh doanh có điều kiện."),
        "administrative-procedures" => Reason("purpose", 3, "A system in which administrative procedures are settled.", "Hệ thống giải quyết thủ tục hành chính."),
        "industrial-control-ii-iv" => Reason("purpose", 3, "Industrial control of works of class II to IV.", "Điều khiển công nghiệp của công trình cấp II đến IV."),
        "national-e-government" => Reason("purpose", 4, "A national e-government system that may not stop unplanned.", "Hệ thống chính phủ điện tử quốc gia, không được dừng ngoài kế hoạch."),
        "industrial-control-i" => Reason("purpose", 4, "Industrial control of works of class I.", "Điều khiển công nghiệp của công trình cấp I."),
        "national-data-store" => Reason("purpose", 5, "A special national data store.", "Kho dữ liệu quốc gia đặc biệt."),
        "industrial-control-special" => Reason("purpose", 5, "Industrial control of works of the special class.", "Điều khiển công nghiệp của công trình cấp đặc biệt."),
        _ => null,
    };

    private static LevelReason? OfReach(string? reach) => reach switch
    {
        "one-agency" => Reason("reach", 2, "Infrastructure of one agency.", "Hạ tầng của một cơ quan."),
        "province" => Reason("reach", 3, "Infrastructure of a ministry, a sector, a province or several provinces.", "Hạ tầng của bộ, ngành, tỉnh hoặc nhiều tỉnh."),
        "nationwide" => Reason("reach", 4, "Nationwide infrastructure.", "Hạ tầng phạm vi toàn quốc."),
        "international" => Reason("reach", 5, "National infrastructure that links abroad.", "Hạ tầng quốc gia kết nối quốc tế."),
        _ => null,
    };

    private static LevelReason? OfHarm(string? harm) => harm switch
    {
        "harm" => Reason("harm", 3, "Sabotage would harm national security.", "Nếu bị phá hoại sẽ tổn hại an ninh quốc gia."),
        "serious" => Reason("harm", 4, "Sabotage would seriously harm national security.", "Nếu bị phá hoại sẽ tổn hại nghiêm trọng an ninh quốc gia."),
        "exceptionally-serious" => Reason("harm", 5, "Sabotage would harm national security exceptionally seriously.",
            "Nếu bị phá hoại sẽ tổn hại đặc biệt nghiêm trọng an ninh quốc gia."),
        _ => null,
    };

    private static LevelReason Reason(string rule, int level, string text, string textVi) => new(rule, level, Criteria, "verified", text, textVi);
}
