using System.Net;
using IncidentDesk.Audit;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Administration;

/// <summary>Who finds an administrator's machine open carries no addresses away.</summary>
public sealed class ListFilesTests
{
    private ManualClock clock = null!;
    private Desk desk = null!;
    private Visitor admin = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync(clock = new ManualClock());
        await desk.AgencyAsync("SO-YTE");
        admin = await Visitor.SignedInAsync(desk, "quan.tri", "admin");
    }

    [TearDown]
    public async Task StopAsync()
    {
        admin.Dispose();
        await desk.DisposeAsync();
    }

    [TestCase("people", "quan.tri")]
    [TestCase("deliveries", "recipient")]
    [TestCase("centres", "verifiedOn")]
    [TestCase("agencies", "SO-YTE")]
    public async Task A_table_of_contacts_leads_over_the_password_and_back(string list, string words)
    {
        clock.Advance(TimeSpan.FromMinutes(11));

        using var sent = await admin.GetAsync($"/lists/{list}.csv");
        Assert.That(sent.Headers.Location?.OriginalString, Is.EqualTo($"/account/proof?next=%2Flists%2F{list}.csv"));
        using var proved = await admin.SubmitAsync(sent.Headers.Location!.OriginalString, "form[action='/account/proof']", ("password", Visitor.Password));
        Assert.That(proved.Headers.Location?.OriginalString, Is.EqualTo($"/lists/{list}.csv"));
        using var file = await admin.GetAsync($"/lists/{list}.csv");
        Assert.That((file.StatusCode, file.Content.Headers.ContentType?.MediaType), Is.EqualTo((HttpStatusCode.OK, "text/csv")));
        Assert.That(await file.Content.ReadAsStringAsync(), Does.Contain(words));
    }

    [Test]
    public async Task The_card_and_tables_without_contacts_ask_for_nothing()
    {
        clock.Advance(TimeSpan.FromMinutes(11));

        foreach (var address in new[] { "/card", "/lists/incidents.csv", "/lists/alarms.csv", "/lists/duty.csv", "/lists/audit.csv" })
        {
            using var answer = await admin.GetAsync(address);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), address);
        }
    }

    [Test]
    public async Task A_table_that_leaves_is_in_the_audit_and_so_is_how_often()
    {
        for (var n = 0; n < 4; n++)
        {
            using var file = await admin.GetAsync("/lists/audit.csv");
            Assert.That(file.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        await desk.Services.GetRequiredService<AuditBook>().TurnAsync(CancellationToken.None, isLast: true);
        Assert.That(await desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
            "SELECT outcome FROM audit WHERE action = 'list.export' AND subject = 'audit' ORDER BY id"), CancellationToken.None), Is.EqualTo(new[] { "exported csv", "exported csv 3 more" }));
    }

    [Test]
    public async Task Whom_a_ladder_calls_is_changed_behind_the_password_and_read_without_it()
    {
        using var lead = await Visitor.SignedInAsync(desk, "truong.ca", "lead");
        clock.Advance(TimeSpan.FromMinutes(11));
        var opened = await lead.PageAsync("/admin/ladders");

        using var ladder = await lead.SubmitAsync(opened, "form[action='/admin/ladders/critical']");
        using var fallback = await lead.SubmitAsync(opened, "form[action='/admin/ladders/fallback']");

        Assert.That(ladder.Headers.Location?.OriginalString, Does.StartWith("/account/proof?"));
        Assert.That(fallback.Headers.Location?.OriginalString, Does.StartWith("/account/proof?"));
    }
}
