using IncidentDesk.Rules.Deadlines;

namespace IncidentDesk.Rules.Triage;

/// <summary>Finds the centre to forward to; at once when serious, else after a second person's approval.</summary>
internal static class Routing
{
    public static string Need(TriageFacts facts, bool serious, RoutingTable table) =>
        facts.Need ?? (serious ? table.DefaultWhenSerious : table.DefaultWhenOrdinary);

    /// <param name="pack">The rule set that applies to this agency, or null.</param>
    public static Route? Find(Case given, string need, bool serious, RulePack? pack, RoutingTable table)
    {
        if (given.Category.IsTest)
            return null;

        if (!table.Needs.TryGetValue(need, out var asked))
            throw new ArgumentException($"'{need}' is no need.", nameof(need));
        // The civil centres are not told of what the army and the police run: their law names who is.
        if (table.Jurisdictions[given.Facts.Jurisdiction].ByNeed && asked is { Centre: { } centre, Role: { } role })
            return new(centre, role, $"need:{need}", serious);

        var named = serious ? pack?.Escalation?.For(given.Facts.Jurisdiction) : null;
        return named is not null && table.Roles[named].Centre is { } holder ? new(holder, named, "law", true) : null;
    }

    public static TriageLine Line(Case given, string need, bool serious, Route? route, RulePack? pack, RoutingTable table)
    {
        var facts = new Dictionary<string, object?>(5) { ["need"] = need, ["given"] = given.Facts.Need is not null };
        if (route is not null)
            (facts["role"], facts["why"], facts["automatic"]) = (route.Role, route.Why, route.Automatic);

        var (en, vi) = route is null
            ? Nobody(given, need, serious, table)
            : Somebody(given, need, route, pack, table);
        return new("route", route?.Centre ?? "none", facts, en, vi);
    }

    private static (string En, string Vi) Nobody(Case given, string need, bool serious, RoutingTable table)
    {
        if (given.Category.IsTest)
            return ("A test is forwarded to nobody.", "Báo cáo thử nghiệm không được chuyển cho ai.");

        var name = table.Needs[need].Name;
        return serious
            ? ($"Serious, but the need is {name.En} and no rule set names an authority for it: nobody is told automatically.",
                $"Sự cố nghiêm trọng, nhưng nhu cầu là {name.Vi} và không có bộ quy tắc nào nêu cơ quan phải báo: không tự động chuyển cho ai.")
            : ($"Not serious, and the need is {name.En}: nothing is forwarded.",
                $"Không nghiêm trọng và nhu cầu là {name.Vi}: không chuyển lên cấp trên.");
    }

    private static (string En, string Vi) Somebody(Case given, string need, Route route, RulePack? pack, RoutingTable table)
    {
        var (centre, role, asked) = (table.Centres[route.Centre], table.Roles[route.Role].Name, table.Needs[need].Name);
        var (whyEn, whyVi) = route.Why == "law"
            ? ($"serious, and {pack!.Code} ({pack.Article}) names {role.En}", $"nghiêm trọng, và {pack.Code} ({pack.Article}) quy định báo {role.Vi}")
            : ($"the need is {asked.En}{(given.Facts.Need is null ? " (default of a serious incident)" : "")}",
                $"nhu cầu là {asked.Vi}{(given.Facts.Need is null ? " (mặc định với sự cố nghiêm trọng)" : "")}");
        return route.Automatic
            ? ($"Forward at once to {centre.En}: {whyEn}.", $"Chuyển ngay đến {centre.Vi}: {whyVi}.")
            : ($"Forward to {centre.En} once a second person approves, because it is not serious: {whyEn}.",
                $"Chuyển đến {centre.Vi} sau khi có người thứ hai phê duyệt, vì sự cố không nghiêm trọng: {whyVi}.");
    }
}
