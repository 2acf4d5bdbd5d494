using IncidentDesk.Rules.Deadlines;

namespace IncidentDesk.Rules.Triage;

/// <summary>Says which rule sets the detection time selects, and why one that is in force may still not apply.</summary>
internal static class RuleSetLine
{
    public static TriageLine Of(Case given, RuleBook book, RulePack? inForce, RulePack? applies, RulePack? personalData)
    {
        var facts = given.Facts;
        var (en, vi) = inForce is null ? None(facts, book) : InForce(facts, inForce, applies is not null, book.Routing.Jurisdictions[facts.Jurisdiction].Name);
        if (personalData is not null)
            (en, vi) = (
                $"{en} Personal data is involved, so {personalData.Code} applies as well: {personalData.Article}; {Sureness.Said(personalData.Sureness).En}.",
                $"{vi} Có dữ liệu cá nhân nên áp dụng thêm {personalData.Code}: {personalData.Article}; {Sureness.Said(personalData.Sureness).Vi}.");
        if (given.Category.IsTest)
            (en, vi) = ($"{en} A test opens no obligation.", $"{vi} Báo cáo thử nghiệm không làm phát sinh nghĩa vụ nào.");
        else if (facts.Drill)
            (en, vi) = ($"{en} This is a drill: its clocks run so that they can be measured.",
                $"{vi} Đây là diễn tập: các thời hạn vẫn chạy để đo.");

        return new("rule-set", applies?.Code ?? "none", Facts(facts, inForce, personalData), en, vi);
    }

    private static Dictionary<string, object?> Facts(TriageFacts facts, RulePack? inForce, RulePack? personalData) => new(6)
    {
        ["detectedAt"] = VietnamTime.Wire(facts.DetectedAt),
        ["jurisdiction"] = facts.Jurisdiction,
        ["inForce"] = inForce?.Code,
        ["article"] = inForce?.Article,
        ["sureness"] = inForce?.Sureness,
        ["personalData"] = personalData?.Code,
    };

    private static (string En, string Vi) None(TriageFacts facts, RuleBook book)
    {
        if (book.FirstPack(RulePack.Incident) is not { Validity.From: { } first } earliest)
            return ("There is no rule set for incidents.", "Chưa có bộ quy tắc nào cho sự cố.");
        var detected = earliest.Zone.Shown(facts.DetectedAt);
        return facts.DetectedAt < earliest.Validity.Start
            ? ($"Detected {detected}, before {VietnamTime.Shown(first)}: no rule set of the desk reaches back that far.",
                $"Phát hiện lúc {detected}, trước ngày {VietnamTime.Shown(first)}: không có bộ quy tắc nào áp dụng cho thời điểm đó.")
            : ($"Detected {detected}: no rule set of the desk covers that day.",
                $"Phát hiện lúc {detected}: không có bộ quy tắc nào áp dụng cho ngày đó.");
    }

    private static (string En, string Vi) InForce(TriageFacts facts, RulePack pack, bool applies, Bilingual whose)
    {
        var detected = pack.Zone.Shown(facts.DetectedAt);
        if (!applies)
            return ($"Detected {detected}, when {pack.Code} was in force ({pack.Article}); it excludes systems of {whose.En}, so no rule set applies.",
                $"Phát hiện lúc {detected}, khi {pack.Code} có hiệu lực ({pack.Article}); bộ quy tắc này không áp dụng cho hệ thống của {whose.Vi}, nên không có bộ quy tắc nào được dùng.");

        var (sureEn, sureVi) = (Sureness.Said(pack.Sureness).En, Sureness.Said(pack.Sureness).Vi);
        return ($"Detected {detected} ({pack.Zone.Name.En}), so {pack.Code} applies{Span(pack, "from", "to")}: {pack.Article}; {sureEn}.",
            $"Phát hiện lúc {detected} ({pack.Zone.Name.Vi}) nên áp dụng {pack.Code}{Span(pack, "từ", "đến")}: {pack.Article}; {sureVi}.");
    }

    private static string Span(RulePack pack, string from, string to) => pack.Validity switch
    {
        { From: { } first, To: { } last } => $" ({from} {VietnamTime.Shown(first)} {to} {VietnamTime.Shown(last)})",
        { From: { } first } => $" ({from} {VietnamTime.Shown(first)})",
        _ => "",
    };
}
