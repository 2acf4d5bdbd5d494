using IncidentDesk.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace IncidentDesk.Tests.Shell;

[Category("once")]
public sealed class PageHeadersTests
{
    [TestCase("text/html; charset=utf-8", true)]
    [TestCase("text/csv; charset=utf-8", true)]
    [TestCase("application/json", true)]
    [TestCase("application/pdf", true)]
    [TestCase("application/zip", true)]
    [TestCase("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", true)]
    [TestCase("application/vnd.openxmlformats-officedocument.wordprocessingml.document", true)]
    [TestCase("text/css", false)]
    public async Task No_cache_keeps_what_was_read_or_taken_away(string type, bool keptFrom)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var pages = builder.Build();
        pages.UsePageHeaders();
        pages.Run(async http =>
        {
            http.Response.ContentType = type;
            await http.Response.WriteAsync("x");
        });
        await pages.StartAsync();
        using var client = new HttpClient { BaseAddress = new(pages.Urls.First()) };
        using var answer = await client.GetAsync("/");

        Assert.That(answer.Headers.CacheControl?.NoStore == true, Is.EqualTo(keptFrom));
    }
}
