using System.Net;
using IncidentDesk.Tests.Incidents.Moves;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Deadlines.Recomputing;

public sealed class RulesDoorTests
{
    [Test]
    public async Task An_administrator_reads_on_the_page_what_would_change_and_does_exactly_that_with_a_reason()
    {
        await using var scene = await CaseScene.StartAsync();
        using var admin = await Visitor.SignedInAsync(scene.Desk, "quan", "admin");
        Assert.That((await admin.PageAsync("/admin/rules")).QuerySelector("#apply"), Is.Null, "nothing to do");
        var number = await scene.FileAsync();
        await scene.WriteAsync("UPDATE obligations SET due_at = due_at + 3600000 WHERE kind = 'report'");

        var shown = await admin.PageAsync("/admin/rules");
        Assert.That(shown.QuerySelector("tbody")!.TextContent, Does.Contain("đổi hạn"));
        using var secret = await admin.SubmitAsync(shown, "#apply", ("reason", "MẬT"));
        var again = await Visitor.ReadAsync(secret);
        Assert.That((secret.StatusCode, again.QuerySelector("#reason")!.TextContent), Is.EqualTo((HttpStatusCode.BadRequest, "MẬT")));
        await scene.WriteAsync("UPDATE obligations SET due_at = due_at + 1000 WHERE kind = 'report'");
        using var stale = await admin.SubmitAsync(again, "#apply", ("reason", "Sửa lỗi"));
        again = await Visitor.ReadAsync(stale);
        Assert.That((stale.StatusCode, again.QuerySelector("#reason")!.TextContent), Is.EqualTo((HttpStatusCode.BadRequest, "Sửa lỗi")), "what was read is no longer what would be done");

        using var done = await admin.SubmitAsync(again, "#apply", ("reason", "Sửa lỗi"));
        var after = await admin.PageAsync(done.Headers.Location!.OriginalString);
        Assert.That(after.QuerySelector("[role=status]")!.TextContent, Is.EqualTo("Đã tính lại."));
        Assert.That((after.QuerySelector("#apply"), await scene.ReadAsync<string>("SELECT min(reason) FROM obligation_changes")), Is.EqualTo((default(AngleSharp.Dom.IElement), "Sửa lỗi")));
        Assert.That(number, Is.Not.Null);
    }

    [Test]
    public async Task Nobody_else_reaches_it()
    {
        await using var scene = await CaseScene.StartAsync();
        using var lead = await Visitor.SignedInAsync(scene.Desk, "binh", "lead");
        await lead.PageAsync("/admin/rules", HttpStatusCode.Forbidden);
    }
}
