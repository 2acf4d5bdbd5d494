using System.Globalization;
using IncidentDesk.Duty.Handovers;
using IncidentDesk.Duty.Rosters;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Duty;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Duty;

/// <summary>The duty view at /duty: who is there now and next, the week or the month with its gaps, the rosters, swaps and handovers that wait.</summary>
public static class DutyPages
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/duty", (HttpContext http, ISender sender, Caller caller, DeskNames desk, TimeProvider clock) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Text("refresh");
            var span = Span.Of(query.Word("view", "week", "month") ?? "week", query.Text("from", 10), query.Text("agency"), desk.Zone, clock.GetUtcNow());
            query.Done();
            return PageAsync(http, sender, caller, span, []);
        }).Needs(Scopes.Report, Scopes.Read, Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/duty/rosters", async (HttpContext http, ISender sender, Caller caller, IAntiforgery antiforgery, DeskNames desk, TimeProvider clock) =>
        {
            RosterDetail? made = null;
            IFormCollection? said = null;
            var faults = await Forms.SendAsync(http, antiforgery, async form => made = await sender.Send(new AddRoster.Command(RosterOf(said = form, desk.Zone)), http.RequestAborted), DutyLabels.Roster);
            return made is not null
                ? TypedResults.LocalRedirect($"/duty/rosters/{made.Roster.Id:D}")
                : await PageAsync(http, sender, caller, Span.Of("week", null, null, desk.Zone, clock.GetUtcNow()), faults, said);
        }).Needs(Scopes.Approve, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/duty/swaps/{swap:guid}/answer", async (Guid swap, HttpContext http, ISender sender, Caller caller, IAntiforgery antiforgery, DeskNames desk, TimeProvider clock) =>
        {
            if (await sender.Send(new AskSwap.OneQuery(swap), http.RequestAborted) is null)
                throw new RefusedException(Problems.NotFound());
            var faults = await Forms.SendAsync(http, antiforgery, form => sender.Send(
                new AnswerSwap.Command(swap, new(Forms.Of(form, "decision")), Forms.Number(form, "version")), http.RequestAborted));
            return faults.Count == 0
                ? TypedResults.LocalRedirect("/duty")
                : await PageAsync(http, sender, caller, Span.Of("week", null, null, desk.Zone, clock.GetUtcNow()), faults);
        }).Needs(Scopes.Report, Scopes.Work).ExcludeFromDescription();
        doors.MapPost("/duty/handovers", async (HttpContext http, ISender sender, Caller caller, IAntiforgery antiforgery, DeskNames desk, TimeProvider clock) =>
        {
            HandoverView? opened = null;
            var faults = await Forms.SendAsync(http, antiforgery, async form => opened = await sender.Send(new OpenHandover.Command(Forms.Said(form, "note")), http.RequestAborted));
            return opened is not null
                ? TypedResults.LocalRedirect($"/duty/handovers/{opened.Id:D}")
                : await PageAsync(http, sender, caller, Span.Of("week", null, null, desk.Zone, clock.GetUtcNow()), faults);
        }).NeedsDesk(Scopes.Work).ExcludeFromDescription();
    }

    /// <summary>The days that the page shows: a week from its Monday, or whole weeks around a month.</summary>
    /// <param name="Days">Their first instants, and one more that ends the last.</param>
    public sealed record Span(string View, string? Agency, DateOnly First, IReadOnlyList<DateTimeOffset> Days)
    {
        public DateOnly Earlier => View == "month" ? First.AddMonths(-1) : First.AddDays(-7);

        public DateOnly Later => View == "month" ? First.AddMonths(1) : First.AddDays(7);

        public static Span Of(string view, string? from, string? agency, TimeZoneInfo zone, DateTimeOffset now)
        {
            var day = DateOnly.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) && asked.Year is > 2000 and < 2100
                ? asked
                : DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
            var first = view == "month" ? new DateOnly(day.Year, day.Month, 1) : MondayOf(day);
            var start = MondayOf(first);
            var count = view == "month" ? (first.AddMonths(1).DayNumber - start.DayNumber + 6) / 7 * 7 : 7;
            return new(view, agency, first, [.. Enumerable.Range(0, count + 1).Select(n => ShiftPattern.InstantOf(start.AddDays(n).ToDateTime(TimeOnly.MinValue), zone))]);
        }

        private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }

    private static AddRoster.RosterBody RosterOf(IFormCollection form, TimeZoneInfo zone) => new(
        Forms.Of(form, "name"), At(form, "from", zone), At(form, "to", zone), Forms.Said(form, "agency"), null,
        form["posts"] is { Count: > 0 } posts ? [.. posts.OfType<string>()] : null, Forms.Said(form, "rest") is null ? null : (int)Math.Min(999, Forms.Number(form, "rest")));

    internal static DateTimeOffset At(IFormCollection form, string name, TimeZoneInfo zone) =>
        Forms.Instant(form, name, zone) ?? throw new RefusedException(Problems.Validation(Faults.At("/" + name, "required")));

    private static async Task<IResult> PageAsync(
        HttpContext http, ISender sender, Caller caller, Span span, IReadOnlyList<Text> faults, IFormCollection? said = null)
    {
        var stop = http.RequestAborted;
        return new RazorComponentResult<DutyCalendarPage>(new
        {
            Shown = span,
            Duty = await sender.Send(new ShowDutyCalendar.Query(span.Agency, span.Days[0], span.Days[^1]), stop),
            Coming = await sender.Send(new ShowDutyCalendar.Query(span.Agency, null, null), stop),
            Swaps = (await sender.Send(new AskSwap.Query("open", "open", 50, null), stop)).Items.Where(swap => caller.Person is { } me && (swap.AskedOf.Id == me || swap.AskedBy.Id == me)).ToList(),
            Handovers = caller.IsDesk ? (await sender.Send(new ListHandovers.Query(true, "open", 10, null), stop)).Items : [],
            Faults = faults, Said = said,
        }) { StatusCode = Forms.StatusOf(faults) };
    }
}
