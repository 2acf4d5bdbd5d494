using IncidentDesk.Audit;
using IncidentDesk.Harness;
using IncidentDesk.Operations.Web;
using IncidentDesk.People;
using IncidentDesk.People.OpenId;
using IncidentDesk.Pipeline.Access;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.People.OpenId;

/// <summary>Who somebody is here, by what a provider said of them; the provider itself is not there.</summary>
public sealed class AdmitIdentityTests
{
    private static readonly OpenIdSettings Settings = new(
        new("https://dang-nhap.example"), "desk", "secret", "Cổng tỉnh", "groups",
        [new("truc-su-co", "responder", null), new("quan-tri", "admin", null), new("so-y-te", "reporter", "SO-YTE")], false);

    private ManualClock clock = null!;
    private Desk desk = null!;

    [SetUp]
    public async Task StartAsync() => desk = await Desk.StartAsync(clock = new ManualClock());

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [TestCase("truc-su-co")]
    [TestCase("so-y-te")]
    public async Task Who_is_in_no_group_any_more_loses_sessions_and_keys_and_comes_back_with_a_group(string group)
    {
        var agency = await desk.AgencyAsync("SO-YTE");
        var person = await EnterAsync("hoa", group);
        var key = desk.Client(await desk.KeyAsync(group == "so-y-te" ? agency : null, "report read", person));
        Assert.That((await key.ReadAsync("/api/v1/incidents")).Code, Is.EqualTo(200));

        Assert.That(await AdmitAsync("hoa"), Is.InstanceOf<AdmitIdentity.Outcome.NotHere>());

        Assert.That(await OpenAsync(person), Is.EqualTo((0L, 0L)));
        Assert.That((await key.ReadAsync("/api/v1/incidents")).Code, Is.EqualTo(401));
        Assert.That(await RowsAsync("person.change"), Has.Count.EqualTo(1));
        await AdmitAsync("hoa");
        Assert.That(await RowsAsync("person.change"), Has.Count.EqualTo(1), "what had ended does not end again");
        Assert.That(await AdmitAsync("hoa", group), Is.EqualTo(new AdmitIdentity.Outcome.Admitted(person, "hoa", false)));
    }

    [Test]
    public async Task The_last_administrator_keeps_what_is_open_and_one_of_two_does_not()
    {
        var first = await EnterAsync("chief", "quan-tri");
        Assert.That(await AdmitAsync("chief"), Is.InstanceOf<AdmitIdentity.Outcome.NotHere>());
        Assert.That(await OpenAsync(first), Is.EqualTo((1L, 0L)));

        await desk.PersonAsync("second", "admin");
        await AdmitAsync("chief");

        Assert.That(await OpenAsync(first), Is.EqualTo((0L, 0L)));
    }

    [Test]
    public async Task Where_the_group_of_all_administrators_is_gone_the_last_of_them_who_is_inside_keeps_the_desk()
    {
        var (first, second) = (await EnterAsync("chief", "quan-tri"), await EnterAsync("deputy", "quan-tri"));
        await AdmitAsync("chief");
        await AdmitAsync("deputy");
        await AdmitAsync("chief");

        Assert.That((await OpenAsync(first), await OpenAsync(second)), Is.EqualTo(((0L, 0L), (1L, 0L))));
    }

    [Test]
    public async Task Who_is_not_let_in_again_and_again_costs_the_audit_one_row_and_a_count()
    {
        for (var again = 0; again < 5; again++)
            Assert.That(await AdmitAsync("khach"), Is.InstanceOf<AdmitIdentity.Outcome.NotHere>());
        await desk.Services.GetRequiredService<AuditBook>().TurnAsync(CancellationToken.None, isLast: true);

        Assert.That(await RowsAsync("session.start"), Is.EquivalentTo(new[] { "refused", "refused 4 more" }));
    }

    private async Task<Guid> EnterAsync(string subject, string group)
    {
        var admitted = (AdmitIdentity.Outcome.Admitted)await AdmitAsync(subject, group);
        await desk.Database.WriteAsync(
            transaction => SessionRows.StartAsync(transaction, admitted.Person, "192.0.2.1", "", clock.GetUtcNow()), CancellationToken.None);
        return admitted.Person;
    }

    private Task<AdmitIdentity.Outcome> AdmitAsync(string subject, params string[] groups) => new AdmitIdentity.Handler(
        desk.Database, Settings, desk.Services.GetRequiredService<SessionRules>(), desk.Services.GetRequiredService<SessionBook>(), desk.Services.GetRequiredService<KeyRing>(),
        desk.Services.GetRequiredService<AuditBook>(), clock).Handle(
        new(new Identity("https://dang-nhap.example", subject, subject, subject, groups, false, "", null)), CancellationToken.None);

    private Task<(long Sessions, long Keys)> OpenAsync(Guid person) => desk.Database.ReadAsync(async reading => (
        await reading.SingleAsync<long>("SELECT count(*) FROM sessions WHERE person_id = @person AND ended_at IS NULL", new { person }),
        await reading.SingleAsync<long>("SELECT count(*) FROM keys WHERE person_id = @person AND revoked_at IS NULL", new { person })), CancellationToken.None);

    private Task<IReadOnlyList<string>> RowsAsync(string action) => desk.Database.ReadAsync(
        reading => reading.QueryAsync<string>("SELECT outcome FROM audit WHERE action = @action AND actor = 'desk'", new { action }), CancellationToken.None);
}
