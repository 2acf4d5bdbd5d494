namespace IncidentDesk.Rules.Deadlines;

/// <summary>What may hold of an incident, and what the law or a severity rule may hang on.</summary>
[Flags]
public enum Conditions
{
    None = 0,
    Always = 1,
    Serious = 2,
    NationalSecurity = 4,
    SeriousDisruption = 8,
    BeyondCapacity = 16,
    PersonalData = 32,
    LocationOrBiometric = 64,
    ImportantSystem = 128,
}

/// <summary>The words that rule files use for conditions, and how a reader is told of them.</summary>
public static class Condition
{
    private static readonly (string Word, Conditions Condition, Bilingual Because)[] All =
    [
        ("always", Conditions.Always, new("every incident is reported", "mọi sự cố đều phải báo cáo")),
        ("serious", Conditions.Serious, new("the incident is serious", "sự cố nghiêm trọng")),
        ("national-security", Conditions.NationalSecurity,
            new("there are signs of harm to national security or public order",
                "có dấu hiệu ảnh hưởng an ninh quốc gia hoặc trật tự công cộng")),
        ("serious-disruption", Conditions.SeriousDisruption,
            new("the system is seriously disrupted", "hệ thống bị gián đoạn nghiêm trọng")),
        ("beyond-capacity", Conditions.BeyondCapacity,
            new("the agency cannot handle it alone", "sự cố vượt khả năng xử lý của đơn vị")),
        ("personal-data", Conditions.PersonalData, new("personal data is involved", "có liên quan dữ liệu cá nhân")),
        ("location-or-biometric", Conditions.LocationOrBiometric,
            new("location or biometric data is involved", "có liên quan dữ liệu vị trí hoặc sinh trắc học")),
        ("important-system", Conditions.ImportantSystem,
            new("the system is important to national security (level 5)", "hệ thống quan trọng về an ninh quốc gia (cấp độ 5)")),
    ];

    public static IReadOnlyList<string> Words { get; } = Array.ConvertAll(All, entry => entry.Word);

    public static Conditions? Parse(string word)
    {
        foreach (var entry in All)
            if (entry.Word == word)
                return entry.Condition;

        return null;
    }

    /// <summary>The first of the conditions that hold, as the reason to give.</summary>
    public static Bilingual Because(Conditions holding)
    {
        foreach (var entry in All)
            if ((holding & entry.Condition) != 0)
                return entry.Because;

        throw new ArgumentException("No condition holds.", nameof(holding));
    }
}
