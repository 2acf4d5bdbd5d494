using System.Net;
using System.Text;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Pipeline;

/// <summary>A form that is not well-formed is the sender's fault, at doors for strangers too.</summary>
public sealed class WholeFormTests
{
    private const string Form = "application/x-www-form-urlencoded";

    private Desk desk = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => desk = await Desk.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [TestCase(Form, "user=a%00")]
    [TestCase(Form + "; charset=utf-7", "user=a")]
    [TestCase("multipart/form-data", "x")]
    [TestCase("multipart/form-data; boundary=B", "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ntorn")]
    public async Task What_is_no_form_is_400_in_words(string type, string body) => await RefusedAsync(type, body);

    [Test]
    public async Task So_are_more_fields_and_longer_names_than_are_read()
    {
        await RefusedAsync(Form, string.Join('&', Enumerable.Range(0, 2000).Select(n => $"f{n}=1")));
        await RefusedAsync(Form, new string('k', 3000) + "=1");
    }

    private async Task RefusedAsync(string type, string body)
    {
        foreach (var door in new[] { "/sign-in", "/sign-out", "/report", "/account/password" })
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var request = new HttpRequestMessage(HttpMethod.Post, door) { Content = content };
            request.Headers.Add("Accept", "text/html");
            using var answer = await desk.Client().SendAsync(request);
            Assert.That((int)answer.StatusCode, Is.LessThan(500), door);
            if (door == "/sign-in")
            {
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
                Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("quy cách"));
            }
        }
    }
}
