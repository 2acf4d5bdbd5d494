namespace IncidentDesk.Storage.Sqlite;

/// <summary>
/// Runs the writes of one commit in one transaction. A savepoint sets aside every page that a write touches, so they do without until
/// one of them fails: then all are taken back and run again, each in a savepoint of its own.
/// </summary>
internal static class SharedTransaction
{
    /// <summary>Leaves the transaction open for the commit, or closed where the only write of the batch was refused.</summary>
    /// <exception cref="TransactionLostException">One write ended the transaction of all.</exception>
    public static void Run(List<WaitingWrite> batch, SqliteSession session)
    {
        if (!TryTogether(batch, session))
            RunApart(batch, session);
    }

    /// <summary>All in one transaction; false, with nothing of them left, when one of several failed.</summary>
    private static bool TryTogether(List<WaitingWrite> batch, SqliteSession session)
    {
        session.Execute("BEGIN IMMEDIATE");
        foreach (var write in batch)
            if (!Attempt(write, session))
            {
                if (session.InTransaction)
                    session.Execute("ROLLBACK");
                return batch.Count == 1;
            }
        return true;
    }

    /// <summary>Each in a savepoint of its own, so that what fails takes only itself back.</summary>
    private static void RunApart(List<WaitingWrite> batch, SqliteSession session)
    {
        session.Execute("BEGIN IMMEDIATE");
        foreach (var write in batch)
        {
            session.Execute("SAVEPOINT one");
            var kept = Attempt(write, session);
            if (!session.InTransaction)
                throw new TransactionLostException();
            if (!kept)
                session.Execute("ROLLBACK TO one");
            session.Execute("RELEASE one");
        }
    }

    /// <returns>False when the write refused or failed; why stands in it.</returns>
    private static bool Attempt(WaitingWrite write, SqliteSession session)
    {
        write.Refusal = null;
        var transaction = new SqliteWriting(session);
        try
        {
            write.Run(transaction);
        }
        catch (Exception refusal)
        {
            write.Refusal = SqliteOutage.Explain(refusal);
        }
        transaction.End();
        // Work may have swallowed the error that ended the transaction: it must not be told that it was kept.
        if (write.Refusal is null && !session.InTransaction)
            write.Refusal = new TransactionLostException();
        return write.Refusal is null;
    }
}

internal sealed class TransactionLostException() : Exception("SQLite rolled the transaction back by itself.");
