using System.Globalization;
using IncidentDesk.Duty;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Advisories;
using IncidentDesk.Tests.Delivery;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Duty.Rosters;

public sealed class GapScribeTests
{
    private const string Tet = """{"name":"Tết Quý Mão 2023","from":"2023-01-20T00:00:00+07:00","to":"2023-01-27T00:00:00+07:00"}""";

    private Desk desk = null!;
    private ManualClock clock = null!;
    private HttpClient lead = null!;
    private Guid hoa;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new(new(2023, 1, 10, 0, 0, 0, TimeSpan.Zero));
        desk = await Desk.StartAsync(clock);
        hoa = await DeskPeople.AddAsync(desk, "hoa", "responder");
        await DeskPeople.AddAsync(desk, "quan", "admin");
        lead = desk.Client(await desk.KeyAsync(null, "read work approve", await DeskPeople.AddAsync(desk, "lead", "lead", "shift-lead")));
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task Who_leads_the_desk_is_written_to_a_week_and_a_day_before_hours_that_nobody_holds()
    {
        var roster = (await lead.PostAsync("/api/v1/duty/rosters", Tet)).Response.Headers.Location!.ToString();
        await lead.PostAsync($"{roster}/shifts", $$"""{"person":"{{hoa}}","post":"on-duty","from":"2023-01-20T00:00:00+07:00","to":"2023-01-26T00:00:00+07:00"}""");
        await AtAsync("2023-01-18T18:00:00+07:00");
        Assert.That(await desk.ToldAsync("roster-gap"), Is.Empty, "the gap is on the 26th");

        await AtAsync("2023-01-19T01:00:00+07:00");
        await AtAsync("2023-01-19T02:00:00+07:00");
        var week = (await desk.ToldAsync("roster-gap")).Single();
        Assert.That((week.Address, week.Cause[..13]), Is.EqualTo(("lead@desk.example", "roster-gap-7d")));
        Assert.That(week.Text, Does.Contain("Người trực: 00:00, Thứ Năm 26/01/2023 – 00:00, Thứ Sáu 27/01/2023").And.Contain("chưa công bố").And.Contain("Thu 26 Jan 2023, 00:00"));

        await AtAsync("2023-01-25T01:00:00+07:00");
        await AtAsync("2023-01-25T02:00:00+07:00");
        Assert.That((await desk.ToldAsync("roster-gap")).Select(mail => $"{mail.Cause[..13]} {mail.Address}"),
            Is.EqualTo(new[] { "roster-gap-7d lead@desk.example", "roster-gap-24 lead@desk.example" }));
    }

    [Test]
    public async Task An_agencys_roster_is_told_to_that_agency_and_to_nobody_else()
    {
        var first = await desk.AgencyAsync("SO-YTE");
        await desk.AgencyAsync("SO-GDDT");
        foreach (var code in new[] { "SO-YTE", "SO-GDDT" })
            await desk.MailAddressAsync(code, $"{code.ToLowerInvariant()}@mau.example");
        await desk.PersonAsync("an", "agency-lead", "SO-YTE");
        var an = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = 'an'"), CancellationToken.None);
        var own = desk.Client(await desk.KeyAsync(first, "report approve", an));
        Assert.That((await own.PostAsync("/api/v1/duty/rosters", Tet)).Code, Is.EqualTo(201));
        await AtAsync("2023-01-13T01:00:00+07:00");
        Assert.That(await desk.ToldWhomAsync("roster-gap"), Is.EqualTo(new[] { "so-yte@mau.example" }));
    }

    private Task AtAsync(string instant)
    {
        clock.Advance(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture) - clock.GetUtcNow());
        return desk.Services.GetRequiredService<DutyClock>().TurnAsync(CancellationToken.None);
    }
}
