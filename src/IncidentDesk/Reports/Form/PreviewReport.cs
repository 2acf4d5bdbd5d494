using FluentValidation;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reference;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Triage;
using MediatR;

namespace IncidentDesk.Reports.Form;

/// <summary>What will happen should this report be sent now: by the same rules, and nothing is written.</summary>
public static class PreviewReport
{
    public sealed record Query(ReportBody Report) : IRequest<Answer>;

    public sealed record Answer(TriageDecision Decision, IReadOnlyList<Told> Told);

    /// <param name="ByLaw">Whatever the TLP mark.</param>
    public sealed record Told(Bilingual Centre, bool Automatic, bool ByLaw);

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator(ReportRules rules) => RuleFor(query => query.Report).SetValidator(rules);
    }

    public sealed class Handler(Intake intake, ReferenceLibrary library, Caller caller) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellation)
        {
            var decision = (await intake.WeighAsync(query.Report, "web-form", caller, cancellation)).Decision;
            return new(decision, [
                .. decision.Routes.Select(route => new Told(library.RuleBook.Routing.Centres[route.Centre], route.Automatic, route.Why == "law")),
            ]);
        }
    }
}
