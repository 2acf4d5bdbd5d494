using IncidentDesk.Harness;
using IncidentDesk.Tests.Duty;
using NUnit.Framework;

namespace IncidentDesk.Tests.Advisories;

public sealed class AnsweringTests
{
    [Test]
    public async Task A_key_that_is_bound_to_a_person_signs_with_the_name_of_that_person()
    {
        await using var desk = await Desk.StartAsync();
        var health = await desk.AgencyAsync("SO-YTE");
        await desk.PersonAsync("dung", "reporter", "SO-YTE");
        var person = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = 'dung'"), CancellationToken.None);
        var agency = desk.Client(await desk.KeyAsync(health, "report", person));
        var lead = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(desk, "hoa", "admin")));
        var letter = await lead.IssueAsync();
        await lead.SendLetterAsync(letter);

        var answered = await agency.AnswerAsync(letter, "SO-YTE", """{"state":"assessing"}""");

        Assert.That((answered.Code, (string?)answered.Json!["signedBy"]), Is.EqualTo((200, "Người thử dung")), "and not the name of the key");
    }
}
