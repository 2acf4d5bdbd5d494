namespace IncidentDesk.Channels.Mail;

/// <summary>Connections that wait a short while for the next message: signing in costs more than the mail.</summary>
internal sealed class SmtpKept(MailOptions options, TimeProvider clock) : IDisposable
{
    private const int Most = 4;

    // A server that lives answers RSET at once; waiting longer for a dead one would eat the attempt's own time.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly Lock gate = new();
    private readonly Stack<(SmtpConnection Connection, ITimer Expiry)> waiting = [];
    private bool closed;

    /// <summary>A connection whose server still answers, or nothing. A dead one is found here, before MAIL, and costs no attempt.</summary>
    public async Task<SmtpConnection?> TakeAsync(SmtpProgress progress, CancellationToken cancellation)
    {
        while (Pop() is { } connection)
        {
            connection.Progress = progress;
            progress.Step = "RSET";
            try
            {
                if (!connection.HasUnasked && (await connection.AskAsync("RSET", Patience, cancellation)).Code == 250)
                    return connection;
            }
            catch (Exception fault) when (SmtpProgress.Explains(fault) && !cancellation.IsCancellationRequested)
            {
                // Dead; a new one takes its place.
            }
            catch
            {
                connection.Dispose();
                throw;
            }
            connection.Dispose();
        }
        return null;
    }

    public void Put(SmtpConnection connection)
    {
        lock (gate)
        {
            if (!closed && options.KeepConnection > TimeSpan.Zero && waiting.Count < Most)
            {
                waiting.Push((connection, clock.CreateTimer(_ => Expire(connection), null, options.KeepConnection, Timeout.InfiniteTimeSpan)));
                return;
            }
        }
        connection.Quit();
    }

    public void Dispose()
    {
        lock (gate)
            closed = true;
        while (Pop() is { } connection)
            connection.Quit();
    }

    private SmtpConnection? Pop()
    {
        lock (gate)
        {
            if (!waiting.TryPop(out var top))
                return null;
            top.Expiry.Dispose();
            return top.Connection;
        }
    }

    private void Expire(SmtpConnection connection)
    {
        lock (gate)
        {
            var rest = waiting.Where(kept => kept.Connection != connection).Reverse().ToList();
            if (rest.Count == waiting.Count)
                return;
            waiting.Clear();
            rest.ForEach(waiting.Push);
        }
        connection.Quit();
    }
}
