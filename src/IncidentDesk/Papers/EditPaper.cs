using FluentValidation;
using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Papers;

/// <summary>Answers are changed: a new version stands beside the old ones, and whatever was asked or approved about an old one is void.</summary>
public static class EditPaper
{
    /// <param name="Fields">Those that change; the others stay. An empty value takes an answer away.</param>
    public sealed record EditBody(IReadOnlyList<FieldBody> Fields);

    /// <param name="Value">Text; a date is 2026-11-20, an instant 2026-11-20T16:45 in the desk's zone, a flag yes or no, a table a row a line with | between cells.</param>
    public sealed record FieldBody(string Code, string? Value = null);

    public sealed record Command(string Paper, EditBody Body, long Version) : IRequest<PaperAnswer>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body.Fields).AtMostItems(200);
    }

    public sealed class Handler(Database database, PaperForms forms, PaperViews views, Caller caller, TimeProvider clock) : IRequestHandler<Command, PaperAnswer>
    {
        public Task<PaperAnswer> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(transaction => EditAsync(transaction, command), cancellation);

        private async Task<PaperAnswer> EditAsync(Transaction transaction, Command command)
        {
            var (now, actor) = (clock.GetUtcNow(), Actor.Of(caller));
            var paper = (await PaperRow.HoldAsync(transaction, command.Paper, command.Version, caller))
                .RequireState(PaperState.Draft, PaperState.Review, PaperState.Approved);
            var form = forms.Require(paper);
            var before = (await PaperVersions.FindAsync(transaction, paper.Id, paper.Latest))!;
            var values = Changed(form, before.Read().Values, command.Body);
            var weighed = await PaperDuty.WeighedAsync(transaction, form, paper.IncidentId, paper.ObligationId);
            var content = PaperContent.Of(weighed, values, paper.Mark, paper.IsDrill, paper.Number ?? paper.Agency);
            if (!IsSame(before.Read(), content))
                await WriteAsync(transaction, paper, content, actor, now);
            return await PaperAnswer.OfAsync(transaction, views, paper.Id, caller);
        }

        // The same words again, under the same mark, are no new version: whoever approved them keeps their word, though the duty behind them may be surer now, or less.
        private static bool IsSame(PaperContent before, PaperContent now) =>
            before.Answers.SequenceEqual(now.Answers) && (before.Letter.Mark, before.Letter.IsDrill) == (now.Letter.Mark, now.Letter.IsDrill);

        private async Task WriteAsync(Transaction transaction, PaperRow paper, PaperContent content, Actor actor, DateTimeOffset now)
        {
            await PaperVersions.AddAsync(transaction, paper.Id, paper.Latest + 1, content, actor, caller.Person, now);
            await transaction.ExecuteAsync("UPDATE papers SET latest = latest + 1, version = version + 1 WHERE id = @id", new { id = paper.Id });
            await Asking.VoidOpenAsync(transaction, PaperAct.Word, paper.Id.ToString("D"), now, "the paper was changed");
            if (paper.State != PaperState.Draft)
                await PaperState.MoveAsync(transaction, paper.Id, paper.State, PaperState.Draft, actor, "changed", now);
        }

        private static SortedDictionary<string, string> Changed(PaperForm form, IReadOnlyDictionary<string, string> before, EditBody body)
        {
            var (values, faults) = (new SortedDictionary<string, string>(before.ToDictionary(), StringComparer.Ordinal), new List<Fault>());
            for (var n = 0; n < body.Fields.Count; n++)
            {
                var (code, value) = (body.Fields[n].Code, (body.Fields[n].Value ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Trim());
                if (form.Field(code) is not { } field)
                    faults.Add(Faults.At($"/fields/{n}/code", "not-in-list", [.. form.Fields.Select(one => one.Code)]));
                else if (FieldValues.FaultOf(field, value) is { } fault)
                    faults.Add(PaperFault.Of($"/fields/{n}/value", field, fault));
                else if (value.Length == 0)
                    values.Remove(code);
                else
                    values[code] = value;
            }
            return faults.Count == 0 ? values : throw new RefusedException(Problems.Validation(faults));
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/papers/{paper}", async (string paper, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await Body.ReadAsync<EditBody>(http, PaperAnswer.MostBytes, cancellation);
            return (await sender.Send(new Command(paper, body.Value, version), cancellation)).Say(http);
        })
        .Accepts<EditBody>("application/json").Produces<PaperView>().WithSummary("Change answers of a paper: a new version").NeedsDesk(Scopes.Work);
}
