using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using IncidentDesk.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using NUnit.Framework;

namespace IncidentDesk.Tests.Shell;

[Category("once")]
public sealed class FilledFormTests
{
    private const string Page =
        """
        <p>Trang</p><form method="get" action="/x"><input type="text" name="name" value="tìm"></form>
        <details class="add"><summary>Mở</summary><form method="post" action="/x"><input type="hidden" name="id" value="1"><input type="text" name="name" value=""></form></details>
        <details class="add"><summary>Mở</summary><form method="post" action="/x">
          <input type="hidden" name="id" value="2"><input type="hidden" name="version" value="9"><input type="password" name="password" />
          <input type="text" name="code" autocomplete="one-time-code" /><input type="text" name="name" maxlength="60" required />
          <textarea name="words" rows="4">trước</textarea><select name="kind"><option value="a" selected>A</option><option value="b">B</option></select>
          <label><input type="checkbox" name="scopes" value="read" checked> đọc</label><label><input type="checkbox" name="scopes" value="work"> làm</label>
          <input type="text" name="line"><input type="text" name="line"><input type="radio" name="way" value="1"><input type="radio" name="way" value="2" checked>
          <button type="submit" name="act" value="go">Gửi</button>
        </form></details><form method="post" action="/y"><input type="text" name="name"></form>
        """;

    [Test]
    public void The_form_that_was_sent_holds_what_was_typed_and_no_other_does()
    {
        var page = Fill(("id", ["2"]), ("version", ["3"]), ("password", ["bí mật"]), ("code", ["123456"]), ("name", ["\"><script>alert(1)</script>"]), ("words", ["\nmột\n</textarea>hai"]),
            ("kind", ["b"]), ("scopes", ["work"]), ("line", ["một", "hai"]), ("way", ["1"]), ("act", ["go"]));

        var (first, sent, other) = (Form(page, 1), Form(page, 2), Form(page, 3));
        Assert.That(Field(sent, "name"), Is.EqualTo("\"><script>alert(1)</script>"));
        Assert.That(((IHtmlTextAreaElement)sent.QuerySelector("[name=words]")!).Value, Is.EqualTo("\nmột\n</textarea>hai"));
        Assert.That(((IHtmlSelectElement)sent.QuerySelector("select")!).Value, Is.EqualTo("b"));
        Assert.That(sent.QuerySelectorAll("[checked]").Select(pick => pick.GetAttribute("value")), Is.EqualTo(new[] { "work", "1" }));
        Assert.That(sent.QuerySelectorAll("[name=line]").Select(line => line.GetAttribute("value")), Is.EqualTo(new[] { "một", "hai" }));
        Assert.That((Field(sent, "password"), Field(sent, "code"), Field(sent, "version")), Is.EqualTo(((string?)null, (string?)null, "9")));
        Assert.That((Field(first, "name"), Field(other, "name"), Field(Form(page, 0), "name")), Is.EqualTo(("", (string?)null, "tìm")));
        Assert.That(page.QuerySelectorAll("details").Select(details => details.HasAttribute("open")), Is.EqualTo(new[] { false, true }));
        Assert.That(page.QuerySelector("script"), Is.Null);
        Assert.That((sent.QuerySelector("[name=name]")!.HasAttribute("required"), sent.QuerySelector("[name=name]")!.GetAttribute("maxlength")), Is.EqualTo((true, "60")));
    }

    [Test]
    public void Where_somebody_else_was_faster_words_are_kept_and_what_was_chosen_is_asked_anew()
    {
        var page = new HtmlParser().ParseDocument(new FilledForm(Typed(("id", ["2"]), ("name", ["mới"]), ("words", ["hai"]), ("kind", ["b"]), ("way", ["1"])), asksAnew: true).In(Page, "/x"));
        var sent = Form(page, 2);
        Assert.That((Field(sent, "name"), ((IHtmlTextAreaElement)sent.QuerySelector("[name=words]")!).Value), Is.EqualTo(("mới", "hai")));
        Assert.That(((IHtmlSelectElement)sent.QuerySelector("select")!).Value, Is.EqualTo("a"));
        Assert.That(sent.QuerySelectorAll("[checked]").Select(pick => pick.GetAttribute("value")), Is.EqualTo(new[] { "read", "2" }));
    }

    [TestCase(true, null)]
    [TestCase(false, "mới")]
    public void What_came_with_what_it_held_before_is_put_together_by_its_page_where_somebody_else_was_faster(bool asksAnew, string? name)
    {
        var page = new HtmlParser().ParseDocument(new FilledForm(Typed(("id", ["2"]), ("name", ["mới"]), ("was-name", ["cũ"]), ("words", ["hai"])), asksAnew).In(Page, "/x"));
        var sent = Form(page, 2);
        Assert.That((Field(sent, "name"), ((IHtmlTextAreaElement)sent.QuerySelector("[name=words]")!).Value), Is.EqualTo((name, "hai")));
    }

    [Test]
    public void A_page_without_the_form_stays_as_it_is() =>
        Assert.That(new FilledForm(Typed(("name", ["x"]))).In(Page, "/elsewhere"), Is.EqualTo(Page));

    [Test]
    public void What_was_not_sent_is_left_as_the_page_has_it()
    {
        var sent = Form(Fill(("id", ["2"]), ("name", ["mới"])), 2);
        Assert.That((Field(sent, "name"), ((IHtmlTextAreaElement)sent.QuerySelector("[name=words]")!).Value), Is.EqualTo(("mới", "trước")));
        Assert.That(((IHtmlSelectElement)sent.QuerySelector("select")!).Value, Is.EqualTo("a"));
    }

    private static IHtmlDocument Fill(params (string Name, string[] Values)[] typed) => new HtmlParser().ParseDocument(new FilledForm(Typed(typed)).In(Page, "/x"));

    private static FormCollection Typed(params (string Name, string[] Values)[] typed) => new(typed.ToDictionary(one => one.Name, one => new StringValues(one.Values)));

    private static IElement Form(IHtmlDocument page, int n) => page.QuerySelectorAll("form")[n];

    private static string? Field(IElement form, string name) => form.QuerySelector($"[name={name}]")!.GetAttribute("value");
}
