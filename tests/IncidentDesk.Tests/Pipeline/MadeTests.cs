using System.Text;
using IncidentDesk.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Pipeline;

[Category("once")]
public sealed class MadeTests
{
    [Test]
    public async Task What_was_made_is_said_with_its_place_and_its_version()
    {
        var (http, body) = await SayAsync(http => Made.Say(http, new { Name = "Đợt 1" }, "/api/v1/things/1", 7));
        Assert.That((http.Response.StatusCode, http.Response.Headers.Location.ToString(), http.Response.Headers.ETag.ToString(), body),
            Is.EqualTo((201, "/api/v1/things/1", "\"7\"", """{"name":"Đợt 1"}""")));
    }

    [Test]
    public async Task What_has_no_place_and_never_changes_says_neither()
    {
        var (http, _) = await SayAsync(http => Made.Say(http, new { }));
        Assert.That((http.Response.StatusCode, http.Response.Headers.Location.Count, http.Response.Headers.ETag.Count), Is.EqualTo((201, 0, 0)));
    }

    private static async Task<(HttpContext Http, string Body)> SayAsync(Func<HttpContext, IResult> say)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = services };
        http.Response.Body = body;
        await say(http).ExecuteAsync(http);
        return (http, Encoding.UTF8.GetString(body.ToArray()));
    }
}
