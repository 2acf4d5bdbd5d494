using System.Text;
using IncidentDesk.Shell;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace IncidentDesk.Tests.Shell;

[Category("once")]
public sealed class HeldPageStreamTests
{
    [TestCase("text/html; charset=utf-8", true)]
    [TestCase("application/octet-stream", false)]
    [TestCase("text/event-stream", false)]
    [TestCase(null, false)]
    public async Task Only_a_page_is_held_until_it_is_whole(string? type, bool isHeld)
    {
        var (http, wire) = (new DefaultHttpContext(), new MemoryStream());
        http.Response.ContentType = type;
        await using var held = new HeldPageStream(http.Response, wire);

        await held.FlushAsync();
        await held.WriteAsync(Encoding.UTF8.GetBytes("một "));
        await held.FlushAsync();
        held.Write(Encoding.UTF8.GetBytes("hai"));

        Assert.That((held.Text, Encoding.UTF8.GetString(wire.ToArray())), Is.EqualTo(isHeld ? ("một hai", "") : ((string?)null, "một hai")));
    }
}
