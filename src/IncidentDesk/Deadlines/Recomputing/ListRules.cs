using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;

namespace IncidentDesk.Deadlines.Recomputing;

/// <summary>The rule packs that are loaded: which law, since when and until when, which text of it.</summary>
public static class ListRules
{
    public sealed record PackView(
        string Code, string Version, string Family, DateOnly? ValidFrom, DateOnly? ValidTo, string Zone, IReadOnlyList<string> Jurisdictions, string Law,
        string Article, string Sureness, IReadOnlyList<DutyView> Obligations);

    public sealed record DutyView(
        string Kind, string Trigger, string? After, Bilingual Within, string Article, string Sureness, bool Internal, string? Form);

    public sealed record RulesView(string RulesVersion, IReadOnlyList<PackView> Packs);

    public static RulesView Of(RuleBook book) => new(book.Version, [.. book.Packs.Select(pack => new PackView(
        pack.Code, pack.Version, pack.Family, pack.Validity.From, pack.Validity.To, pack.Zone.Zone.Id, [.. pack.Jurisdictions.Order(StringComparer.Ordinal)],
        pack.Law, pack.Article, pack.Sureness,
        [.. pack.Obligations.Select(rule => new DutyView(
            rule.Kind, rule.Trigger.Word, rule.After, rule.Offset.Said, rule.Article, rule.Sureness, rule.Internal, rule.Form))]))]);

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/rules", (HttpContext http, Duties duties) =>
        {
            QueryString.Of(http.Request).Done();
            return Results.Json(Of(duties.Book), Json.Options);
        })
        .Produces<RulesView>().WithSummary("The rule packs that are loaded").Needs(Scopes.Report, Scopes.Read);
}
