using IncidentDesk.Tests.Incidents.Moves;
using NUnit.Framework;

namespace IncidentDesk.Tests.Shell;

/// <summary>What stands on top of every page is true.</summary>
public sealed class StripTests
{
    [Test]
    public async Task It_names_who_is_on_duty_to_the_desk_says_nobody_when_nobody_is_and_names_nobody_to_an_agency()
    {
        await using var scene = await CaseScene.StartAsync();
        using var responder = await Visitor.SignedInAsync(scene.Desk, "hoa", "responder");
        using var reporter = await Visitor.SignedInAsync(scene.Desk, "an", "reporter", "SO-YTE");

        Assert.That(await DutyAsync(responder), Does.StartWith("Đang trực: Người mot, đến "));
        Assert.That(await DutyAsync(reporter), Is.Null);

        await scene.WriteAsync("UPDATE duty_shifts SET removed_at = 1");
        Assert.That(await DutyAsync(responder), Is.EqualTo("Đang trực: không có ai"));
    }

    private static async Task<string?> DutyAsync(Visitor visitor) =>
        (await visitor.PageAsync("/board")).QuerySelector(".strip .duty .on-desktop")?.TextContent.Trim();
}
