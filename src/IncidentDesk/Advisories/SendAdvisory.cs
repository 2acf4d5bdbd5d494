using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Advisories;

/// <summary>A letter goes to agencies: each gets a reply to fill in, and a mail where it has an address. Under an embargo all of that waits for its end.</summary>
public static class SendAdvisory
{
    /// <param name="Agencies">Codes; together with <paramref name="Kinds"/> and <paramref name="All"/> whoever is named by one of them.</param>
    /// <param name="Kinds">province, department, commune, ...</param>
    public sealed record RecipientsBody(IReadOnlyList<string>? Agencies = null, IReadOnlyList<string>? Kinds = null, bool? All = null);

    public sealed record Command(Guid Advisory, RecipientsBody Body, long Version) : IRequest<Answer>;

    /// <param name="Added">To how many it goes now; who has it already gets it no second time.</param>
    /// <param name="WithoutAddress">How many of them have no mail address: they find it when they sign in, and somebody should call them.</param>
    public sealed record Answer(Guid Id, string Number, int Added, int WithoutAddress, DateTimeOffset? WaitsUntil, long Version);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.Agencies).AtMostItems(1000);
            RuleFor(command => command.Body.Kinds).AtMostItems(20);
            RuleForEach(command => command.Body.Kinds).OneOf(Words.AgencyKinds);
            RuleFor(command => command.Body).Must(body => body.All == true || body.Agencies is { Count: > 0 } || body.Kinds is { Count: > 0 }).WithFault("required");
        }
    }

    public sealed class Handler(Database database, AdvisoryMails mails, DeskSettings settings, Caller caller, TimeProvider clock) : IRequestHandler<Command, Answer>
    {
        public Task<Answer> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(transaction => SendAsync(transaction, command), cancellation);

        private async Task<Answer> SendAsync(Transaction transaction, Command command)
        {
            var (now, by) = (clock.GetUtcNow(), Actor.Of(caller));
            var row = await AdvisoryRows.TakeAsync(transaction, command.Advisory, caller, now) ?? throw new RefusedException(Problems.NotFound());
            if (command.Version != ETags.Any && command.Version != row.Version)
                throw new RefusedException(Problems.Stale());
            // Red is for named persons; an agency is none.
            if (row.Tlp == "red")
                throw new RefusedException(Problems.Conflict("tlp-refuses"));
            await UrgentDue.RequireAsync(transaction, row, settings);
            var agencies = await RecipientsAsync(transaction, row.Id, command.Body, now);
            var waits = row.EmbargoAt > now ? row.EmbargoAt : null;
            await Cells.AddAsync(transaction, row.Id, agencies, new(waits is null ? CellMoves.Sent : CellMoves.NotSent, row.Number, by, "addressed", now));
            var reached = waits is null ? await mails.SendAsync(transaction, row.Id, agencies, now) : agencies.Count;
            if (agencies.Count > 0)
                await NoteAsync(transaction, row, waits ?? now);
            await AuditTrail.AppendAsync(transaction, by.Word, "advisory.send", row.Id.ToString("D"), $"to {agencies.Count}", now);
            return new(row.Id, row.Number, agencies.Count, agencies.Count - reached, waits, row.Version + (agencies.Count > 0 ? 1 : 0));
        }

        private static async Task NoteAsync(Transaction transaction, AdvisoryRow row, DateTimeOffset sentAt)
        {
            await transaction.ExecuteAsync(
                "UPDATE advisories SET sent_at = coalesce(sent_at, @sentAt), silent_at = coalesce(silent_at, @silentAt), version = version + 1 WHERE id = @id",
                new { id = row.Id, sentAt, silentAt = ReminderSchedule.SilentFrom(sentAt, row.DueAt) });
            if (row.SentAt is null)
                await Reminding.ScheduleAsync(transaction, row.Id, sentAt, row.DueAt, sentAt);
        }

        private static async Task<IReadOnlyList<Guid>> RecipientsAsync(Transaction transaction, Guid advisory, RecipientsBody body, DateTimeOffset now)
        {
            var (codes, kinds) = (body.Agencies ?? [], body.Kinds ?? []);
            var known = codes.Count == 0 ? [] : await transaction.QueryAsync<string>("SELECT code FROM agencies WHERE code IN @codes", new { codes = codes.ToArray() });
            if (codes.Select((code, n) => (code, n)).FirstOrDefault(one => !known.Contains(one.code)) is ({ } missing, var place))
                throw new RefusedException(Problems.Validation(Faults.At($"/agencies/{place}", "unknown-reference", WireText.Shown(missing))));
            return await transaction.QueryAsync<Guid>(
                $"""
                SELECT id FROM agencies
                WHERE valid_from <= @now AND (valid_to IS NULL OR valid_to > @now)
                  AND ({(body.All == true ? "1 = 1" : "1 = 0")} OR {(codes.Count > 0 ? "code IN @codes" : "1 = 0")} OR {(kinds.Count > 0 ? "kind IN @kinds" : "1 = 0")})
                  AND NOT EXISTS (SELECT 1 FROM advisory_cells WHERE advisory_cells.advisory_id = @advisory AND advisory_cells.agency_id = agencies.id AND system_key = '')
                ORDER BY code
                """,
                Parameters(advisory, codes, kinds, now));
        }

        private static Dictionary<string, object?> Parameters(Guid advisory, IReadOnlyList<string> codes, IReadOnlyList<string> kinds, DateTimeOffset now)
        {
            var parameters = new Dictionary<string, object?> { ["advisory"] = advisory, ["now"] = now };
            if (codes.Count > 0)
                parameters["codes"] = codes.ToArray();
            if (kinds.Count > 0)
                parameters["kinds"] = kinds.ToArray();
            return parameters;
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/advisories/{advisory:guid}/recipients", async (Guid advisory, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<RecipientsBody>(http, AdvisoryRules.MostBytes, cancellation);
            var answer = await sender.Send(new Command(advisory, body.Value, version), cancellation);
            ETags.Write(http.Response, answer.Version);
            return Results.Json(answer, Json.Options);
        })
        .Accepts<RecipientsBody>("application/json").Produces<Answer>().WithSummary("Send a warning letter to agencies").NeedsDesk(Scopes.Approve, Scopes.Admin);
}
