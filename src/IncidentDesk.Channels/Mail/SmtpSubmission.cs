using System.Text;

namespace IncidentDesk.Channels.Mail;

/// <summary>One message over a ready connection: MAIL, RCPT, DATA, the content, the final dot, the answer.</summary>
internal sealed class SmtpSubmission(MailOptions options, SmtpConnection connection, SmtpEnvelope envelope, ReadOnlyMemory<byte> wire)
{
    public async Task<Outcome> SubmitAsync(CancellationToken cancellation)
    {
        if (Unfit() is { } unfit)
            return unfit;
        if (await EnvelopeAsync(cancellation) is { } refused)
            return SmtpVerdicts.BeforeTheContent(refused);
        connection.Progress.Step = "content";
        await connection.WriteAsync(wire, options.FinalTimeout, cancellation);
        if (connection.IsHungUp)
            throw new EndOfStreamException();
        // The dot goes apart from the content, so that a write that breaks before it is certainly not a delivery.
        connection.Progress.HandedOver = true;
        await connection.WriteAsync(".\r\n"u8.ToArray(), options.StepTimeout, cancellation);
        return SmtpVerdicts.AfterTheDot(await connection.ReadAsync(options.FinalTimeout, cancellation));
    }

    private Outcome? Unfit()
    {
        if (envelope.NeedsUtf8 && !connection.Extensions.Utf8)
        {
            return new(Verdict.Permanent, "the server does not take addresses beyond ASCII (SMTPUTF8)")
            {
                ReplyVi = "máy chủ không nhận địa chỉ có ký tự ngoài ASCII (SMTPUTF8)",
                Blame = Blame.Message,
            };
        }
        if (connection.Extensions.Size is { } most && wire.Length > most)
        {
            return new(Verdict.Permanent, $"the message has {wire.Length} bytes, the server takes {most} (SIZE)")
            {
                ReplyVi = $"thư dài {wire.Length} byte, máy chủ chỉ nhận {most} (SIZE)",
                Blame = Blame.Message,
            };
        }
        return null;
    }

    /// <summary>Gives the answer that said no, or nothing when the server waits for the content.</summary>
    private async Task<SmtpReply?> EnvelopeAsync(CancellationToken cancellation)
    {
        var size = connection.Extensions.Size is null ? "" : $" SIZE={wire.Length}";
        var utf8 = envelope.NeedsUtf8 ? " SMTPUTF8" : "";
        string[] commands = [$"MAIL FROM:<{envelope.Sender}>{size}{utf8}", $"RCPT TO:<{envelope.Recipient}>", "DATA"];
        if (connection.Extensions.Pipelining)
            await connection.WriteAsync(Encoding.UTF8.GetBytes(string.Join("\r\n", commands) + "\r\n"), options.StepTimeout, cancellation);
        foreach (var command in commands)
        {
            connection.Progress.Step = command[..4];
            var reply = connection.Extensions.Pipelining
                ? await connection.ReadAsync(options.StepTimeout, cancellation)
                : await connection.AskAsync(command, options.StepTimeout, cancellation);
            // On a "no" the connection is given up with the rest unread: a server that answered DATA with "go on" all
            // the same must see no dot from us.
            if (command == "DATA" ? reply.Code != 354 : !reply.IsPositive)
                return reply;
        }
        return null;
    }
}
