using IncidentDesk.Rules.Triage;

namespace IncidentDesk.Rules.Deadlines;

/// <summary>Opens what a rule pack wants of an incident, with the sentence that says why and until when.</summary>
internal static class Obligations
{
    public static void Open(
        TriageFacts facts, Conditions holding, RulePack pack, RoutingTable routing,
        List<OpenedObligation> opened, List<TriageLine> lines)
    {
        foreach (var rule in pack.Obligations)
        {
            var reasons = rule.AnyOf & holding;
            if (reasons == 0)
                continue;

            var start = rule.Trigger.Start(facts);
            foreach (var recipient in rule.Recipients.For(facts.Jurisdiction))
            {
                var obligation = new OpenedObligation(
                    rule.Kind, pack.Code, rule.Article, rule.Sureness, recipient, rule.Form,
                    start.At, start.At + rule.Offset.Span, rule.Internal);
                opened.Add(obligation);
                lines.Add(Line(obligation, rule, start.Since, Condition.Because(reasons), routing.Roles[recipient].Name));
            }
        }
    }

    private static TriageLine Line(
        OpenedObligation opened, ObligationRule rule, Bilingual since, Bilingual because, Bilingual recipient)
    {
        var facts = new Dictionary<string, object?>(9)
        {
            ["rule"] = opened.Rule,
            ["article"] = opened.Article,
            ["sureness"] = opened.Sureness,
            ["recipient"] = opened.Recipient,
            ["form"] = opened.Form,
            ["trigger"] = rule.Trigger.Word,
            ["startsAt"] = VietnamTime.Wire(opened.StartsAt),
            ["dueAt"] = VietnamTime.Wire(opened.DueAt),
            ["internal"] = opened.Internal,
        };
        var (start, due) = (VietnamTime.Shown(opened.StartsAt), VietnamTime.Shown(opened.DueAt));
        var (sure, within) = (Sureness.Said(opened.Sureness), rule.Offset.Said);
        var (ownEn, ownVi) = opened.Internal
            ? (" No law gives this figure: it is the desk's own target.", " Luật chưa quy định thời hạn này: đây là mục tiêu nội bộ.")
            : ("", "");
        return new("obligation", opened.Kind, facts,
            $"{Capital(rule.Name.En)} to {recipient.En}, {within.En} {since.En} ({start}): due {due} (UTC+7), because {because.En}. {opened.Rule}, {opened.Article}; {sure.En}.{ownEn}",
            $"{Capital(rule.Name.Vi)} gửi {recipient.Vi} {within.Vi} {since.Vi} ({start}): hạn {due} (giờ Việt Nam), vì {because.Vi}. {opened.Rule}, {opened.Article}; {sure.Vi}.{ownVi}");
    }

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
