using System.Text;

namespace IncidentDesk.Channels.Mail;

/// <summary>AUTH, by PLAIN where the server knows it, else by LOGIN; inside TLS only.</summary>
internal sealed class SmtpSignIn(MailOptions options)
{
    public async Task SignInAsync(SmtpConnection connection, CancellationToken cancellation)
    {
        connection.Progress.Step = "AUTH";
        if (!connection.IsEncrypted)
            throw Refuse("a password is never sent in plain text", "không gửi mật khẩu ở dạng rõ");
        var ways = connection.Extensions.SignIns;
        var reply = ways.Contains("PLAIN") ? await PlainAsync(connection, cancellation)
            : ways.Contains("LOGIN") ? await LoginAsync(connection, cancellation)
            : throw Refuse("the server offers neither AUTH PLAIN nor AUTH LOGIN", "máy chủ không hỗ trợ AUTH PLAIN hay AUTH LOGIN");
        if (reply.Code == 235)
            return;
        var outcome = SmtpVerdicts.AtTheDoor(reply);
        throw new SmtpEndedException(outcome with { Reply = WithoutSecrets(outcome.Reply) });
    }

    private Task<SmtpReply> PlainAsync(SmtpConnection connection, CancellationToken cancellation) =>
        connection.AskAsync($"AUTH PLAIN {Base64($"\0{options.User}\0{options.Password}")}", options.StepTimeout, cancellation);

    private async Task<SmtpReply> LoginAsync(SmtpConnection connection, CancellationToken cancellation)
    {
        var reply = await connection.AskAsync("AUTH LOGIN", options.StepTimeout, cancellation);
        if (reply.Code == 334)
            reply = await connection.AskAsync(Base64(options.User), options.StepTimeout, cancellation);
        if (reply.Code == 334)
            reply = await connection.AskAsync(Base64(options.Password), options.StepTimeout, cancellation);
        return reply;
    }

    // Some servers repeat the line they refuse, and the reply is kept and shown. The longest first: it may hold the others.
    private string WithoutSecrets(string words)
    {
        foreach (var secret in new[] { Base64($"\0{options.User}\0{options.Password}"), Base64(options.Password), options.Password })
            words = words.Replace(secret, "***", StringComparison.OrdinalIgnoreCase);
        return words;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static SmtpEndedException Refuse(string words, string wordsVi) =>
        new(new(Verdict.NotSent, words) { ReplyVi = wordsVi, Blame = Blame.Setting });
}
