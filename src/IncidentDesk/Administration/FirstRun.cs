using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Administration;

/// <summary>What a new desk still lacks, in any order, each with where it is done; over when a report that one sent to oneself was seen arriving.</summary>
public static class FirstRun
{
    public sealed record Query : IRequest<Answer>;

    /// <param name="Own">The report to oneself; null until somebody sent one.</param>
    public sealed record Answer(IReadOnlyList<Item> Items, OwnReport.Standing? Own);

    /// <param name="State">What there is, in words and with its figure.</param>
    public sealed record Item(string Word, bool IsDone, Text State, string Page);

    public sealed class Handler(Database database, DeskSettings settings, Caller caller, TimeProvider clock) : IRequestHandler<Query, Answer>
    {
        public Task<Answer> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading =>
        {
            var facts = (await reading.SingleAsync<Facts>(
                """
                SELECT (SELECT count(*) FROM agencies) AS agencies,
                    (SELECT count(*) FROM people WHERE agency_id IS NULL AND disabled_at IS NULL) AS people,
                    (SELECT count(*) FROM people WHERE agency_id IS NULL AND disabled_at IS NULL AND (phone IS NOT NULL OR email IS NOT NULL)) AS reachable,
                    (SELECT count(*) FROM centres WHERE mandatory_since IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM centre_contacts WHERE centre_contacts.centre_id = centres.id AND channel = 'mail' AND verified_on IS NOT NULL
                          AND (valid_to IS NULL OR valid_to > @now))) AS mute,
                    (SELECT count(*) FROM desk_shifts WHERE starts_at <= @now AND ends_at > @now) AS duty,
                    (SELECT count(*) FROM deliveries WHERE cause_kind = 'test' AND channel = 'mail' AND state IN ('accepted', 'delivered', 'acknowledged', 'simulated')) AS tests
                """,
                new { now = clock.GetUtcNow() }))!;
            var own = await OwnReport.ReadAsync(reading, caller);
            return new Answer(
            [
                new("administrator", true, Texts.FirstAdministrator, "/people"),
                new("desk", settings.Phone is not null, settings.Phone is null ? Texts.FirstNoPhone : Texts.FirstDesk, "/admin/settings"),
                new("agencies", facts.Agencies > 0, Counted(Texts.FirstAgencies, facts.Agencies), "/agencies/import"),
                new("people", facts.People > 1 && facts.Reachable > 0, Counted(Texts.FirstPeople, facts.People, facts.Reachable), "/people"),
                new("centres", facts.Mute == 0, facts.Mute == 0 ? Texts.FirstCentres : Counted(Texts.FirstCentresMute, facts.Mute), "/admin/centres"),
                new("mail", facts.Tests > 0, facts.Tests > 0 ? Texts.FirstMail : Texts.FirstNoMail, "/admin/channels"),
                new("duty", facts.Duty > 0, facts.Duty > 0 ? Texts.FirstDuty : Texts.FirstNoDuty, "/admin/duty"),
                new("ladders", facts.Duty > 0, Texts.FirstLadders, "/admin/ladders?severity=critical"),
                new("own", own is { IsThere: true }, own is null ? Texts.FirstNoOwn : own.IsThere ? Texts.FirstOwn : Texts.FirstOwnWaits, "/admin/own-report"),
            ], own);
        }, cancellation);

        private static Text Counted(Text text, params object[] figures) => new(text.In(Language.Vietnamese, figures), text.In(Language.English, figures));
    }

    private sealed record Facts(long Agencies, long People, long Reachable, long Mute, long Duty, long Tests);
}
