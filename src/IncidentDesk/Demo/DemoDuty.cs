using IncidentDesk.Audit;
using IncidentDesk.Duty;
using IncidentDesk.Duty.Rosters;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;

namespace IncidentDesk.Demo;

/// <summary>
/// Who is on duty from the first report to two weeks after the start: two responders take turns by day and night, the shift lead by day. The past stands on the plain
/// table; from a week ago a published roster says it, the fortnight after that is a draft with a night still open, and the holiday of the directive is there as it was.
/// </summary>
internal static class DemoDuty
{
    private const int DaysBefore = 90, RosterDays = 7, DaysAfter = 15, DraftDays = 14;
    private const string Zone = "Asia/Ho_Chi_Minh";
    private static readonly TimeSpan Shift = TimeSpan.FromHours(12);

    public static async Task PlantAsync(Transaction transaction, DateTimeOffset now)
    {
        var (one, other) = (await PersonAsync(transaction, "truc1"), await PersonAsync(transaction, "truc2"));
        var (lead, head) = (await PersonAsync(transaction, "truongca"), await PersonAsync(transaction, "truongphong"));
        // Shifts change at seven, morning and evening, in the desk's zone.
        var today = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerDay));
        foreach (var line in Lines(today.AddDays(-DaysBefore), today.AddDays(-RosterDays), one, other, lead))
            await AddShift.AddAsync(transaction, new(line.Person, line.Post, line.From, line.To), Actor.Desk, line.From);
        await RosterAsync(transaction, "Lịch trực ba tuần", null, Lines(today.AddDays(-RosterDays), today.AddDays(DaysAfter), one, other, lead), publishes: true, now.AddDays(-RosterDays));
        var draft = Lines(today.AddDays(DaysAfter), today.AddDays(DaysAfter + DraftDays), one, other, lead);
        await RosterAsync(transaction, "Lịch trực hai tuần sau", null, [.. draft.Where((line, n) => n != 10 || line.Post != Callable.OnDuty)], publishes: false, now);
        var holiday = new DateTimeOffset(2023, 1, 20, 0, 0, 0, TimeSpan.FromHours(7)).ToUniversalTime();
        await RosterAsync(transaction, "Tết Quý Mão 2023", null, Lines(holiday, holiday.AddDays(7), one, other, lead), publishes: true, now.AddDays(-DaysBefore));
        await OfAnAgencyAsync(transaction, "SO-YTE", today, now);
        await transaction.ExecuteAsync("INSERT INTO ladder_fallback (place, person_id) VALUES (0, @head)", new { head });
    }

    private static List<RosterLines.Line> Lines(DateTimeOffset from, DateTimeOffset to, Guid one, Guid other, Guid lead)
    {
        var lines = new List<RosterLines.Line>();
        for (var (n, at) = (0, from); at < to; n++, at += Shift)
        {
            lines.Add(new(n % 2 == 0 ? one : other, Callable.OnDuty, at, at + Shift));
            lines.Add(new(n % 2 == 0 ? other : one, Callable.StandIn, at, at + Shift));
            if (n % 2 == 0)
                lines.Add(new(lead, Callable.ShiftLead, at, at + Shift));
        }
        return lines;
    }

    private static async Task RosterAsync(
        Transaction transaction, string name, Guid? agency, IReadOnlyList<RosterLines.Line> lines, bool publishes, DateTimeOffset at)
    {
        var (from, to) = (lines.Min(line => line.From), lines.Max(line => line.To));
        var id = await AddRoster.InsertAsync(transaction, new(name, from, to), agency, Zone, Actor.Desk, at);
        var roster = (await transaction.SingleAsync<RosterRow>($"{RosterRows.Select} WHERE duty_rosters.id = @id", new { id }))!;
        foreach (var line in lines)
            await RosterLines.AddAsync(transaction, roster, line, Actor.Desk, at);
        if (publishes)
            await PublishRoster.PublishAsync(transaction, roster, Actor.Desk, at);
    }

    private static async Task OfAnAgencyAsync(Transaction transaction, string code, DateTimeOffset today, DateTimeOffset now)
    {
        var agency = await transaction.SingleAsync<Guid>("SELECT id FROM agencies WHERE code = @code", new { code });
        var people = await transaction.QueryAsync<Guid>("SELECT id FROM people WHERE agency_id = @agency ORDER BY user_name", new { agency });
        if (people.Count > 0)
            await RosterAsync(
                transaction, "Trực 24/7 đầu mối ứng cứu sự cố", agency,
                [.. Enumerable.Range(-RosterDays, RosterDays + DaysAfter).Select(day => new RosterLines.Line(
                    people[(day + RosterDays) % people.Count], Callable.OnDuty, today.AddDays(day), today.AddDays(day + 1)))],
                publishes: true, now.AddDays(-RosterDays));
    }

    private static Task<Guid> PersonAsync(Transaction transaction, string user) =>
        transaction.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = @user", new { user });
}
