using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Agencies.Csv;

/// <summary>An administrator brings a table into a register: first as a dry run that says what each line would do, then all of it or nothing.</summary>
public static class ImportRegister
{
    public const int MostBytes = 4 << 20;

    public sealed record Command(string Register, ReadOnlyMemory<byte> Text, bool DryRun) : IRequest<Answer>;

    public sealed record Answer(bool DryRun, int Added, int Changed, int Unchanged, int Refused, IReadOnlyList<Line> Lines);

    /// <param name="Number">Of the line in the file; the header is 1.</param>
    /// <param name="Key">What the line names: a code, or agency/code.</param>
    /// <param name="Outcome">added, changed, unchanged or refused.</param>
    public sealed record Line(long Number, string Key, string Outcome, IReadOnlyList<FieldChange> Changes, IReadOnlyList<Fault> Errors);

    public sealed record FieldChange(string Field, string Old, string New);

    public sealed class Handler(Database database, AgencyRegister register, Caller caller, DeskSettings settings, TimeProvider clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command command, CancellationToken cancellation)
        {
            var answer = await RunAsync(database, command, Actor.Of(caller), settings.Zone.Zone, clock.GetUtcNow(), cancellation);
            register.Forget();
            return answer;
        }
    }

    /// <param name="database">The desk's.</param>
    /// <param name="command">The file, and whether it is only tried.</param>
    /// <param name="actor">Who brings it in.</param>
    /// <param name="zone">In which its days begin.</param>
    /// <param name="now">When that is.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="RefusedException">400 with every fault of every line; then nothing was written.</exception>
    public static Task<Answer> RunAsync(Database database, Command command, Actor actor, TimeZoneInfo zone, DateTimeOffset now, CancellationToken cancellation)
    {
        var (register, table) = (Register.Of(command.Register), CsvText.Read(command.Text));
        if (command.DryRun)
            return database.ReadAsync(async reading => Say(register, await register.PlanAsync(reading, table, zone), isDry: true), cancellation);
        return database.WriteAsync(async transaction =>
        {
            var lines = await register.PlanAsync(transaction, table, zone);
            if (lines.SelectMany(line => line.Faults.Select(fault => fault.Under($"/lines/{line.Number}"))).ToList() is { Count: > 0 } faults)
                throw new RefusedException(Problems.Validation(faults));
            var answer = Say(register, lines, isDry: false);
            await register.WriteAsync(transaction, lines, actor.Word, now);
            await AuditTrail.AppendAsync(
                transaction, actor.Word, register.Noun + ".import", register.Word,
                $"added {answer.Added}, changed {answer.Changed}, unchanged {answer.Unchanged}", now);
            return answer;
        }, cancellation);
    }

    private static Answer Say(Register register, IReadOnlyList<PlannedLine> lines, bool isDry)
    {
        var said = lines.Select(line => new Line(
            line.Number, WireText.Shown(line.Name), line.Outcome,
            line.Outcome == "changed"
                ? [.. register.Columns.Select((column, n) => new FieldChange(column, line.Before!.Cells[n], line.After[n])).Where(one => one.Old != one.New)]
                : [],
            line.Faults)).ToList();
        int Count(string outcome) => said.Count(line => line.Outcome == outcome);
        return new(isDry, Count("added"), Count("changed"), Count("unchanged"), Count("refused"), said);
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        foreach (var word in Register.Words)
            doors.MapPost($"/{word}/import", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
                {
                    var query = QueryString.Of(http.Request);
                    var isDry = query.Flag("dryRun") ?? false;
                    query.Done();
                    using var bytes = await BodyBytes.ReadAsync(http, MostBytes, cancellation, "text/csv");
                    return await sender.Send(new Command(word, bytes.Text.ToArray(), isDry), cancellation);
                })
                .Accepts<string>("text/csv").Produces<Answer>().Asks("dryRun").WithSummary($"Bring a table (CSV) of {word} in; dryRun says what it would do")
                .NeedsDesk(Scopes.Admin).NeedsFreshProof();
    }
}
