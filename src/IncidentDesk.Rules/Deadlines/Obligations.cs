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

            foreach (var recipient in rule.Recipients.For(facts.Jurisdiction))
            {
                if (rule.Trigger.Start(facts, rule, recipient) is not { } start)
                    continue;
                var obligation = new OpenedObligation(
                    rule.Kind, pack.Code, rule.Article, rule.Sureness, recipient, rule.Form,
                    start.At, rule.Offset.Due(start.At, pack.Zone), rule.Internal) { Trigger = rule.Trigger.Word };
                opened.Add(obligation);
                var name = pack.RoleNames.TryGetValue(recipient, out var own) ? own : routing.Roles[recipient].Name;
                lines.Add(Line(obligation, rule, pack.Zone, start.Since, Condition.Because(reasons), name));
            }
        }
    }

    private static TriageLine Line(
        OpenedObligation opened, ObligationRule rule, LawZone zone, Bilingual since, Bilingual because, Bilingual recipient)
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
        var (start, due) = (zone.Shown(opened.StartsAt), zone.Shown(opened.DueAt));
        var (sure, within) = (Sureness.Said(opened.Sureness), rule.Offset.Said);
        var (ownEn, ownVi) = opened.Internal
            ? (" No law gives this figure: it is the desk's own target.", " Luật chưa quy định thời hạn này: đây là mục tiêu nội bộ.")
            : ("", "");
        return new("obligation", opened.Kind, facts,
            $"{Capital(rule.Name.En)} to {recipient.En}, {within.En} {since.En} ({start}): due {due} ({zone.Name.En}), because {because.En}. {opened.Rule}, {opened.Article}; {sure.En}.{ownEn}",
            $"{Capital(rule.Name.Vi)} gửi {recipient.Vi} {within.Vi} {since.Vi} ({start}): hạn {due} ({zone.Name.Vi}), vì {because.Vi}. {opened.Rule}, {opened.Article}; {sure.Vi}.{ownVi}");
    }

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
