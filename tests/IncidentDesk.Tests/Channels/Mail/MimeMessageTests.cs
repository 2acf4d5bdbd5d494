using System.Text;
using FsCheck;
using FsCheck.Fluent;
using IncidentDesk.Channels.Mail;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels.Mail;

[Category("once")]
public sealed class MimeMessageTests
{
    [Test]
    public void Vietnamese_in_subject_name_text_and_html_comes_back_whole()
    {
        var mail = new MimeReading((Mails.Notice with { Html = "<p>Kính gửi: <b>đề nghị ứng cứu</b></p>" }).ToBytes());

        Assert.That(mail.Decoded("Subject"), Is.EqualTo(Mails.Notice.Subject));
        Assert.That(mail.Decoded("To"), Is.EqualTo("Trung tâm VNCERT/CC (ví dụ) <tiepnhan@vncert.example>"));
        Assert.That(mail.Decoded("From"), Is.EqualTo("Bàn trực sự cố <truc@so-tttt.example>"));
        Assert.That(mail.Parts[0].Header("Content-Type"), Is.EqualTo("text/plain; charset=utf-8"));
        Assert.That(mail.Parts[0].Text, Is.EqualTo(Mails.Notice.Text.ReplaceLineEndings("\r\n")));
        Assert.That(mail.Parts[1].Text, Is.EqualTo("<p>Kính gửi: <b>đề nghị ứng cứu</b></p>"));
    }

    [Test]
    public void The_headers_of_the_contract_are_there()
    {
        var mail = new MimeReading((Mails.Notice with
        {
            References = ["<first@so-tttt.example>", "<second@so-tttt.example>"],
            Headers = [new("X-IncidentDesk-Incident", "INC-2026-000123"), new("X-IncidentDesk-Attempt", "1")],
        }).ToBytes());

        Assert.That(mail.Header("Message-ID"), Is.EqualTo("<019a0000-0000-7000-8000-000000000001@so-tttt.example>"));
        Assert.That(mail.Header("Date"), Is.EqualTo("Fri, 20 Nov 2026 16:50:00 +0700"));
        Assert.That(mail.Header("Auto-Submitted"), Is.EqualTo("auto-generated"));
        Assert.That(mail.Header("References"), Is.EqualTo("<first@so-tttt.example> <second@so-tttt.example>"));
        Assert.That(mail.Header("In-Reply-To"), Is.EqualTo("<second@so-tttt.example>"));
        Assert.That(mail.Header("X-IncidentDesk-Incident"), Is.EqualTo("INC-2026-000123"));
        Assert.That(mail.Header("MIME-Version"), Is.EqualTo("1.0"));
    }

    [TestCase("INC-2026-000123.json")]
    [TestCase("biên bản.json")]
    [TestCase("biên bản kiểm tra máy chủ cổng thông tin điện tử của Sở Y tế ngày 20 tháng 11 năm 2026.json")]
    [TestCase("dấu \"ngoặc\"; filename=khác.exe")]
    public void An_attachment_keeps_its_name_and_its_bytes(string name)
    {
        byte[] content = [.. Enumerable.Range(0, 5000).Select(i => (byte)i)];

        var mail = new MimeReading((Mails.Notice with { Attachments = [new(name, "application/json", content)] }).ToBytes());

        var file = mail.Parts[1];
        Assert.That(file.Parameter("Content-Disposition", "filename"), Is.EqualTo(name));
        Assert.That(file.Decoded("Content-Type"), Is.EqualTo($"application/json; name=\"{name}\""));
        Assert.That(file.Content, Is.EqualTo(content));
        Assert.That(mail.Parts[0].Text, Does.StartWith("Kính gửi"));
    }

    [Test]
    public void The_same_mail_gives_the_same_bytes()
    {
        var mail = Mails.Notice with { Html = "<p>x</p>", Attachments = [new("a.json", "application/json", new byte[] { 1, 2, 3 })] };
        var later = mail with { MessageId = "<other@so-tttt.example>" };

        Assert.That(mail.ToBytes(), Is.EqualTo((mail with { }).ToBytes()));
        Assert.That(new MimeReading(later.ToBytes()).Header("Content-Type"), Is.Not.EqualTo(new MimeReading(mail.ToBytes()).Header("Content-Type")));
    }

