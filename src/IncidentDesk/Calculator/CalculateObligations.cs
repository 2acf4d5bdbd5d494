using FluentValidation;
using IncidentDesk.Centres;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reference;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Calculator;

/// <summary>
/// What must be filed, to whom, by when and on what ground, if this had happened: the decision that intake would take, by the same rules. Nothing is stored, and nobody
/// is told.
/// </summary>
public static class CalculateObligations
{
    public sealed record Query(CalculationBody Body) : IRequest<Answer>;

    /// <param name="RuleSet">Null where no law is in force for it.</param>
    public sealed record Answer(
        DateTimeOffset AsOf, string Severity, bool Serious, decimal? Score, string Need, string? RuleSet, string RulesVersion, IReadOnlyList<Duty> Obligations,
        IReadOnlyList<TriageLine> Triage);

    /// <param name="DueLocal">The due instant in the desk's zone, with its offset.</param>
    /// <param name="Internal">No law gives the figure: it is the desk's own target.</param>
    /// <param name="PastBySeconds">Null while the instant lies ahead.</param>
    public sealed record Duty(
        string Kind, string Rule, string Article, string Sureness, Recipient Recipient, string? Form, DateTimeOffset StartsAt, DateTimeOffset DueAt, string DueLocal,
        bool Internal, bool Past, long? PastBySeconds, string Explanation, string ExplanationVi);

    /// <param name="Centre">Who holds the role; null where no centre does: the agency itself reaches them.</param>
    /// <param name="Reachable">Whether the desk has a contact of the centre that may be used now; null without a centre.</param>
    public sealed record Recipient(string Role, string Name, string NameVi, string? Centre, bool? Reachable);

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator(ReferenceLibrary library, TimeProvider clock) => RuleFor(query => query.Body).SetValidator(new CalculationRules(library, clock));
    }

    public sealed class Handler(Database database, ReferenceLibrary library, DeskSettings settings, TimeProvider clock) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellation)
        {
            var now = clock.GetUtcNow();
            var decision = Triage.Decide(query.Body.ForTriage(now, settings.Mail.Guard), library.RuleBook);
            var reachable = (await database.ReadAsync(reading => reading.QueryAsync<string>(
                $"SELECT DISTINCT centre_id FROM centre_contacts WHERE {CentreContacts.AreUsable}", new { now }), cancellation)).ToHashSet();
            return new(
                now, decision.Severity, decision.Serious, decision.Score, decision.Need, decision.RuleSet, decision.RulesVersion,
                [.. decision.Obligations.OrderBy(one => one.DueAt).Select(one => DutyOf(one, decision, reachable, now))], decision.Lines);
        }

        private Duty DutyOf(OpenedObligation one, TriageDecision decision, HashSet<string> reachable, DateTimeOffset now)
        {
            var (role, isPast) = (library.RuleBook.Routing.Roles[one.Recipient], one.DueAt < now);
            var line = decision.Lines.FirstOrDefault(line => line.Rule == "obligation" && Is(line, one));
            return new(
                one.Kind, one.Rule, one.Article, one.Sureness,
                new(role.Role, role.Name.En, role.Name.Vi, role.Centre, role.Centre is { } centre ? reachable.Contains(centre) : null),
                one.Form, one.StartsAt, one.DueAt, settings.Zone.Local(one.DueAt).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", System.Globalization.CultureInfo.InvariantCulture),
                one.Internal, isPast, isPast ? (long)(now - one.DueAt).TotalSeconds : null, line?.Explanation ?? "", line?.ExplanationVi ?? "");
        }
    }

    // One role may be owed the same kind twice, on two grounds and by two instants.
    private static bool Is(TriageLine line, OpenedObligation one) =>
        line.Outcome == one.Kind && one.Recipient.Equals(line.Facts.GetValueOrDefault("recipient")) && one.Article.Equals(line.Facts.GetValueOrDefault("article"))
        && VietnamTime.Wire(one.DueAt).Equals(line.Facts.GetValueOrDefault("dueAt"));

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/obligations/calculation", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var body = await Body.ReadAsync<CalculationBody>(http, 64 << 10, cancellation);
            return Results.Json(await sender.Send(new Query(body.Value), cancellation), Json.Options);
        })
        .Accepts<CalculationBody>("application/json").Produces<Answer>().WithSummary("What must be filed, to whom and by when, of facts that are not stored")
        .Needs(Scopes.Report, Scopes.Read);
}