    [TestCase("chủ đề\r\nBcc: ke-xau@evil.example")]
    [TestCase("a\nb")]
    [TestCase("a\rb")]
    [TestCase("a\0b")]
    [TestCase("a\u0085b")]
    public void A_control_character_never_reaches_a_header(string text)
    {
        Assert.Throws<FormatException>(() => (Mails.Notice with { Subject = text }).ToBytes());
        Assert.Throws<FormatException>(() => (Mails.Notice with { To = new(Mails.Receiver, text) }).ToBytes());
        Assert.Throws<FormatException>(() => (Mails.Notice with { To = new(text) }).ToBytes());
        Assert.Throws<FormatException>(() => (Mails.Notice with { Headers = [new("X-Note", text)] }).ToBytes());
        Assert.Throws<FormatException>(() => (Mails.Notice with { Headers = [new(text, "x")] }).ToBytes());
        Assert.Throws<FormatException>(() => (Mails.Notice with { MessageId = $"<{text}@x.example>" }).ToBytes());
        Assert.Throws<FormatException>(() => (Mails.Notice with { References = [$"<{text}@x.example>"] }).ToBytes());
        Assert.Throws<FormatException>(() => (Mails.Notice with { Attachments = [new(text, "text/plain", default)] }).ToBytes());
        Assert.Throws<FormatException>(() => (Mails.Notice with { Attachments = [new("a.txt", text, default)] }).ToBytes());
    }

    [TestCase("Bcc")]
    [TestCase("to")]
    [TestCase("Content-Type")]
    [TestCase("X Y")]
    [TestCase("X:Y")]
    [TestCase("")]
    public void What_the_writer_says_itself_cannot_be_said_twice(string name) =>
        Assert.Throws<FormatException>(() => (Mails.Notice with { Headers = [new(name, "x")] }).ToBytes());

    [Test]
    public void A_name_that_looks_like_another_recipient_stays_a_name()
    {
        var bytes = (Mails.Notice with { To = new(Mails.Receiver, "VNCERT \"x\" <ke-xau@evil.example>, Khác") }).ToBytes();

        Assert.That(new MimeReading(bytes).Header("To"), Does.Match("^(=\\?UTF-8\\?B\\?[A-Za-z0-9+/=]+\\?= )+<tiepnhan@vncert.example>$"));
    }

    [Test]
    public void An_address_beyond_ascii_is_shown_by_name_and_never_breaks_the_seven_bits()
    {
        var bytes = (Mails.Notice with { To = new("tiếpnhận@vncert.example", "Tiếp nhận") }).ToBytes();

        Assert.That(new MimeReading(bytes).Decoded("To"), Is.EqualTo("Tiếp nhận :;"));
    }

    [Test]
    public void Any_subject_comes_back_and_every_line_is_short_ascii() =>
        Prop.ForAll<NonNull<string>, NonNull<string>>((subject, text) =>
        {
            var clean = new string([.. subject.Get.Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
            foreach (var tried in new[] { clean, clean + " đ " + clean, string.Concat(Enumerable.Repeat(clean + " 🚨", 20)), "=?UTF-8?B?eA==?= " + clean })
            {
                var bytes = (Mails.Notice with { Subject = tried, Text = text.Get }).ToBytes();
                Assert.That(new MimeReading(bytes).Decoded("Subject"), Is.EqualTo(tried));
                AssertLines(bytes);
            }
        }).QuickCheckThrowOnFailure();

    private static void AssertLines(byte[] bytes)
    {
        Assert.That(bytes, Has.All.InRange(1, 126));
        var lines = Encoding.ASCII.GetString(bytes).Split("\r\n");
        Assert.That(lines[^1], Is.Empty, "the last line ends");
        Assert.That(lines, Has.All.Matches<string>(line => line.Length <= 78 && !line.Contains('\r') && !line.Contains('\n')));
    }
}
